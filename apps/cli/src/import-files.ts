import { readFileSync, statSync } from 'node:fs';
import type { ImportEntry, ReadyBackup, Unlocking } from '@halfminute/interchange';
import { InterchangeError, missingTransferParts, readBackup, requireSize } from '@halfminute/interchange';
import { EXIT } from './exit-code.ts';
import { nodeDeriveKey } from './platform/derive-key.ts';
import { Refusal } from './refusal.ts';

/** Every entry of every file, in order, and what there is to say besides. */
export interface FilesRead {
  readonly entries: readonly ImportEntry[];
  readonly programs: readonly string[];
  readonly notes: readonly string[];
}

/** Reads the files of other programs; `askPassword` is asked once, and only where one of them is encrypted. */
export async function readImportFiles(
  paths: readonly string[],
  { askPassword, hasPassword }: { readonly askPassword: () => Promise<string>; readonly hasPassword: boolean },
): Promise<FilesRead> {
  const backups: ReadyBackup[] = [];
  let password: Promise<string> | undefined;
  for (const path of paths) {
    // oxlint-disable-next-line no-await-in-loop -- one key derivation after the other
    backups.push(await readFile(path, { hasPassword, askPassword: () => (password ??= askPassword()) }));
  }
  return {
    entries: backups.flatMap(({ entries }) => entries),
    programs: [...new Set(backups.map(({ program }) => program))],
    notes: missingTransferParts(backups.flatMap(({ transferParts }) => transferParts)),
  };
}

interface ReadOptions {
  readonly askPassword: () => Promise<string>;
  readonly hasPassword: boolean;
}

async function readFile(path: string, { askPassword, hasPassword }: ReadOptions): Promise<ReadyBackup> {
  const password = async (): Promise<Unlocking> => ({ password: await askPassword(), argon2: nodeDeriveKey });
  try {
    const backup = readBackup(readBytes(path));
    if (backup.outcome === 'ready') {
      if (backup.unlock === undefined || !hasPassword) {
        return backup;
      }
      const whole = await backup.unlock(await password());
      // What could be read without a password is still worth having; the rest says that it is encrypted.
      return whole.outcome === 'ready' ? whole : backup;
    }
    const unlocked = await backup.unlock(await password());
    if (unlocked.outcome === 'ready') {
      return unlocked;
    }
    throw new Refusal(
      'wrong-password',
      unlocked.mayBeDamaged
        ? `Wrong password for ${path}, or the file is damaged.`
        : `That is not the password of ${path}.`,
      { exitCode: EXIT.wrongPassword },
    );
  } catch (error) {
    if (error instanceof InterchangeError) {
      throw new Refusal(error.code, `${path}: ${error.message}`);
    }
    throw error;
  }
}

function readBytes(path: string): Uint8Array {
  try {
    requireSize(statSync(path).size);
    return readFileSync(path);
  } catch (error) {
    if (error instanceof InterchangeError) {
      throw error;
    }
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Refusal('unreadable-file', `${path} cannot be read (${reason}).`);
  }
}
