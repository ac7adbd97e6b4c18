import type { Bytes } from '../ciphers.ts';

/**
 * Twofish with keys of 256 bits, decrypting only (Schneier and others, "Twofish: A 128-Bit Block Cipher", 1998; sections
 * and names are of that paper). WebCrypto and the libraries that are used here have none. It looks tables up by secret
 * bytes, as all of its implementations do; what it is for is one's own file on one's own computer.
 */
export function openTwofishCbc(key: Bytes, iv: Bytes, sealed: Bytes): Bytes | null {
  if (key.length !== 32 || iv.length !== 16 || sealed.length === 0 || sealed.length % 16 !== 0) {
    return null;
  }
  const { words, boxes } = schedule(key);
  const opened = new Uint8Array(sealed.length);
  const from = new DataView(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const to = new DataView(opened.buffer);
  let previous = littleEndianWords(iv);
  for (let at = 0; at < sealed.length; at += 16) {
    const block = [0, 4, 8, 12].map((offset) => from.getUint32(at + offset, true));
    decryptBlock(block, words, boxes).forEach((word, index) => {
      to.setUint32(at + index * 4, word ^ (previous[index] ?? 0), true);
    });
    previous = block;
  }
  return withoutPadding(opened);
}

/** PKCS #7. */
function withoutPadding(bytes: Bytes): Bytes | null {
  const count = bytes.at(-1) ?? 0;
  const isPadding = count >= 1 && count <= 16 && bytes.subarray(-count).every((byte) => byte === count);
  return isPadding ? bytes.subarray(0, bytes.length - count) : null;
}

interface Schedule {
  /** K of section 4.3: 40 subkeys. */
  readonly words: Uint32Array;
  /** The key-dependent S-boxes with the MDS matrix behind them, one a byte. */
  readonly boxes: readonly Uint32Array[];
}

/** One block, as words (figure 1, upwards). */
export function decryptBlock(block: readonly number[], words: Uint32Array, boxes: readonly Uint32Array[]): number[] {
  const k = (index: number): number => words[index] ?? 0;
  const g = (x: number): number =>
    (boxes[0]?.[x & 255] ?? 0) ^
    (boxes[1]?.[(x >>> 8) & 255] ?? 0) ^
    (boxes[2]?.[(x >>> 16) & 255] ?? 0) ^
    (boxes[3]?.[x >>> 24] ?? 0);
  // What left the last round was swapped once more.
  let [r2 = 0, r3 = 0, r0 = 0, r1 = 0] = block.map((word, index) => (word ^ k(index + 4)) >>> 0);
  for (let round = 15; round >= 0; round--) {
    const t0 = g(r2);
    const t1 = g(rotateLeft(r3, 8));
    const changed0 = (rotateLeft(r0, 1) ^ (t0 + t1 + k(2 * round + 8))) >>> 0;
    const changed1 = rotateLeft((r1 ^ (t0 + 2 * t1 + k(2 * round + 9))) >>> 0, 31);
    [r0, r1, r2, r3] = [r2, r3, changed0, changed1];
  }
  return [r0, r1, r2, r3].map((word, index) => (word ^ k(index)) >>> 0);
}

export function schedule(key: Bytes): Schedule {
  const m = littleEndianWords(key);
  // Section 4.3: even words, odd words, and the words of the Reed-Solomon code in reversed order.
  const even = [0, 2, 4, 6].map((index) => m[index] ?? 0);
  const odd = [1, 3, 5, 7].map((index) => m[index] ?? 0);
  const coded = [3, 2, 1, 0].map((index) => reedSolomon(key.subarray(index * 8, index * 8 + 8)));
  const words = new Uint32Array(40);
  for (let index = 0; index < 20; index++) {
    const a = h(repeated(2 * index), even);
    const b = rotateLeft(h(repeated(2 * index + 1), odd), 8);
    words[2 * index] = a + b;
    words[2 * index + 1] = rotateLeft((a + 2 * b) >>> 0, 9);
  }
  const boxes = [0, 1, 2, 3].map((byte) =>
    Uint32Array.from({ length: 256 }, (_, x) => column(substituted(x, byte, coded), byte)),
  );
  return { words, boxes };
}

/** The same byte four times (2^24 + 2^16 + 2^8 + 1). */
function repeated(byte: number): number {
  return (byte * 0x01010101) >>> 0;
}

/** Section 4.3.2. */
function h(x: number, list: readonly number[]): number {
  return [0, 1, 2, 3].reduce(
    (sum, byte) => (sum ^ column(substituted((x >>> (8 * byte)) & 255, byte, list), byte)) >>> 0,
    0,
  );
}

/** Which permutation each byte of the word goes through, step by step (figure 2). */
const permutationOrder = [
  [1, 1, 0, 0, 1],
  [0, 1, 1, 0, 0],
  [0, 0, 0, 1, 1],
  [1, 0, 1, 1, 0],
];

function substituted(x: number, byte: number, list: readonly number[]): number {
  const order = permutationOrder[byte] ?? [];
  let value = x;
  for (let step = 0; step < 4; step++) {
    value = permuted(order[step] ?? 0, value) ^ (((list[3 - step] ?? 0) >>> (8 * byte)) & 255);
  }
  return permuted(order[4] ?? 0, value);
}

function permuted(which: number, value: number): number {
  return permutations[which]?.[value] ?? 0;
}

/** Section 4.3.5: q0 and q1, each out of four tables of 16. */
const permutations = [
  ['817D6F320B59ECA4', 'ECB81235F4A6709D', 'BA5E6D90C8F32471', 'D7F4126E9B3085CA'],
  ['28BDF76E31940AC5', '1E2B4C376DA5F908', '4C75169A0ED82B3F', 'B951C3DE647F208A'],
].map((tables) => {
  const t = (table: number, at: number): number => Number.parseInt(tables[table]?.[at] ?? '', 16);
  const rotatedNibble = (value: number): number => ((value >>> 1) | (value << 3)) & 15;
  return Uint8Array.from({ length: 256 }, (_, x) => {
    const a0 = x >>> 4;
    const b0 = x & 15;
    const a2 = t(0, a0 ^ b0);
    const b2 = t(1, (a0 ^ rotatedNibble(b0) ^ (8 * a0)) & 15);
    return 16 * t(3, (a2 ^ rotatedNibble(b2) ^ (8 * a2)) & 15) + t(2, a2 ^ b2);
  });
});

/** A column of the MDS matrix times a byte (section 4.2), over x^8 + x^6 + x^5 + x^3 + 1. */
function column(value: number, byte: number): number {
  return [0, 1, 2, 3].reduce(
    (word, row) => (word | (multiplied(mds[row]?.[byte] ?? 0, value, 0x169) << (8 * row))) >>> 0,
    0,
  );
}

const mds = [
  [0x01, 0xef, 0x5b, 0x5b],
  [0x5b, 0xef, 0xef, 0x01],
  [0xef, 0x5b, 0x01, 0xef],
  [0xef, 0x01, 0xef, 0x5b],
];

const rs = [
  [0x01, 0xa4, 0x55, 0x87, 0x5a, 0x58, 0xdb, 0x9e],
  [0xa4, 0x56, 0x82, 0xf3, 0x1e, 0xc6, 0x68, 0xe5],
  [0x02, 0xa1, 0xfc, 0xc1, 0x47, 0xae, 0x3d, 0x19],
  [0xa4, 0x55, 0x87, 0x5a, 0x58, 0xdb, 0x9e, 0x03],
];

/** Eight bytes of the key to one word (section 4.3), over x^8 + x^6 + x^3 + x^2 + 1. */
function reedSolomon(bytes: Uint8Array): number {
  return rs.reduce((word, row, index) => {
    const byte = row.reduce((sum, factor, at) => sum ^ multiplied(factor, bytes[at] ?? 0, 0x14d), 0);
    return (word | (byte << (8 * index))) >>> 0;
  }, 0);
}

function multiplied(one: number, other: number, polynomial: number): number {
  let product = 0;
  let shifted = one;
  for (let rest = other; rest !== 0; rest >>>= 1) {
    if ((rest & 1) === 1) {
      product ^= shifted;
    }
    shifted <<= 1;
    if (shifted > 255) {
      shifted ^= polynomial;
    }
  }
  return product;
}

function littleEndianWords(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(index * 4, true));
}

function rotateLeft(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0;
}
