// MD5, RFC 1321, with its names: A to D (state), X (message block), T (sines), F to I.

/** Section 3.3. */
const initialState = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);

/** Section 3.4: T[i] is the integer part of 4294967296 times abs(sin(i + 1)). */
// prettier-ignore
const T = Int32Array.of(
  0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
  0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
  0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
  0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
  0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
  0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
  0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
  0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
);

/** Section 3.4: by how many bits each round rotates, in turn. */
const rotations = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

const blockBytes = 64;
/** The length of the message in bits, at the end of the last block. */
const lengthBytes = 8;

/**
 * The MD5 of a message, 16 bytes. Broken wherever somebody chooses the message; here only because Mobile-OTP is defined
 * by it. It is no {@link HashFunction}: its words are least significant byte first, and no HMAC stands on it.
 */
export function md5(message: Uint8Array): Uint8Array {
  const blocks = Math.floor((message.length + lengthBytes) / blockBytes) + 1;
  // Sections 3.1 and 3.2: a bit 1, zeros, and the length, low word first.
  const padded = new Uint8Array(blocks * blockBytes);
  padded.set(message);
  padded[message.length] = 0x80;
  const words = new DataView(padded.buffer);
  words.setUint32(padded.length - lengthBytes, message.length << 3, true);
  const state = Int32Array.from(initialState);
  for (let start = 0; start < padded.length; start += blockBytes) {
    compress(state, words, start);
  }
  padded.fill(0);
  const digest = new Uint8Array(16);
  const out = new DataView(digest.buffer);
  state.forEach((word, index) => out.setInt32(index * 4, word, true));
  return digest;
}

/** Section 3.4. For `?? 0` see sha1.ts. */
function compress(state: Int32Array, X: DataView, start: number): void {
  let [A = 0, B = 0, C = 0, D = 0] = state;
  for (let i = 0; i < 64; i++) {
    const round = i >> 4;
    const sum = (A + mix(round, B, C, D) + X.getInt32(start + wordOf(round, i) * 4, true) + (T[i] ?? 0)) | 0;
    const s = rotations[round]?.[i & 3] ?? 0;
    A = D;
    D = C;
    C = B;
    B = (B + ((sum << s) | (sum >>> (32 - s)))) | 0;
  }
  state[0] = (state[0] ?? 0) + A;
  state[1] = (state[1] ?? 0) + B;
  state[2] = (state[2] ?? 0) + C;
  state[3] = (state[3] ?? 0) + D;
}

/** F, G, H and I. */
function mix(round: number, B: number, C: number, D: number): number {
  switch (round) {
    case 0:
      return (B & C) | (~B & D);
    case 1:
      return (B & D) | (C & ~D);
    case 2:
      return B ^ C ^ D;
    default:
      return C ^ (B | ~D);
  }
}

/** Which word of the block a step takes. */
function wordOf(round: number, i: number): number {
  switch (round) {
    case 0:
      return i;
    case 1:
      return (5 * i + 1) & 15;
    case 2:
      return (3 * i + 5) & 15;
    default:
      return (7 * i) & 15;
  }
}
