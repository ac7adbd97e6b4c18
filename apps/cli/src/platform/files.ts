import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Files, OfferedFile } from '@halfminute/core';
import { PlatformError } from '@halfminute/core';
import { writeBytesOut } from '../standard-streams.ts';
import type { Disk } from './disk.ts';
import { nodeDisk } from './disk.ts';
import { requireKeepingPlace } from './keeping-place.ts';
import type { KeepingRules } from './keeping-place.ts';
import { toPlatformError } from './system-error.ts';
import { systemErrorName } from '../system-error-name.ts';

export interface KeepOptions {
  /** A file, a folder in which the file gets its offered name, or "-" for the standard output. */
  readonly destination: string;
  readonly rules: KeepingRules;
  readonly disk?: Disk;
}

/**
 * Where the user told us to keep files. Each is written beside its place (0600), then takes it whole or not at all; where a file
 * system knows no second names, as on most memory sticks, one that must not replace another is written in its place, and taken away again if that fails.
 */
export function createFiles({ destination, rules, disk = nodeDisk }: KeepOptions): Files {
  return {
    async save(file) {
      if (destination === '-') {
        writeBytesOut(file.bytes);
        return 'saved';
      }
      // Once more: it was looked at before the password was asked for, and without the name that it has in a folder.
      const path = await requireKeepingPlace(destination, { ...rules, name: file.name });
      try {
        await keep(disk, { file, path, replaces: rules.replaces });
      } catch (error) {
        throw toKeepingError(error);
      }
      return 'saved';
    },
  };
}

/** In a sentence: whoever is told has just given a password. */
function toKeepingError(error: unknown): PlatformError {
  if (error instanceof PlatformError) {
    return error;
  }
  const { code, message, cause } = toPlatformError(error, 'The file could not be written');
  const sentence = new Map([
    ['disk-full', 'There is no room for the file, so it was not written.'],
    ['not-permitted', 'The system does not let you write there, so the file was not written.'],
  ]).get(code);
  return new PlatformError(code, sentence ?? message, { cause });
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
      await takeFreeName(disk, { draft, path, bytes: file.bytes });
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

/** Fails with EEXIST where the name is taken: a rename would replace what is there, a second name never does, and a new file neither. */
async function takeFreeName(
  disk: Disk,
  { draft, path, bytes }: { readonly draft: string; readonly path: string; readonly bytes: Uint8Array },
): Promise<void> {
  try {
    await disk.link(draft, path);
  } catch (error) {
    if (systemErrorName(error) === 'EEXIST') {
      throw error;
    }
    // A file system without second names (FAT), which every system says in other words; there may be no room for both.
    await disk.remove(draft);
    await disk.create(path, bytes);
  }
}
