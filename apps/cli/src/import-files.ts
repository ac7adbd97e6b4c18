import { readFileSync, statSync } from 'node:fs';
import type { Backup, ImportEntry, ReadyBackup } from '@halfminute/interchange';
import { InterchangeError, limits, missingTransferParts, readBackup } from '@halfminute/interchange';
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
  try {
    const backup: Backup = readBackup(readBytes(path));
    const isLocked = backup.outcome === 'needs-password';
    if (backup.unlock === undefined || !(isLocked || hasPassword)) {
      if (!isLocked) {
        return backup;
      }
    }
    const unlocked = await backup.unlock?.({ password: await askPassword(), argon2: nodeDeriveKey });
    if (unlocked?.outcome === 'ready') {
      return unlocked;
    }
    if (!isLocked) {
      // What could be read without a password is still worth having; the rest says that it is encrypted.
      return backup;
    }
    throw new Refusal(
      'wrong-password',
      unlocked?.mayBeDamaged === false
        ? `That is not the password of ${path}.`
        : `Wrong password for ${path}, or the file is damaged.`,
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
    if (statSync(path).size > limits.fileBytes) {
      // As the reader would say, before any of it is in memory.
      return new Uint8Array(limits.fileBytes + 1);
    }
    return readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Refusal('unreadable-file', `${path} cannot be read (${reason}).`);
  }
}
