import type { HashFunction } from './hash-function.ts';

// SHA-256, FIPS 180-4, with the standard's names: H, W, K, a to h, T1, T2, the two Sigmas (large) and sigmas (small).

/** Section 5.3.3. */
const initialState = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);

/** Section 4.2.2. */
// prettier-ignore
const K = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
);

/** Section 6.2.2. For the order of sums and for `?? 0` see sha1.ts. */
function compress(H: Readonly<Int32Array>, to: Int32Array, W: Int32Array): void {
  for (let t = 16; t < 64; t++) {
    const x = W[t - 15] ?? 0;
    const y = W[t - 2] ?? 0;
    const sigma0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const sigma1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[t] = sigma1 + (W[t - 7] ?? 0) + sigma0 + (W[t - 16] ?? 0);
  }
  const H0 = H[0] ?? 0;
  const H1 = H[1] ?? 0;
  const H2 = H[2] ?? 0;
  const H3 = H[3] ?? 0;
  const H4 = H[4] ?? 0;
  const H5 = H[5] ?? 0;
  const H6 = H[6] ?? 0;
  const H7 = H[7] ?? 0;
  let a = H0;
  let b = H1;
  let c = H2;
  let d = H3;
  let e = H4;
  let f = H5;
  let g = H6;
  let h = H7;
  for (let t = 0; t < 64; t++) {
    const Sigma1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const Ch = (e & f) ^ (~e & g);
    const T1 = (h + (K[t] ?? 0) + (W[t] ?? 0) + Ch + Sigma1) | 0;
    const Sigma0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const Maj = (a & b) ^ (a & c) ^ (b & c);
    const T2 = (Sigma0 + Maj) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + T1) | 0;
    d = c;
    c = b;
    b = a;
    a = (T1 + T2) | 0;
  }
  to[0] = H0 + a;
  to[1] = H1 + b;
  to[2] = H2 + c;
  to[3] = H3 + d;
  to[4] = H4 + e;
  to[5] = H5 + f;
  to[6] = H6 + g;
  to[7] = H7 + h;
}

export const sha256: HashFunction = {
  blockWords: 16,
  stateWords: 8,
  scheduleWords: 64,
  lengthWords: 2,
  initialState,
  compress,
};
