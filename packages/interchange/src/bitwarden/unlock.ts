import { askConsent, requireArgon2Cost } from '../argon2-cost.ts';
import type { NeedsConsent, Unlocking } from '../backup.ts';
import { pbkdf2, sha256, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import { InterchangeError } from '../errors.ts';
import { field, textField } from '../json.ts';
import { kdfTypes, protectedFields } from './format.ts';
import { openSealedText, parseSealedText, stretchKey } from './sealed-text.ts';

type Opened =
  | { readonly outcome: 'opened'; readonly text: string }
  | { readonly outcome: 'wrong-password' }
  | NeedsConsent;

/** The json inside a password-protected export. Throws InterchangeError where the password is right and the rest is not. */
export async function unlockBitwarden(json: unknown, how: Unlocking): Promise<Opened> {
  const validation = parseSealedText(textField(json, protectedFields.validation));
  const data = parseSealedText(textField(json, protectedFields.data));
  if (validation === null || data === null) {
    throw damaged('This export of Bitwarden is cut short or changed. Export it again.');
  }
  const derived = await deriveKey(json, how);
  if ('outcome' in derived) {
    return derived;
  }
  const key = await stretchKey(derived);
  if ((await openSealedText(validation, key)) === null) {
    return { outcome: 'wrong-password' };
  }
  const text = await openSealedText(data, key);
  if (text === null) {
    throw damaged('The password is right, but this export of Bitwarden is damaged. Export it again.');
  }
  return { outcome: 'opened', text: new TextDecoder().decode(text) };
}

/** The salt is the text itself, not what its base64 stands for. */
async function deriveKey(json: unknown, how: Unlocking): Promise<Bytes | NeedsConsent> {
  const password = utf8(how.password);
  const salt = utf8(textField(json, protectedFields.salt));
  const rounds = field(json, protectedFields.rounds);
  const kdf = field(json, protectedFields.kdf);
  if (salt.length === 0) {
    throw damaged('This export of Bitwarden has no salt. Export it again.');
  }
  if (kdf === kdfTypes.pbkdf2) {
    return pbkdf2({ hash: 'SHA-256', password, salt, iterations: rounds });
  }
  if (kdf !== kdfTypes.argon2id) {
    throw new InterchangeError(
      'unsupported-file',
      'This export of Bitwarden derives its key in a way that is not known here. In Bitwarden, export as ".json" without encryption, import that, and delete it.',
    );
  }
  const memoryMiB = field(json, protectedFields.memoryMiB);
  const cost = requireArgon2Cost({
    memoryKiB: typeof memoryMiB === 'number' ? memoryMiB * 1024 : memoryMiB,
    passes: rounds,
    lanes: field(json, protectedFields.lanes),
  });
  const consent = askConsent(cost, how);
  return (
    consent ??
    Uint8Array.from(
      // A salt of any length becomes 32 bytes.
      await how.argon2({ variant: 'id', version: 0x13, ...cost, salt: await sha256(salt), password, length: 32 }),
    )
  );
}

function damaged(message: string): InterchangeError {
  return new InterchangeError('damaged', message);
}
