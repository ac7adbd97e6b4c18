import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * Signs the library's cookies, in place of its own way: HMAC with SHA-256 instead of SHA-1, and one a cookie instead of three. A class, since the
 * library copies what is a plain object.
 */
export class CookieSignatures {
  readonly #keys: readonly KeyObject[];

  /** The first secret signs, all of them are good. */
  constructor(secrets: readonly string[]) {
    this.#keys = secrets.map((secret) => createSecretKey(secret, 'utf8'));
  }

  /** Base64url, of the whole `name=value`. */
  sign(data: string): string {
    const [first] = this.#keys;
    if (first === undefined) {
      throw new RangeError('Cookies need a secret to be signed with.');
    }
    return hmac(first, data).toString('base64url');
  }

  verify(data: string, signature: string): boolean {
    return this.index(data, signature) !== -1;
  }

  /** Which secret it was; -1 for none. The library signs anew what an older one has signed. */
  index(data: string, signature: string): number {
    const given = Buffer.from(signature, 'base64url');
    return this.#keys.findIndex((key) => {
      const right = hmac(key, data);
      return given.length === right.length && timingSafeEqual(given, right);
    });
  }
}

function hmac(key: KeyObject, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
