import { decodeBase64 } from '../bytes.ts';
import type { Bytes } from '../ciphers.ts';

/** What 2FAS derives its key with (PBKDF2-SHA256), in every version of its schema. */
export const iterations = 10_000;

export interface SealedServices {
  readonly sealed: Bytes;
  readonly salt: Bytes;
  readonly iv: Bytes;
}

/** "servicesEncrypted": the ciphertext with its tag, the salt and the nonce, each in base64, parted by colons. */
export function parseSealedServices(text: string): SealedServices | null {
  const [sealed, salt, iv, ...more] = text.split(':', 4).map(decodeBase64);
  return sealed && salt && iv && more.length === 0 ? { sealed, salt, iv } : null;
}

/** Bytes of salt and of nonce. */
export const saltLength = 256;
export const nonceLength = 12;

export const schemaVersion = 4;

/** A fixed text that stands encrypted beside the entries: 2FAS opens it first, to see whether the password is right. */
export const reference =
  'tRViSsLKzd86Hprh4ceC2OP7xazn4rrt4xhfEUbOjxLX8Rc3mkISXE0lWbmnWfggogbBJhtYgpK6fMl1D6mtsy' +
  '92R3HkdGfwuXbzLebqVFJsR7IZ2w58t938iymwG4824igYy1wi6n2WDpO1Q1P69zwJGs2F5a1qP4MyIiDSD7NC' +
  'V2OvidXQCBnDlGfmz0f1BQySRkkt4ryiJeCjD2o4QsveJ9uDBUn8ELyOrESv5R5DMDkD4iAF8TXU7KyoJujd';

/** One entry, as the program's fourth schema names its fields. */
export interface TwoFasService {
  readonly name: string;
  readonly secret: string;
  readonly updatedAt: number;
  readonly otp: {
    readonly link: string;
    readonly label: string;
    readonly account: string;
    readonly issuer: string;
    readonly digits: number;
    readonly period?: number;
    readonly algorithm: string;
    readonly counter?: number;
    readonly tokenType: 'TOTP' | 'HOTP' | 'STEAM';
    readonly source: 'Link';
  };
  readonly order: { readonly position: number };
}
