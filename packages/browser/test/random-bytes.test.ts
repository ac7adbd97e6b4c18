import { describe, expect, it } from 'vitest';
import { browserRandomBytes } from '../src/random-bytes.ts';

describe('random bytes of the browser', () => {
  it.each([0, 1, 32, 65_536, 200_000])('are %i where %i are asked for, also beyond what one call gives', (length) => {
    const bytes = browserRandomBytes(length);
    expect(bytes).toHaveLength(length);
    // The last kilobyte of a long answer is filled, too: 1024 zero bytes do not come by chance.
    expect(length < 1024 || bytes.subarray(-1024).some((byte) => byte !== 0)).toBe(true);
  });

  it('differ each time', () => {
    expect(browserRandomBytes(32)).not.toEqual(browserRandomBytes(32));
  });
});
