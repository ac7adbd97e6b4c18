import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Files, OfferedFile } from '@halfminute/core';
import { PlatformError } from '@halfminute/core';
import { writeBytesOut } from '../standard-streams.ts';
import type { Disk } from './disk.ts';
import { nodeDisk } from './disk.ts';
import { systemErrorName, toPlatformError } from './system-error.ts';

export interface KeepOptions {
  /** A file, a folder in which the file gets its offered name, or "-" for the standard output. */
  readonly destination: string;
  /** Whether a file that is there may be replaced. */
  readonly replaces: boolean;
  readonly disk?: Disk;
}

/** Where the user told us to keep files. Each is written beside its place (0600), then takes it whole or not at all. */
export function createFiles({ destination, replaces, disk = nodeDisk }: KeepOptions): Files {
  return {
    async save(file) {
      if (destination === '-') {
        writeBytesOut(file.bytes);
        return 'saved';
      }
      try {
        await keep(disk, { file, path: pathFor(destination, file), replaces });
      } catch (error) {
        throw toPlatformError(error, 'Writing the file');
      }
      return 'saved';
    },
  };
}

/** For commands that offer no file: there is nowhere to keep one. */
export const noFiles: Files = { save: () => Promise.resolve('cancelled') };

async function keep(
  disk: Disk,
  { file, path, replaces }: { readonly file: OfferedFile; readonly path: string; readonly replaces: boolean },
): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  await disk.create(draft, file.bytes);
  try {
    if (replaces) {
      await disk.rename(draft, path);
    } else {
      await disk.link(draft, path);
    }
  } catch (error) {
    if (systemErrorName(error) === 'EEXIST') {
      throw new PlatformError('not-permitted', 'There is a file of that name already. --force replaces it.', {
        cause: error,
      });
    }
    throw error;
  } finally {
    await disk.remove(draft);
  }
  await disk.syncFolder(dirname(path));
}

function pathFor(destination: string, file: OfferedFile): string {
  try {
    return statSync(destination).isDirectory() ? join(destination, file.name) : destination;
  } catch {
    return destination;
  }
}
