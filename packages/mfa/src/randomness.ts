import { base64UrlOfBytes } from './base64url.ts';
import { MfaError } from './errors.ts';

/** Cryptographically strong random bytes. Chance is an argument everywhere in this package. */
export type RandomBytes = (length: number) => Uint8Array<ArrayBuffer>;

/** `length` random bytes. Throws {@link MfaError} 'bad-randomness' when the host answers another number: a short secret is no secret. */
export function drawBytes(randomBytes: RandomBytes, length: number): Uint8Array<ArrayBuffer> {
  const bytes = randomBytes(length);
  if (bytes.length !== length) {
    throw new MfaError('bad-randomness', `${length} random bytes were asked for; ${bytes.length} came.`);
  }
  return bytes;
}

/** A name that nobody gave away before: 128 bits. */
export function drawId(randomBytes: RandomBytes): string {
  return base64UrlOfBytes(drawBytes(randomBytes, 16));
}
