import { createHash, createHmac } from 'node:crypto';
import { hmac as nobleHmac } from '@noble/hashes/hmac.js';
import { sha1 as nobleSha1 } from '@noble/hashes/legacy.js';
import { sha256 as nobleSha256, sha512 as nobleSha512 } from '@noble/hashes/sha2.js';
import { array, assert, maxSafeNat, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashToWords } from '../src/hash-function.ts';
import type { HashFunction } from '../src/hash-function.ts';
import { CounterHmac } from '../src/hmac.ts';
import { sha1 } from '../src/sha1.ts';
import { sha256 } from '../src/sha256.ts';
import { sha512 } from '../src/sha512.ts';

const all = [
  { algorithm: 'SHA1', ours: sha1, noble: nobleSha1, blockBytes: 64 },
  { algorithm: 'SHA256', ours: sha256, noble: nobleSha256, blockBytes: 64 },
  { algorithm: 'SHA512', ours: sha512, noble: nobleSha512, blockBytes: 128 },
] as const;

function hexOfWords(words: Readonly<Int32Array>): string {
  return [...words].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function hashHex(hash: HashFunction, message: Uint8Array): string {
  return hexOfWords(hashToWords(hash, message));
}

function counterMessage(counter: number): Uint8Array {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  return message;
}

describe.each(all)('$algorithm', ({ algorithm, ours, noble, blockBytes }) => {
  it('hashes the example "abc" of FIPS 180-4 as Node does', () => {
    expect(hashHex(ours, Buffer.from('abc'))).toBe(createHash(algorithm).update('abc').digest('hex'));
  });

  it('hashes messages of every length around the ends of its blocks as Node and noble do', () => {
    for (let length = 0; length <= 3 * blockBytes + 1; length++) {
      const message = Uint8Array.from({ length }, (_, index) => (index * 31 + length) & 0xff);
      const expected = createHash(algorithm).update(message).digest('hex');
      expect(Buffer.from(noble(message)).toString('hex')).toBe(expected);
      expect(hashHex(ours, message)).toBe(expected);
    }
  });

  it('hashes random messages as Node does', () => {
    assert(
      property(uint8Array({ maxLength: 600 }), (message) => {
        expect(hashHex(ours, message)).toBe(createHash(algorithm).update(message).digest('hex'));
      }),
      { numRuns: 150 },
    );
  });

  it('authenticates counters under keys of every length up to three blocks as Node does', () => {
    for (let length = 1; length <= 3 * blockBytes; length++) {
      const key = Uint8Array.from({ length }, (_, index) => (index * 17 + length) & 0xff);
      const counter = length * 1_234_567_890_123;
      const expected = createHmac(algorithm, key).update(counterMessage(counter)).digest('hex');
      expect(hexOfWords(new CounterHmac(algorithm, key).digest(counter))).toBe(expected);
    }
  });

  it('authenticates random counters under random keys as Node and noble do, one key after another', () => {
    assert(
      property(
        uint8Array({ minLength: 1, maxLength: 300 }),
        uint8Array({ minLength: 1, maxLength: 300 }),
        array(maxSafeNat(), { minLength: 1, maxLength: 4 }),
        (key, otherKey, counters) => {
          const one = new CounterHmac(algorithm, key);
          const other = new CounterHmac(algorithm, otherKey);
          for (const counter of counters) {
            const message = counterMessage(counter);
            expect(hexOfWords(one.digest(counter))).toBe(createHmac(algorithm, key).update(message).digest('hex'));
            expect(hexOfWords(other.digest(counter))).toBe(
              Buffer.from(nobleHmac(noble, otherKey, message)).toString('hex'),
            );
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('leaves the key it was given as it was', () => {
    const key = Uint8Array.from({ length: 3 * blockBytes }, (_, index) => index & 0xff);
    const before = Uint8Array.from(key);
    new CounterHmac(algorithm, key).digest(1);
    expect(key).toEqual(before);
  });

  it('goes on computing right codes for other keys after one was wiped', () => {
    const wiped = new CounterHmac(algorithm, Buffer.from('wiped'));
    const kept = new CounterHmac(algorithm, Buffer.from('kept'));
    const before = hexOfWords(kept.digest(7));
    wiped.digest(7);
    wiped.wipe();
    expect(hexOfWords(kept.digest(7))).toBe(before);
  });

  it('computes with nothing of the key any more once it is wiped', () => {
    const one = new CounterHmac(algorithm, Buffer.from('one key'));
    const other = new CounterHmac(algorithm, Buffer.from('another key'));
    const last = one.digest(7);
    one.wipe();
    other.wipe();
    expect([...last].every((word) => word === 0)).toBe(true);
    expect(hexOfWords(one.digest(7))).toBe(hexOfWords(other.digest(7)));
  });
});
