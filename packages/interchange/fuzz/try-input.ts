import { createCodeGenerator, formatOtpauthUri } from '@halfminute/otp';
import type { Argon2, Backup, ImportEntry } from '../src/index.ts';
import { givePins, InterchangeError, readBackup } from '../src/index.ts';
import { limits } from '../src/limits.ts';

/** A promise of the room that did not hold. The message holds no content. */
class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

/** Argon2 for whoever needs none of its strength: the bytes are wrong, and so is every password. */
const anyKey: Argon2 = ({ length }) => Promise.resolve(new Uint8Array(length).fill(7));

export interface HowToTry {
  /** Whether a file that is locked is also tried with a password, which costs a key derivation. */
  readonly unlocking: boolean;
  readonly read?: (bytes: Uint8Array) => Promise<Backup>;
}

/**
 * Reads the bytes as a user's file, and holds the answer against what the room promises. Answers what became of it, in a
 * few words; throws where a promise was broken, or anything else happened.
 */
export async function tryInput(bytes: Uint8Array, { unlocking, read = readBackup }: HowToTry): Promise<string> {
  const given = Uint8Array.from(bytes);
  try {
    const backup = await read(given);
    requireUnchanged(given, bytes);
    return await follow(backup, { bytes, unlocking });
  } catch (error) {
    if (!(error instanceof InterchangeError)) {
      throw error;
    }
    requireDiscretion(error.message, bytes);
    return error.code;
  } finally {
    requirePlainObjects();
  }
}

async function follow(
  backup: Backup,
  { bytes, unlocking }: { readonly bytes: Uint8Array; readonly unlocking: boolean },
): Promise<string> {
  if (backup.outcome === 'ready') {
    requireSound(backup.entries, bytes);
    requireSound(
      givePins(backup.entries, () => '1234'),
      bytes,
    );
    return `${backup.program}, ${backup.entries.length > 0 ? 'entries' : 'no entries'}`;
  }
  if (!unlocking) {
    return `${backup.program}, locked`;
  }
  const unlocked = await backup.unlock({ password: 'wrong', argon2: anyKey });
  if (unlocked.outcome === 'ready') {
    requireSound(unlocked.entries, bytes);
  }
  return `${backup.program}, ${unlocked.outcome}`;
}

function requireSound(entries: readonly ImportEntry[], bytes: Uint8Array): void {
  if (entries.length > limits.entries) {
    throw new BrokenPromise('more entries than the limit allows');
  }
  for (const entry of entries) {
    if (entry.where === '') {
      throw new BrokenPromise('an entry without a place');
    }
    requireName(entry.account.issuer);
    requireName(entry.account.accountName);
    if (entry.verdict === 'imported') {
      // Both throw where a field is not what its type promises.
      createCodeGenerator(entry.account).codeForCounter(1);
      formatOtpauthUri(entry.account);
    } else {
      requireDiscretion(entry.why.message, bytes);
    }
  }
}

function requireName(name: string): void {
  // oxlint-disable-next-line no-control-regex -- that is what must not be there
  if (!name.isWellFormed() || /[\u0000-\u001f\u007f]/.test(name)) {
    throw new BrokenPromise('a name with half a character or a control character');
  }
}

function requireUnchanged(given: Uint8Array, bytes: Uint8Array): void {
  if (given.some((byte, at) => byte !== bytes[at])) {
    throw new BrokenPromise('the bytes of the caller were changed');
  }
}

/** No sentence repeats a long code of the file; it may quote 20 characters of a value that cannot be one. */
function requireDiscretion(message: string, bytes: Uint8Array): void {
  for (const [word] of message.matchAll(/[A-Za-z2-7]{21,}/g)) {
    if (new TextDecoder().decode(bytes).includes(word)) {
      throw new BrokenPromise('a sentence repeats a long word of the file');
    }
  }
}

const namesOfEveryObject = Reflect.ownKeys(Object.prototype).length;

function requirePlainObjects(): void {
  if (Reflect.ownKeys(Object.prototype).length !== namesOfEveryObject) {
    throw new BrokenPromise('the prototype of every object was changed');
  }
}
