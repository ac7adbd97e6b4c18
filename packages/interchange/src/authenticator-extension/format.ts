import type { Bytes } from '../ciphers.ts';
import { startsWith } from '../bytes.ts';

/** What an object of an export holds, in the newer versions. */
export const dataTypes = { entry: 'OTPStorage', sealedEntry: 'EncOTPStorage', key: 'Key' } as const;

/** Kinds by their words. "hex" and "hhex" are of the usual kinds with a secret in hexadecimal; "battle" has eight digits. */
export const kindsByWord: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  ['totp', 'totp'],
  ['hotp', 'hotp'],
  ['battle', 'totp'],
  ['steam', 'steam'],
  ['hex', 'totp'],
  ['hhex', 'hotp'],
]);

/** The key that a password makes, before it is spelled in base64 and used as a password itself. */
export const keyDerivation = { variant: 'id', version: 0x13, memoryKiB: 19 * 1024, passes: 2, lanes: 1 } as const;

/** How {@link asSaltedText} begins in base64: no secret in base32 has such letters. */
export const saltedMark = 'U2FsdGVkX1';

/** What crypto-js writes, as OpenSSL does: mark, salt, AES-256-CBC. */
export function asSaltedText(bytes: Bytes): { readonly salt: Bytes; readonly sealed: Bytes } | null {
  return startsWith(bytes, 'Salted__') && bytes.length >= 32
    ? { salt: bytes.slice(8, 16), sealed: bytes.slice(16) }
    : null;
}
