import { basename, join } from 'node:path';
import { PlatformError } from '@halfminute/core';
import type { Platform, Revision, VaultFile, WriteOutcome } from '@halfminute/core';
import type { Disk, StoredFile } from './disk.ts';
import { nodeDisk } from './disk.ts';
import { isGenerationKept, keepGeneration, listGenerations, pruneGenerations } from './generations.ts';
import { resolveOnce } from './resolve-once.ts';
import { revisionOf } from './revision.ts';
import { toPlatformError } from './system-error.ts';
import { systemErrorName } from '../system-error-name.ts';
import { takeLock } from './vault-lock.ts';
import type { HeldLock, LockPatience } from './vault-lock.ts';
import { vaultNames } from './vault-names.ts';
import type { VaultNames } from './vault-names.ts';

export interface VaultFileOptions {
  /** Where the vault is; a symbolic link is resolved once, and its target replaced. */
  readonly path: string;
  readonly randomBytes: Platform['randomBytes'];
  readonly disk?: Disk;
  readonly lockPatience?: LockPatience;
}

/** How often a save begins anew because its lock was taken from it. Once is rare; so often, something is wrong. */
const MOST_ATTEMPTS = 20;

/** The vault as a file of this computer, saved as docs/vault-format.md says under "A save". */
export function createVaultFile({ path, randomBytes, disk = nodeDisk, lockPatience }: VaultFileOptions): VaultFile {
  let resolved: VaultNames | null = null;
  const names = async (): Promise<VaultNames> => (resolved ??= vaultNames(await resolveOnce(path)));
  /** 16 random hex digits. */
  const newMark = (): string => Buffer.from(randomBytes(8)).toString('hex');

  async function withLock<Answer>(at: VaultNames, work: (lock: HeldLock) => Promise<Answer>): Promise<Answer> {
    const lock = await takeLock({ disk, at, newMark, ...(lockPatience && { patience: lockPatience }) });
    try {
      return await work(lock);
    } finally {
      // What could not be let go of is seen by the next save to be nobody's; the work's own outcome is the one to tell.
      await lock.release().catch(() => undefined);
    }
  }

  return {
    name: basename(path),

    async read() {
      return telling('Reading the vault file', async () => {
        const file = await disk.read((await names()).vault);
        return (
          file && {
            bytes: file.bytes,
            revision: revisionOf(file.bytes),
            savedUnixSeconds: Math.floor(file.modifiedUnixMs / 1000),
          }
        );
      });
    },

    async write(bytes, replacing) {
      return telling('Saving the vault file', async () => {
        const at = await names();
        await disk.makeFolder(at.folder);
        for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
          // oxlint-disable-next-line no-await-in-loop -- a lost lock means to begin anew
          const outcome = await withLock(at, (lock) => replaceContent({ disk, at, lock, newMark, bytes, replacing }));
          if (outcome !== 'again') {
            return outcome;
          }
        }
        throw new PlatformError(
          'locked-by-another',
          'Saving the vault file: other programs kept taking the lock away.',
        );
      });
    },

    async generations() {
      return telling('Listing the earlier copies', async () => listGenerations(disk, await names()));
    },

    async readGeneration(id) {
      return telling('Reading an earlier copy', async () => {
        const at = await names();
        // An id is a name of ours and nothing else: no path out of the folder, nor a link that leads there.
        const generation = join(at.folder, id);
        const isKept = at.isGeneration(id) && (await isGenerationKept(disk, generation));
        const file = isKept ? await disk.read(generation) : null;
        if (file === null) {
          throw new PlatformError('io', 'Reading an earlier copy: it is gone.');
        }
        return file.bytes;
      });
    },

    async deleteGenerations() {
      return telling('Deleting the earlier copies', async () => {
        const at = await names();
        return withLock(at, async () => {
          const old = await listGenerations(disk, at);
          await Promise.all(old.map(({ id }) => disk.remove(join(at.folder, id))));
          await disk.syncFolder(at.folder);
          return old.length;
        });
      });
    },
  };
}

interface Replacement {
  readonly disk: Disk;
  readonly at: VaultNames;
  readonly lock: HeldLock;
  readonly newMark: () => string;
  readonly bytes: Uint8Array;
  readonly replacing: Revision | null;
}

/** Whatever stops this, at whatever line, the vault's name stands for the whole old content or the whole new one. */
async function replaceContent(request: Replacement): Promise<WriteOutcome | 'again'> {
  const { disk, at, lock, newMark, bytes, replacing } = request;
  const isStillOld = (file: StoredFile | null): boolean => (file && revisionOf(file.bytes)) === replacing;

  const current = await disk.read(at.vault);
  if (!isStillOld(current)) {
    return { outcome: 'conflict' };
  }
  if (current !== null && !current.isWritable) {
    throw new PlatformError('not-permitted', 'Saving the vault file: it is marked read-only.');
  }
  await removeLeftovers(disk, at);

  const draft = at.draft(newMark());
  await disk.create(draft, bytes);
  try {
    if (current !== null) {
      await keepGeneration({ disk, at, current, newMark, nowUnixMs: Date.now() });
    }
    // The last look before the act: neither may have changed while we were writing.
    if (!(await lock.isOurs()) || !isStillOld(await disk.read(at.vault))) {
      return 'again';
    }
    await disk.rename(draft, at.vault);
  } catch (error) {
    if (systemErrorName(error) === 'ENOENT') {
      // The draft is gone: another computer, saving through the same synced folder, took it for a leftover.
      return 'again';
    }
    throw error;
  } finally {
    // Its name went with the rename; after anything else it lies about.
    await disk.remove(draft);
  }
  await disk.syncFolder(at.folder);
  // It is saved. That one copy too many is left is no failure of the save: the next one tries again.
  await pruneGenerations(disk, at).catch(() => undefined);
  return { outcome: 'written', revision: revisionOf(bytes) };
}

/** What killed programs left. Whoever holds the lock is the only one of this computer who writes drafts. None of them made a folder. */
async function removeLeftovers(disk: Disk, at: VaultNames): Promise<void> {
  const left = (await disk.list(at.folder)).filter((name) => at.isLeftover(name)).map((name) => join(at.folder, name));
  await Promise.all(
    left.map(async (path) => {
      if ((await disk.status(path))?.kind !== 'folder') {
        await disk.remove(path);
      }
    }),
  );
}

async function telling<Answer>(act: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw toPlatformError(error, act);
  }
}
