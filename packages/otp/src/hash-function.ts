/**
 * A hash function of FIPS 180-4 as HMAC needs it: its compression function over words, without padding and buffering.
 * Words are 32 bits, most significant byte first; SHA-512's 64-bit words are two of them, the upper half first.
 */
export interface HashFunction {
  /** Words of a message block: 16, or 32 for SHA-512. */
  readonly blockWords: number;
  /** Words of the state, which is also the whole digest: 5, 8 or 16. */
  readonly stateWords: number;
  /** Room for the message schedule: the block stands in its first `blockWords` words, the rest is worked out. */
  readonly scheduleWords: number;
  /** Words at the end of the last block that hold the length of the message in bits. */
  readonly lengthWords: number;
  readonly initialState: Readonly<Int32Array>;
  /** Writes to `to` the state `from` becomes over the block in `schedule`. `from` and `to` may be the same. */
  readonly compress: (from: Readonly<Int32Array>, to: Int32Array, schedule: Int32Array) => void;
}

/** Hashes a whole message (FIPS 180-4 section 6). Used once an account at most, for a key longer than a block. */
export function hashToWords(hash: HashFunction, message: Uint8Array): Int32Array {
  const state = Int32Array.from(hash.initialState);
  const schedule = new Int32Array(hash.scheduleWords);
  const blockBytes = hash.blockWords * 4;
  let start = 0;
  for (; start + blockBytes <= message.length; start += blockBytes) {
    bytesToWords(message.subarray(start, start + blockBytes), schedule);
    hash.compress(state, state, schedule);
  }
  // Section 5.1: a bit 1, zeros, and the length in bits in the last words.
  const rest = new Uint8Array(message.length - start + 1);
  rest.set(message.subarray(start));
  rest[rest.length - 1] = 0x80;
  schedule.fill(0);
  bytesToWords(rest, schedule);
  if (rest.length > blockBytes - hash.lengthWords * 4) {
    hash.compress(state, state, schedule);
    schedule.fill(0);
  }
  // The lowest of the length's words is enough for 2^28 bytes; a key is never remotely as long.
  schedule[hash.blockWords - 1] = message.length << 3;
  hash.compress(state, state, schedule);
  rest.fill(0);
  schedule.fill(0);
  return state;
}

/** Packs bytes into words, most significant first. A last word that is not full is filled up with zero bytes. */
export function bytesToWords(bytes: Uint8Array, words: Int32Array): void {
  for (let index = 0; index < bytes.length; index += 4) {
    words[index >> 2] =
      ((bytes[index] ?? 0) << 24) |
      ((bytes[index + 1] ?? 0) << 16) |
      ((bytes[index + 2] ?? 0) << 8) |
      (bytes[index + 3] ?? 0);
  }
}

/** The bytes of words, most significant first. */
export function wordsToBytes(words: Readonly<Int32Array>): Uint8Array {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  words.forEach((word, index) => view.setInt32(index * 4, word));
  return bytes;
}
