import { decodeBase64 } from '../bytes.ts';
import type { Bytes } from '../ciphers.ts';
import { field, isObject, textField } from '../json.ts';

export const enteProgram = 'Ente Auth';

/** An encrypted export of Ente Auth: otpauth links, a line each, as one message of a secret stream. */
export interface EnteFile {
  /** Memory in bytes, passes and the salt of Argon2id (libsodium's crypto_pwhash, one lane). */
  readonly memLimit: unknown;
  readonly opsLimit: unknown;
  readonly salt: Bytes | null;
  /** The header of the stream. */
  readonly header: Bytes | null;
  readonly sealed: Bytes | null;
}

export function asEnteFile(json: unknown): EnteFile | null {
  const kdf = field(json, 'kdfParams');
  const sealed = field(json, 'encryptedData');
  if (!isObject(kdf) || typeof sealed !== 'string') {
    return null;
  }
  return {
    memLimit: field(kdf, 'memLimit'),
    opsLimit: field(kdf, 'opsLimit'),
    salt: decodeBase64(textField(kdf, 'salt')),
    header: decodeBase64(textField(json, 'encryptionNonce')),
    sealed: decodeBase64(sealed),
  };
}

/** What Ente Auth shows beside a code, as JSON in a parameter of its link. */
export const displayParameter = 'codeDisplay';
