import { cbc } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import { concatBytes } from '../bytes.ts';
import { InterchangeError } from '../errors.ts';
import { sealing } from './format.ts';

const fileMark = utf8('SQLite format 3\0');

/** Whether a file may be a database that SQLCipher 3 encrypted: whole pages is all that shows. */
export function mayBeSqlCipher(bytes: Bytes): boolean {
  return bytes.length >= sealing.pageBytes && bytes.length % sealing.pageBytes === 0;
}

/**
 * The database in the clear; null where the first page does not open, which a wrong password and a damaged page have in
 * common. Throws 'damaged' where the first page opens and another does not.
 */
export async function openSqlCipher(file: Bytes, password: string): Promise<Bytes | null> {
  const { pageBytes, saltBytes, iterations, hmacIterations, hmacSaltMask } = sealing;
  const salt = file.slice(0, saltBytes);
  const key = await pbkdf2({ hash: 'SHA-1', password: utf8(password), salt, iterations });
  const hmacSalt = salt.map((byte) => byte ^ hmacSaltMask);
  const hmacKey = await pbkdf2({ hash: 'SHA-1', password: key, salt: hmacSalt, iterations: hmacIterations });
  const plain = new Uint8Array(file.length);
  for (let at = 0, number = 1; at < file.length; at += pageBytes, number++) {
    const start = at === 0 ? saltBytes : 0;
    const page = openPage(file.subarray(at + start, at + pageBytes), { number, key, hmacKey });
    if (page === null) {
      if (at === 0) {
        return null;
      }
      throw new InterchangeError(
        'damaged',
        'The password is right, but this database of Authenticator Plus is damaged. Export it again.',
      );
    }
    plain.set(page, at + start);
  }
  // The salt stands where the mark of SQLite would.
  plain.set(fileMark);
  return plain;
}

interface PageKeys {
  /** From 1. */
  readonly number: number;
  readonly key: Bytes;
  readonly hmacKey: Bytes;
}

function openPage(page: Bytes, { number, key, hmacKey }: PageKeys): Uint8Array | null {
  const ivStart = page.length - sealing.reservedBytes;
  const hmacStart = ivStart + sealing.ivBytes;
  const numberBytes = new Uint8Array(new Uint32Array([number]).buffer);
  const expected = hmac(sha1, hmacKey, concatBytes(page.subarray(0, hmacStart), numberBytes));
  if (!expected.every((byte, at) => page[hmacStart + at] === byte)) {
    return null;
  }
  const cipher = cbc(key, page.subarray(ivStart, hmacStart), { disablePadding: true });
  return cipher.decrypt(page.subarray(0, ivStart));
}
