import { assert, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64UrlOfBytes, bytesOfBase64Url } from '../src/base64url.ts';
import { sameBytes } from '../src/same-bytes.ts';

describe('base64url', () => {
  it('is what Node writes and reads', () => {
    assert(
      property(uint8Array({ maxLength: 70 }), (bytes) => {
        const text = base64UrlOfBytes(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(bytesOfBase64Url(text)).toEqual(bytes);
      }),
    );
  });

  it('has one spelling for each value: nothing that it never writes is read', () => {
    for (const text of ['A', 'AAAAA', 'AB', 'AAB', 'AA==', 'A A', 'AA+/', '🐙', 'ÀA', 'AA\n']) {
      expect(bytesOfBase64Url(text)).toBeNull();
    }
    expect(bytesOfBase64Url('')).toEqual(new Uint8Array(0));
    expect(bytesOfBase64Url('-_-_')).toEqual(Uint8Array.of(0xfb, 0xff, 0xbf));
  });
});

describe('a comparison of bytes', () => {
  it('is exact, wherever they differ', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    expect(sameBytes(bytes, Uint8Array.of(1, 2, 3))).toBe(true);
    for (const other of [[0, 2, 3], [1, 0, 3], [1, 2, 0], [1, 2], [1, 2, 3, 0], []]) {
      expect(sameBytes(bytes, Uint8Array.from(other))).toBe(false);
    }
  });
});
