import type { RandomBytes } from '@halfminute/core';

/** The most bytes that one call of `getRandomValues` gives (Web Cryptography, 10.1.1). */
const mostAtOnce = 65_536;

/** Random bytes of the browser's cryptographic source. */
export const browserRandomBytes: RandomBytes = (length) => {
  const bytes = new Uint8Array(length);
  for (let start = 0; start < length; start += mostAtOnce) {
    crypto.getRandomValues(bytes.subarray(start, start + mostAtOnce));
  }
  return bytes;
};
