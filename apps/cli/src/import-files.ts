import { readFileSync, statSync } from 'node:fs';
import type { PinOf, ReadyBackup, Unlocked, Unlocking } from '@halfminute/interchange';
import { givePins, InterchangeError, notesOf, readBackup } from '@halfminute/interchange';
import { isVaultFile, readVaultBackup } from '@halfminute/core';
import { recognisePicture } from '@halfminute/qr';
import { EXIT } from './exit-code.ts';
import { harmlessText } from './harmless-text.ts';
import { readImportBytes } from './import-bytes.ts';
import { nodeDeriveKey } from './platform/derive-key.ts';
import { Refusal } from './refusal.ts';
import { isTerminal, writeError } from './standard-streams.ts';

interface PartlyRead extends ReadyBackup {
  /** Why a part of it is still encrypted, though a password was given. */
  readonly leftLocked?: string;
}

/** What a file held, and its path as it was given. */
interface FileBackup extends PartlyRead {
  readonly file: string;
}

/** Every file, in order, and what there is to say besides. */
export interface FilesRead {
  readonly backups: readonly FileBackup[];
  readonly programs: readonly string[];
  readonly notes: readonly string[];
  /** Files that could not be read beside those that could. */
  readonly refused: readonly RefusedPath[];
}

interface RefusedPath {
  readonly file: string;
  readonly reason: string;
  readonly message: string;
}

interface ReadOptions {
  /** Asked once, and only where one of the files is encrypted. */
  readonly askPassword: () => Promise<string>;
  readonly hasPassword: boolean;
  /** What the user lets a file take; a file that asks for more than is usual is refused without. */
  readonly agreedMemoryKiB: number;
  /** The PINs that the user gave for accounts whose files hold none. */
  readonly pinOf: PinOf;
}

/** Reads the files of other programs, one after the other: one that cannot be read costs no other. Throws {@link Refusal} where none can. */
export async function readImportFiles(paths: readonly string[], options: ReadOptions): Promise<FilesRead> {
  const { pinOf } = options;
  const backups: FileBackup[] = [];
  const refusals: { readonly file: string; readonly refusal: Refusal }[] = [];
  let password: Promise<string> | undefined;
  for (const path of paths) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one key derivation after the other
      const backup = await readFile(path, {
        ...options,
        beside: paths.filter((other) => other !== path).flatMap(readSmall),
        askPassword: () => (password ??= options.askPassword()),
      });
      backups.push({ ...backup, entries: givePins(backup.entries, pinOf), file: path });
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      refusals.push({ file: path, refusal: error });
    }
  }
  if (backups.length === 0) {
    throw allRefused(refusals);
  }
  const refused = refusals.map(({ file, refusal: { code, message } }) => ({ file, reason: code, message }));
  return {
    backups,
    programs: [...new Set(backups.map(({ program }) => program))],
    refused,
    notes: [
      ...refused.map(({ message }) => message),
      ...backups.flatMap(({ leftLocked }) => leftLocked ?? []),
      ...notesOf(backups),
    ],
  };
}

/** The first with its own code, and a line for each of the others. */
function allRefused(refusals: readonly { readonly refusal: Refusal }[]): Refusal {
  const [first, ...others] = refusals.map(({ refusal }) => refusal);
  return first === undefined || others.length === 0
    ? (first ?? new Refusal('missing-operand', 'There is no file to read.'))
    : new Refusal(first.code, first.message, {
        exitCode: first.exitCode,
        lines: [...first.lines, ...others.map(({ message }) => message)],
        details: { others: others.map(({ code, message }) => ({ code, message })) },
      });
}

