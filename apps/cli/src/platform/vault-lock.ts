import { setTimeout as delay } from 'node:timers/promises';
import { PlatformError } from '@halfminute/core';
import type { Disk } from './disk.ts';
import { livenessOf, thisProcess } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { systemErrorName } from '../system-error-name.ts';
import type { VaultNames } from './vault-names.ts';

/** The lock that programs of one host share while one of them saves; docs/vault-format.md, "The lock". */
export interface HeldLock {
  /** Whether it still is ours. Asked directly before the act that it guards: another program may have judged us dead. */
  isOurs(): Promise<boolean>;
  release(): Promise<void>;
}

export interface LockPatience {
  /** A lock that tells nothing of its holder is stale when it did not change for so long. */
  readonly staleAfterMs: number;
  /** How long to wait for a holder that lives. A save takes some ten milliseconds. */
  readonly giveUpAfterMs: number;
}

const USUAL_PATIENCE: LockPatience = { staleAfterMs: 10_000, giveUpAfterMs: 15_000 };

export interface LockRequest {
  readonly disk: Disk;
  readonly at: VaultNames;
  /** Answers 16 random hex digits. */
  readonly newMark: () => string;
  readonly patience?: LockPatience;
}

/** Waits for the lock and takes it. Throws {@link PlatformError} 'locked-by-another' when a living program of this host does not let go. */
export async function takeLock({ disk, at, newMark, patience = USUAL_PATIENCE }: LockRequest): Promise<HeldLock> {
  const here = thisProcess();
  const nonce = newMark() + newMark();
  const content = new TextEncoder().encode(ownerToText({ ...here, nonce }));
  const startedAt = performance.now();
  let seenText = '';
  let seenSince = startedAt;

  heldHere.add(nonce);
  // oxlint-disable no-await-in-loop -- each round looks at what the one before left behind
  while (!(await disk.claim(at.lock, content))) {
    // Gone by now, or a link that leads nowhere, which stays: understood no better than a half-written one, and watched as long.
    const text = (await readText(disk, at.lock)) ?? '';
    const now = performance.now();
    if (text !== seenText) {
      seenText = text;
      seenSince = now;
    }
    if (isStale(text, here, now - seenSince > patience.staleAfterMs)) {
      await breakStale({ disk, lock: at.lock, aside: at.stale(newMark()), judged: text });
      continue;
    }
    if (now - startedAt > patience.giveUpAfterMs) {
      heldHere.delete(nonce);
      throw new PlatformError(
        'locked-by-another',
        'Another program is saving to the same vault file and does not finish.',
      );
    }
    await delay(10 + Math.random() * 40);
  }
  // oxlint-enable no-await-in-loop

  const isOurs = async (): Promise<boolean> => ownerFromText((await readText(disk, at.lock)) ?? '')?.nonce === nonce;
  return {
    isOurs,
    async release() {
      heldHere.delete(nonce);
      if (await isOurs()) {
        await disk.remove(at.lock);
      }
    },
  };
}

/** The locks of this very process. One of its own that is not among them was left behind when the disk failed. */
const heldHere = new Set<string>();

/** Whether nobody is behind this lock any more, or nobody we would have to wait for. */
function isStale(text: string, here: ProcessIdentity, unchangedForLong: boolean): boolean {
  const owner = ownerFromText(text);
  if (owner === null) {
    // Its maker has not written it yet, or was killed before it could.
    return unchangedForLong;
  }
  if (owner.hostId !== here.hostId) {
    // A lock of another computer came with a synced folder. Nobody here can judge it, and between computers the revision
    // decides. Left lying, it would keep the programs of this computer from guarding themselves against each other.
    return true;
  }
  const isThisProcess = owner.pid === here.pid && owner.startTime === here.startTime && owner.bootId === here.bootId;
  if (isThisProcess && here.startTime !== null) {
    return !heldHere.has(owner.nonce);
  }
  const liveness = livenessOf(owner, here);
  return liveness === 'dead' || (liveness === 'unknown' && unchangedForLong);
}

/**
 * Takes a stale lock away, and only that one: between the judgement and the act another program may have done the same
 * and taken a lock of its own. So the file is moved aside first, looked at again, and put back if it is another.
 */
async function breakStale(request: {
  readonly disk: Disk;
  readonly lock: string;
  readonly aside: string;
  readonly judged: string;
}): Promise<void> {
  const { disk, lock, aside, judged } = request;
  if (!(await succeedsUnless('ENOENT', disk.rename(lock, aside)))) {
    return;
  }
  const moved = await readText(disk, aside);
  if (moved !== null && moved !== judged) {
    // Where the name was taken anew meanwhile, the holder of the one moved aside has lost it, and sees so before it acts.
    await putBack(disk, aside, lock);
  }
  await disk.remove(aside);
}

async function putBack(disk: Disk, aside: string, lock: string): Promise<void> {
  try {
    await disk.link(aside, lock);
  } catch (error) {
    // A file system without second names (FAT) cannot do it without a gap.
    if (systemErrorName(error) === 'EEXIST' || (await disk.status(lock)) !== null) {
      return;
    }
    await succeedsUnless('ENOENT', disk.rename(aside, lock));
  }
}

/** Answers false when the act failed in this way; any other failure is thrown on. */
async function succeedsUnless(name: string, act: Promise<void>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (systemErrorName(error) === name) {
      return false;
    }
    throw error;
  }
}

async function readText(disk: Disk, path: string): Promise<string | null> {
  const file = await disk.read(path);
  return file === null ? null : new TextDecoder().decode(file.bytes);
}

interface LockOwner extends ProcessIdentity {
  readonly nonce: string;
}

function ownerToText(owner: LockOwner): string {
  const { hostId, pid, bootId, startTime, nonce } = owner;
  return `${JSON.stringify({ hostId, pid, bootId, startTime, nonce })}\n`;
}

/** null where the text is no lock of ours. */
function ownerFromText(text: string): LockOwner | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const { hostId, bootId, pid, startTime, nonce } = value as Record<string, unknown>; // any object is one; each field is looked at below
  const areTexts = typeof hostId === 'string' && typeof nonce === 'string';
  const arePerhapsTexts = isTextOrNull(bootId) && isTextOrNull(startTime);
  return areTexts && arePerhapsTexts && typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0
    ? { hostId, bootId, pid, startTime, nonce }
    : null;
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
