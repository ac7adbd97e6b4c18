import { PlatformError } from '../platform.ts';
import type { Clock, VaultFile } from '../platform.ts';
import { memoryRevision } from './memory-disk.ts';
import type { DiskFailure, MemoryDisk } from './memory-disk.ts';

/** A vault file on a {@link MemoryDisk}. Every call lets others go first once, so that two users of one disk interleave. */
export function createMemoryVaultFile(request: {
  readonly name: string;
  readonly disk: MemoryDisk;
  readonly clock: Clock;
  /** Whether this host tells of others' writes. */
  readonly watches: boolean;
}): VaultFile {
  const { name, disk, clock, watches } = request;
  /** Set while this very file writes, so that it is not told of its own writes. */
  let writing = false;

  const file: VaultFile = {
    name,
    async read() {
      await othersFirst();
      refuseIf(disk, ['read-error', 'not-permitted', 'is-a-directory']);
      const bytes = disk.content();
      if (bytes === null) {
        return null;
      }
      return { bytes, revision: memoryRevision(bytes), savedUnixSeconds: disk.savedUnixSeconds };
    },
    async write(bytes, replacing) {
      await othersFirst();
      refuseIf(disk, ['before-writing', 'not-permitted', 'is-a-directory']);
      const taken = Uint8Array.from(bytes);
      writing = true;
      try {
        const replaced = disk.replace({ bytes: taken, replacing, unixSeconds: Math.floor(clock.unixMs() / 1000) });
        return replaced ? { outcome: 'written', revision: memoryRevision(taken) } : { outcome: 'conflict' };
      } finally {
        writing = false;
      }
    },
    async generations() {
      await othersFirst();
      refuseIf(disk, ['read-error', 'not-permitted']);
      return disk.kept.map(({ id, bytes, savedUnixSeconds }) => ({ id, savedUnixSeconds, byteLength: bytes.length }));
    },
    async readGeneration(id) {
      await othersFirst();
      refuseIf(disk, ['read-error', 'not-permitted']);
      const found = disk.kept.find((generation) => generation.id === id);
      if (found === undefined) {
        throw new PlatformError('io', 'There is no generation of that name.');
      }
      return Uint8Array.from(found.bytes);
    },
    async deleteGenerations() {
      await othersFirst();
      refuseIf(disk, ['before-writing', 'not-permitted']);
      return disk.forget();
    },
  };
  if (!watches) {
    return file;
  }
  return {
    ...file,
    watch: (changed) =>
      disk.onChange(() => {
        if (!writing) {
          changed();
        }
      }),
  };
}

async function othersFirst(): Promise<void> {
  await Promise.resolve();
}

function refuseIf(disk: MemoryDisk, failures: readonly DiskFailure[]): void {
  const { failure } = disk;
  if (failure === null || !failures.includes(failure)) {
    return;
  }
  switch (failure) {
    case 'not-permitted':
      throw new PlatformError('not-permitted', 'The vault file may not be opened.');
    case 'is-a-directory':
      throw new PlatformError('is-a-directory', 'A folder lies where the vault file should be.');
    case 'before-writing':
    case 'mid-write':
    case 'disk-full':
    case 'read-error':
      throw new PlatformError('io', 'The disk did not answer.');
  }
}
