import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRecoveryKey, parseRecoveryKey } from '../src/index.ts';
import { newRecoveryKey } from '../src/recovery-key.ts';
import { seededBytes } from './chance.ts';

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** Made once by the program, and good for ever. */
const KEY = 'P28GY4GXXWX72BEYVZU4DZ7VT6MYZ58P';

/** By the definition in docs/vault-format.md, not by Horner's scheme. */
function weightedSum(key: string): number {
  const powers = Array.from({ length: 32 }, (_, index) => 3n ** BigInt(31 - index));
  const sum = Array.from(key, (character, index) => BigInt(ALPHABET.indexOf(character)) * (powers[index] ?? 0n));
  return Number(sum.reduce((total, term) => total + term, 0n) % 31n);
}

describe('the recovery key', () => {
  it('has 32 characters of the alphabet, and reads as itself', () => {
    for (let number = 0; number < 200; number++) {
      const key = newRecoveryKey(seededBytes(`key ${number}`));
      expect(key).toMatch(/^[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{32}$/);
      expect(weightedSum(key)).toBe(0);
      expect(parseRecoveryKey(key)).toEqual({ outcome: 'read', recoveryKey: key });
    }
  });

  it('takes each random character from a byte below 248 and leaves the others out, so that none is favoured', () => {
    const bytes = [247, 248, 255, 0, 30, 31, 249];
    const key = newRecoveryKey((length) => Uint8Array.from({ length }, (_, index) => bytes[index % bytes.length] ?? 0));
    // 247 = 7 * 31 + 30, and 31 wraps to the first.
    expect(key.slice(0, 9)).toBe('Z2Z2Z2Z2Z');
  });

  it('asks for more chance until it has enough', () => {
    let asked = 0;
    const key = newRecoveryKey((length) => new Uint8Array(length).fill(asked++ < 3 ? 250 : 1));
    expect(asked).toBe(4);
    expect(key.slice(0, 31)).toBe('3'.repeat(31));
  });

  it('is typed in any case, with spaces, hyphens, dashes and invisible characters between the groups', () => {
    const typed = ` ${formatRecoveryKey(KEY).join(' – \u200B').toLowerCase()}-\n`;
    expect(parseRecoveryKey(typed)).toEqual({ outcome: 'read', recoveryKey: KEY });
  });

  it('stands on the sheet in eight groups of four', () => {
    const groups = formatRecoveryKey(KEY);
    expect(groups).toHaveLength(8);
    expect(groups.every((group) => group.length === 4)).toBe(true);
    expect(groups.join('')).toBe(KEY);
  });

  it('finds every single wrong character', () => {
    for (let place = 0; place < KEY.length; place++) {
      for (const character of ALPHABET) {
        const typed = KEY.slice(0, place) + character + KEY.slice(place + 1);
        expect(parseRecoveryKey(typed).outcome).toBe(typed === KEY ? 'read' : 'slip');
      }
    }
  });

  it('finds every two neighbours exchanged', () => {
    for (let place = 0; place < KEY.length - 1; place++) {
      const typed = `${KEY.slice(0, place)}${KEY.charAt(place + 1)}${KEY.charAt(place)}${KEY.slice(place + 2)}`;
      expect(parseRecoveryKey(typed).outcome).toBe(typed === KEY ? 'read' : 'slip');
    }
  });

  it.each([
    ['nothing', ''],
    ['a character too few', KEY.slice(0, 31)],
    // A zero in front leaves the sum as it is: the length must be looked at.
    ['a character too many', `2${KEY}`],
    ['a letter that is not used', `I${KEY.slice(1)}`],
    ['a figure that is not used', `${KEY.slice(0, 31)}0`],
    ['only characters that are not used', 'ILO01'.repeat(8).slice(0, 32)],
    ['an emoji', `${KEY.slice(0, 30)}😀`],
  ])('has a slip with %s', (_, typed) => {
    expect(parseRecoveryKey(typed)).toEqual({ outcome: 'slip' });
  });

  it('never answers anything but read or slip', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (typed) => {
        const reading = parseRecoveryKey(typed);
        expect(['read', 'slip']).toContain(reading.outcome);
      }),
    );
  });
});