async function readFile(
  path: string,
  { askPassword, hasPassword, agreedMemoryKiB, beside }: ReadOptions & { readonly beside: readonly Uint8Array[] },
): Promise<PartlyRead> {
  const password = async (): Promise<Unlocking> => ({
    password: await askPassword(),
    argon2: nodeDeriveKey,
    agreedMemoryKiB,
  });
  try {
    const bytes = await readImportBytes(path);
    if (recognisePicture(bytes) !== null) {
      const { readPictureOfCodes } = await import('./pictures/read-picture.ts');
      return await readPictureOfCodes(bytes, path);
    }
    const backup = isVaultFile(bytes)
      ? await readVaultBackup(bytes, { deriveKey: nodeDeriveKey })
      : await readBackup(bytes, { beside, readPicture: readPictureInArchive });
    if (backup.outcome === 'ready') {
      if (backup.unlock === undefined || !hasPassword) {
        return backup;
      }
      const whole = await backup.unlock(await password());
      // What could be read without is still worth having, and each of the rest says that it is encrypted.
      return whole.outcome === 'ready' ? whole : { ...backup, leftLocked: refusalOf(path, whole).message };
    }
    if (backup.isGuess === true && !hasPassword) {
      await tellGuess(path);
    }
    const unlocked = await backup.unlock(await password());
    if (unlocked.outcome === 'ready') {
      return unlocked;
    }
    throw refusalOf(path, unlocked);
  } catch (error) {
    if (error instanceof InterchangeError) {
      throw new Refusal(error.code, `${path}: ${error.message}`);
    }
    throw error;
  }
}

const guessSentence =
  'No authenticator that is known here writes such a file. It may be encrypted, by andOTP or Authenticator Plus, which leave no mark: if so, give its password';

/** Before somebody is asked for the password of a file that may be anything; where nobody can be asked it is refused. */
async function tellGuess(path: string): Promise<void> {
  const sentence = `${path}: ${guessSentence}`;
  if (!(await isTerminal('input'))) {
    throw new Refusal(
      'not-recognised',
      `${sentence} as the first line of the standard input, with --file-password-stdin.`,
    );
  }
  writeError(`${harmlessText(sentence)}.\n`);
}

async function readPictureInArchive(bytes: Uint8Array): Promise<ReadyBackup> {
  const { readPictureOfCodes } = await import('./pictures/read-picture.ts');
  try {
    return await readPictureOfCodes(bytes, 'this picture');
  } catch (error) {
    if (error instanceof Refusal) {
      // One that cannot be read is an entry, and costs nothing else in the archive.
      throw new InterchangeError('unsupported-file', error.message.replace(/^this/u, 'This'));
    }
    throw error;
  }
}

/** Why it did not open. */
function refusalOf(path: string, unlocked: Exclude<Unlocked, ReadyBackup>): Refusal {
  return unlocked.outcome === 'needs-consent'
    ? askForMemory(path, unlocked.memoryKiB)
    : new Refusal('wrong-password', wrongPasswordSentence(path, unlocked), { exitCode: EXIT.wrongPassword });
}

function askForMemory(path: string, memoryKiB: number): Refusal {
  const mebibytes = Math.ceil(memoryKiB / 1024);
  return new Refusal(
    'needs-consent',
    `${path} takes ${mebibytes} MiB of memory to be opened, which is much. If that is all right, add --allow-memory ${mebibytes}.`,
  );
}

function wrongPasswordSentence(
  path: string,
  { mayBeDamaged, mayWant }: { readonly mayBeDamaged: boolean; readonly mayWant?: keyof typeof wantedSentences },
): string {
  const sentence = mayBeDamaged
    ? `Wrong password for ${path}, or the file is damaged.`
    : `That is not the password of ${path}.`;
  return mayWant === undefined ? sentence : `${sentence} ${wantedSentences[mayWant]}`;
}

const wantedSentences = {
  'key-file':
    'If it opens with a key file or a security key too, save a copy of it in KeePass that opens with a password alone, and import that.',
  'steam-manifest': 'If it is a maFile of Steam, its manifest.json is missing: name both files.',
} as const;

/** More bytes has no file that only belongs to another. */
const mostBesideBytes = 1024 * 1024;

/** A file that may belong to another; none where it is large or cannot be read, which its own turn tells. A pipe is read once. */
function readSmall(path: string): readonly Uint8Array[] {
  try {
    const status = statSync(path);
    return status.isFile() && status.size <= mostBesideBytes ? [readFileSync(path)] : [];
  } catch {
    return [];
  }
}
