import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits for a cookie, `state` or a form: nobody guesses it. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What of a token is kept. It needs no salt and no slow hash, since a token is no password. */
export function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** In the same time wherever they differ. */
export function isSameToken(one: string, other: string): boolean {
  return timingSafeEqual(hashOf(one), hashOf(other));
}
