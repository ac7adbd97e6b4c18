import { bytesToWords, hashToWords } from './hash-function.ts';
import type { HashFunction } from './hash-function.ts';
import type { HashAlgorithm } from './kinds.ts';
import { sha1 } from './sha1.ts';
import { sha256 } from './sha256.ts';
import { sha512 } from './sha512.ts';

const hashFunctions: Readonly<Record<HashAlgorithm, HashFunction>> = { SHA1: sha1, SHA256: sha256, SHA512: sha512 };

/** Bytes of the one message that is ever authenticated here: a counter (RFC 4226 section 5.1). */
const counterBytes = 8;

/** Two schedules a hash function are shared by all keys: JavaScript runs one call at a time, and each call fills its own words. */
interface Schedules {
  /** The second block of the inner hash: counter, a bit 1, zeros, length. */
  readonly inner: Int32Array;
  /** The second block of the outer hash: the inner digest, a bit 1, zeros, length. */
  readonly outer: Int32Array;
}

const schedulesByHash = new Map<HashFunction, Schedules>();

/**
 * HMAC (RFC 2104) of 8-byte counters under one key. The states of the inner and the outer hash after the block that
 * the key fills are worked out once; a digest is then two compressions and allocates nothing.
 * These states are as secret as the key: {@link wipe} them with it.
 */
export class CounterHmac {
  readonly #hash: HashFunction;
  readonly #schedules: Schedules;
  readonly #innerKeyed: Int32Array;
  readonly #outerKeyed: Int32Array;
  readonly #digest: Int32Array;

  constructor(algorithm: HashAlgorithm, key: Uint8Array) {
    const hash = hashFunctions[algorithm];
    this.#hash = hash;
    this.#schedules = schedulesOf(hash);
    this.#digest = new Int32Array(hash.stateWords);
    this.#innerKeyed = new Int32Array(hash.stateWords);
    this.#outerKeyed = new Int32Array(hash.stateWords);

    const schedule = new Int32Array(hash.scheduleWords);
    keyToBlock(hash, key, schedule);
    xorBlock(hash, schedule, 0x36363636);
    hash.compress(hash.initialState, this.#innerKeyed, schedule);
    xorBlock(hash, schedule, 0x36363636 ^ 0x5c5c5c5c);
    hash.compress(hash.initialState, this.#outerKeyed, schedule);
    schedule.fill(0);
  }

  /**
   * The digest's words, most significant byte first. The array is this object's own and is overwritten by the next
   * call. `counter`: an integer from 0 to 2^53 - 1; 2^32 and above enter by their upper half.
   */
  digest(counter: number): Readonly<Int32Array> {
    const { inner, outer } = this.#schedules;
    inner[0] = counter / 0x1_0000_0000;
    inner[1] = counter;
    this.#hash.compress(this.#innerKeyed, this.#digest, inner);
    outer.set(this.#digest);
    this.#hash.compress(this.#outerKeyed, this.#digest, outer);
    return this.#digest;
  }

  /** Overwrites the keyed states, and what the shared schedules still hold of the last code. */
  wipe(): void {
    this.#innerKeyed.fill(0);
    this.#outerKeyed.fill(0);
    this.#digest.fill(0);
    prepare(this.#hash, this.#schedules);
  }
}

/** RFC 2104 section 2: the key filled up with zeros to a block; one longer than a block is hashed first. */
function keyToBlock(hash: HashFunction, key: Uint8Array, block: Int32Array): void {
  if (key.length > hash.blockWords * 4) {
    const hashed = hashToWords(hash, key);
    block.set(hashed);
    hashed.fill(0);
  } else {
    bytesToWords(key, block);
  }
}

function xorBlock(hash: HashFunction, block: Int32Array, pad: number): void {
  for (let index = 0; index < hash.blockWords; index++) {
    block[index] = (block[index] ?? 0) ^ pad;
  }
}

function schedulesOf(hash: HashFunction): Schedules {
  const known = schedulesByHash.get(hash);
  if (known !== undefined) {
    return known;
  }
  const made = { inner: new Int32Array(hash.scheduleWords), outer: new Int32Array(hash.scheduleWords) };
  prepare(hash, made);
  schedulesByHash.set(hash, made);
  return made;
}

/** Both second blocks but for the words that a counter and a digest fill: the bit 1 after them, and the lengths in bits. */
function prepare(hash: HashFunction, { inner, outer }: Schedules): void {
  const blockBytes = hash.blockWords * 4;
  inner.fill(0);
  inner[counterBytes / 4] = 0x8000_0000;
  inner[hash.blockWords - 1] = (blockBytes + counterBytes) * 8;
  outer.fill(0);
  outer[hash.stateWords] = 0x8000_0000;
  outer[hash.blockWords - 1] = (blockBytes + hash.stateWords * 4) * 8;
}
