import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeDisk } from '../src/platform/disk.ts';
import { identityOf, thisProcess } from '../src/platform/process-identity.ts';
import { nodeRandomBytes } from '../src/platform/random.ts';
import type { HeldLock } from '../src/platform/vault-lock.ts';
import { takeLock } from '../src/platform/vault-lock.ts';
import { vaultNames } from '../src/platform/vault-names.ts';
import { guardedDisk } from './failing-disk.ts';
import { temporaryFolder } from './run-halfminute.ts';

let folder: ReturnType<typeof temporaryFolder>;
let lock: string;

beforeEach(() => {
  folder = temporaryFolder();
  lock = join(folder.path, 'v.lock');
  neighbour = spawn('sleep', ['60']);
});
afterEach(() => {
  neighbour.kill();
  folder.remove();
});

const newMark = (): string => Buffer.from(nodeRandomBytes(8)).toString('hex');
const quick = { staleAfterMs: 150, giveUpAfterMs: 400 };
/** Whoever waits with it outlasts every test: what comes all the same was not waited for. */
const patient = { staleAfterMs: 300_000, giveUpAfterMs: 300_000 };

function take(disk = nodeDisk, patience = quick): Promise<HeldLock> {
  return takeLock({ disk, at: vaultNames(join(folder.path, 'v')), newMark, patience });
}

/** Another process of this computer, which lives as long as the test. */
let neighbour: ChildProcess;

function place(changes: Readonly<Record<string, unknown>>): string {
  const text = `${JSON.stringify({ ...identityOf(neighbour.pid ?? 0), nonce: 'a'.repeat(32), ...changes })}\n`;
  writeFileSync(lock, text);
  return text;
}

/** How long it took to get past what lies there, in milliseconds. */
async function timeToTake(patience = quick): Promise<number> {
  const start = performance.now();
  const held = await take(nodeDisk, patience);
  expect(await held.isOurs()).toBe(true);
  await held.release();
  expect(readdirSync(folder.path)).toEqual([]);
  return performance.now() - start;
}

async function takeAtOnce(): Promise<void> {
  expect(await timeToTake(patient)).toBeLessThan(patient.staleAfterMs);
}

async function numberOfADeadProcess(): Promise<number> {
  const child = spawn('true');
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('the lock that programs share', () => {
  it('holds host, process, start and a fresh nonce, and goes when it is let go', async () => {
    const first = await take();
    const content: unknown = JSON.parse(readFileSync(lock, 'utf8'));
    expect(content).toEqual({ ...thisProcess(), nonce: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(Object.keys(content as object)).toEqual(['hostId', 'pid', 'bootId', 'startTime', 'nonce']); // parsed from JSON just now
    await first.release();
    expect(existsSync(lock)).toBe(false);
  });

  it('waits for a living holder, and gives up after a while', async () => {
    const held = await take();
    await expect(take()).rejects.toMatchObject({ code: 'locked-by-another' });
    expect(await held.isOurs()).toBe(true);
    await held.release();
  });

  it('is had as soon as a living holder lets go', async () => {
    const held = await take();
    const waiting = take(nodeDisk, patient);
    setTimeout(() => void held.release(), 60);
    expect(await (await waiting).isOurs()).toBe(true);
  });

  it('waits for a living neighbour', async () => {
    place({});
    await expect(take()).rejects.toMatchObject({ code: 'locked-by-another' });
  });

  it('is taken at once from this very process, where it could not let go before', async () => {
    writeFileSync(lock, `${JSON.stringify({ ...thisProcess(), nonce: 'c'.repeat(32) })}\n`);
    await takeAtOnce();
  });

  it('is taken at once from a process that has ended', async () => {
    place({ pid: await numberOfADeadProcess() });
    await takeAtOnce();
  });

  it('is taken at once from a process whose number was given out again', async () => {
    place({ startTime: '1' });
    await takeAtOnce();
  });

  it('is taken at once from before the last start of the computer', async () => {
    place({ bootId: '00000000-0000-0000-0000-000000000000' });
    await takeAtOnce();
  });

  it('is not waited for when another computer left it in a synced folder', async () => {
    place({ hostId: 'f'.repeat(64) });
    await takeAtOnce();
  });

  it.each([
    ['a holder whose start cannot be read', () => place({ startTime: null })],
    ['a half-written lock', () => writeFileSync(lock, '{"hostId":"12')],
    ['an empty lock', () => writeFileSync(lock, '')],
    ['a lock of another make', () => writeFileSync(lock, '{"pid":"4"}')],
  ])('is taken from %s once it did not change for long', async (_name, prepare) => {
    prepare();
    expect(await timeToTake()).toBeGreaterThanOrEqual(quick.staleAfterMs);
  });

  it('is taken in the end from a link that leads nowhere, and not from a pipe', async () => {
    symlinkSync('nowhere', lock);
    expect(await timeToTake()).toBeGreaterThan(quick.staleAfterMs);
    execFileSync('mkfifo', [lock]);
    await expect(take()).rejects.toThrow('it is a device or a pipe');
  });

  it('is put back when the lock that was moved aside is another than the one judged stale', async () => {
    place({ startTime: '1' });
    const living = `${JSON.stringify({ ...identityOf(neighbour.pid ?? 0), nonce: 'b'.repeat(32) })}\n`;
    let isSwapped = false;
    const disk = guardedDisk((act, at) => {
      if (act === 'rename' && at.endsWith('.stale') && !isSwapped) {
        isSwapped = true;
        writeFileSync(lock, living);
      }
    });
    await expect(take(disk)).rejects.toMatchObject({ code: 'locked-by-another' });
    expect(readFileSync(lock, 'utf8')).toBe(living);
    expect(readdirSync(folder.path)).toEqual(['v.lock']);
  });

  it('is left alone when it is let go after another program has taken it', async () => {
    const held = await take();
    const other = place({});
    expect(await held.isOurs()).toBe(false);
    await held.release();
    expect(readFileSync(lock, 'utf8')).toBe(other);
  });
});
