import { encodeBase32 } from './base32.ts';
import { hashToWords } from './hash-function.ts';
import type { Secret } from './secret.ts';
import { sha256 } from './sha256.ts';

/**
 * Four characters by which a person who typed a long code from paper sees a slip: the first 20 bits of the SHA-256 of its
 * bytes, in base32. One slip in a million passes.
 */
export function secretCheck(secret: Secret): string {
  const first = hashToWords(sha256, secret.reveal())[0] ?? 0;
  return encodeBase32(Uint8Array.of(first >>> 24, first >>> 16, first >>> 8)).slice(0, 4);
}
