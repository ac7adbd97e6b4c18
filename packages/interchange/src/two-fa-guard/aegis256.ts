import { sameBytes } from '../bytes.ts';
import type { Bytes } from '../ciphers.ts';

/** Bytes of the longer of its two tags, which libsodium writes. */
const tagBytes = 32;

/**
 * Opens AEGIS-256 without additional data (draft-irtf-cfrg-aegis-aead, section "AEGIS-256"); null where key and text do not
 * belong together. WebCrypto and the libraries that are used here have none. It looks tables up by secret bytes; what it is
 * for is one's own file on one's own computer.
 */
export function openAegis256(key: Bytes, nonce: Bytes, sealed: Bytes): Bytes | null {
  if (key.length !== 32 || nonce.length !== 32 || sealed.length < tagBytes) {
    return null;
  }
  const state = initialState(wordsOf(key), wordsOf(nonce));
  const length = sealed.length - tagBytes;
  // Whole blocks, and zeros behind the end.
  const opened = new Uint8Array(Math.ceil(length / 16) * 16);
  opened.set(sealed.subarray(0, length));
  const view = new DataView(opened.buffer);
  const message = new Uint32Array(4);
  for (let start = 0; start < length; start += 16) {
    for (let index = 0; index < 4; index++) {
      const place = start + 4 * index;
      view.setUint32(place, view.getUint32(place, true) ^ keyStreamWord(state, index), true);
    }
    // Behind the end of the text the state takes zeros in, whatever the key stream is there.
    opened.fill(0, length);
    for (let index = 0; index < 4; index++) {
      message[index] = view.getUint32(start + 4 * index, true);
    }
    update(state, message);
  }
  return sameBytes(tagOf(state, length), sealed.subarray(length)) ? opened.subarray(0, length) : null;
}

/** Six blocks of four words, little-endian, one behind the other: S0 to S5. */
type State = Uint32Array;

const constants: readonly number[] = [
  ...wordsOf(Uint8Array.of(0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 121, 98)),
  ...wordsOf(
    Uint8Array.of(0xdb, 0x3d, 0x18, 0x55, 0x6d, 0xc2, 0x2f, 0xf1, 0x20, 0x11, 0x31, 0x42, 0x73, 0xb5, 0x28, 0xdd),
  ),
];

function initialState(key: Uint32Array, nonce: Uint32Array): State {
  const [c0, c1] = [constants.slice(0, 4), constants.slice(4)];
  const mixed = key.map((word, index) => word ^ at(nonce, index));
  const masked = key.map((word, index) => word ^ at(constants, index));
  const state = Uint32Array.of(...mixed, ...c1, ...c0, ...masked);
  for (let round = 0; round < 4; round++) {
    for (const words of [key, mixed]) {
      update(state, words.subarray(0, 4));
      update(state, words.subarray(4));
    }
  }
  return state;
}

/** S1 + S4 + S5 + (S2 and S3), one word of it. */
function keyStreamWord(state: State, index: number): number {
  return (
    at(state, 4 + index) ^
    at(state, 16 + index) ^
    at(state, 20 + index) ^
    (at(state, 8 + index) & at(state, 12 + index))
  );
}

function tagOf(state: State, textBytes: number): Uint8Array {
  // The lengths of additional data and text in bits, of 8 bytes each.
  const lengths = [0, 0, (textBytes * 8) >>> 0, Math.floor(textBytes / 2 ** 29)];
  const last = Uint32Array.from(lengths, (word, index) => word ^ at(state, 12 + index));
  for (let round = 0; round < 7; round++) {
    update(state, last);
  }
  const sum = (block: number): Uint32Array =>
    Uint32Array.from([0, 1, 2, 3], (index) =>
      [0, 4, 8].reduce((all, more) => all ^ at(state, 4 * block + more + index), 0),
    );
  const tag = new Uint8Array(tagBytes);
  tag.set(bytesOf(sum(0)));
  tag.set(bytesOf(sum(3)), 16);
  return tag;
}

/** Each block goes through a round of AES, with the next one as the key; the message is mixed into the first. */
function update(state: State, message: Uint32Array): void {
  const last = state.slice(20);
  for (let block = 5; block > 0; block--) {
    aesRound(state, { from: 4 * (block - 1), to: 4 * block });
  }
  for (let index = 0; index < 4; index++) {
    state[index] = roundWord(last, 0, index) ^ at(state, index) ^ at(message, index);
  }
}

/** The block at `from` through a round (FIPS 197), and the block at `to` as its key, which is where it goes. */
function aesRound(state: State, { from, to }: { readonly from: number; readonly to: number }): void {
  for (let index = 0; index < 4; index++) {
    state[to + index] = roundWord(state, from, index) ^ at(state, to + index);
  }
}

/** Substituted, rows shifted, columns mixed. */
function roundWord(words: Uint32Array, from: number, index: number): number {
  const one = at(mixed0, at(words, from + index) & 255);
  const two = at(mixed0, (at(words, from + ((index + 1) & 3)) >>> 8) & 255);
  const three = at(mixed0, (at(words, from + ((index + 2) & 3)) >>> 16) & 255);
  const four = at(mixed0, at(words, from + ((index + 3) & 3)) >>> 24);
  return one ^ rotated(two, 8) ^ rotated(three, 16) ^ rotated(four, 24);
}

function doubled(byte: number): number {
  return ((byte << 1) ^ (byte > 127 ? 0x11b : 0)) & 255;
}

/**
 * A byte substituted and multiplied by the first column of the matrix (2, 1, 1, 3). The S-box is made along the powers of 3
 * and their inverses (FIPS 197 section 5.1.1).
 */
const mixed0: Uint32Array = ((): Uint32Array => {
  const table = new Uint32Array(256);
  const put = (index: number, byte: number): void => {
    table[index] = (doubled(byte) | (byte << 8) | (byte << 16) | ((doubled(byte) ^ byte) << 24)) >>> 0;
  };
  put(0, 0x63);
  let power = 1;
  let inverse = 1;
  do {
    power ^= doubled(power);
    // Divided by 3.
    inverse ^= inverse << 1;
    inverse ^= inverse << 2;
    inverse = (inverse ^ (inverse << 4)) & 255;
    inverse ^= inverse > 127 ? 0x09 : 0;
    const turned = (by: number): number => ((inverse << by) | (inverse >>> (8 - by))) & 255;
    put(power, inverse ^ turned(1) ^ turned(2) ^ turned(3) ^ turned(4) ^ 0x63);
  } while (power !== 1);
  return table;
})();

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function at(words: Uint32Array | readonly number[], index: number): number {
  return words[index] ?? 0;
}

/** Little-endian, whatever the computer is. */
function wordsOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(4 * index, true));
}

function bytesOf(words: Uint32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * words.length));
  words.forEach((word, index) => view.setUint32(4 * index, word, true));
  return new Uint8Array(view.buffer);
}
