import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPassword, lengthOf } from '../../src/accounts/password-rules.ts';

const alone = { alone: true, words: [] };
const withMfa = { alone: false, words: [] };

describe('a new password', () => {
  it('S9 has fifteen characters where it opens alone, and eight where a code is always asked', () => {
    expect(checkPassword('xkq tumble wor', alone)).toEqual({ reason: 'too-short', least: 15, got: 14 });
    expect(checkPassword('xkq tumble worn', alone)).toBeNull();
    expect(checkPassword('xkqtumb', withMfa)).toEqual({ reason: 'too-short', least: 8, got: 7 });
    expect(checkPassword('xkqtumbl', withMfa)).toBeNull();
  });

  it('S9 has the characters that the policy asks for', () => {
    const leasts = { alone: 20, withMfa: 10 };
    expect(checkPassword('xkq tumble worn', { ...alone, leasts })).toEqual({ reason: 'too-short', least: 20, got: 15 });
    expect(checkPassword('xkqtumbl', { ...withMfa, leasts })).toEqual({ reason: 'too-short', least: 10, got: 8 });
  });

  it('S9 is counted in code points of its composed form', () => {
    expect(lengthOf('🦊🦊🦊')).toBe(3);
    expect(lengthOf('e\u0308e\u0308')).toBe(2);
    expect(checkPassword('🦊 on a 🛶, ünïcö', alone)).toBeNull();
    expect(lengthOf('\uD800')).toBe(1);
  });

  it('S9 may have 64 characters and more, up to 256', () => {
    const long = 'rhubarb canoe whistle granite plum orbit sandal thicket velvet quarry '.repeat(4);
    expect(checkPassword(long.slice(0, 64), alone)).toBeNull();
    expect(checkPassword(long.slice(0, 256), alone)).toBeNull();
    expect(checkPassword(long.slice(0, 257), alone)).toEqual({ reason: 'too-long', most: 256 });
  });

  it('S9 follows no rule of composition', () => {
    for (const password of [
      'zebra tickets under water',
      '8264 0917 3350 1189',
      'ÄÖÜ ßẞ ПРИВЕТ далеко',
      '雨が降る前に帰りましょうね今日は',
    ]) {
      expect(checkPassword(password, alone), password).toBeNull();
    }
  });

  it('S9 is none of those that are tried first', () => {
    const common = [
      'password',
      'PASSWORD',
      'Password1',
      'iloveyou',
      'qwertyuiop',
      '12345678',
      '1q2w3e4r5t6y',
      'passwordpassword',
      'Password2026!',
      '123456789012345',
      'abcdefghijklmnop',
      'aaaaaaaaaaaaaaaa',
      'abababababababab',
      'monkey123456789',
      'qwertyuiopasdfg',
      'ｐａｓｓｗｏｒｄ',
      'football!!!!!!!!',
      '987654321098765',
    ];
    for (const password of common) {
      expect(checkPassword(password, withMfa), password).toEqual({ reason: 'common' });
    }
  });

  it('S9 may hold a common word among others', () => {
    for (const password of ['my football has 3 holes', 'dragon-kettle-umbrella', 'monkey 8264 0917 3350']) {
      expect(checkPassword(password, alone), password).toBeNull();
    }
  });

  it("S9 is not the user's or the platform's name with something to it", () => {
    const words = [
      'ada.lovelace',
      'Ada Lovelace',
      'ada.lovelace@hartwell-moss.example',
      'Cases',
      'the cases of Hartwell Moss',
    ];
    const refused = [
      'ada.lovelace2026',
      'AdaLovelace1815!',
      'Lovelace-Lovelace',
      'L0ng:Hartwell-Moss',
      'hartwellmoss.example',
      'cases cases cases',
      'Löveláce 1815 ada',
    ];
    for (const password of refused) {
      expect(checkPassword(password, { alone: true, words }), password).toMatchObject({ reason: 'context' });
    }
    for (const password of ['lovelace kettle umbrella', 'ada on a lambada floor', 'in all cases, a battery']) {
      expect(checkPassword(password, { alone: true, words }), password).toBeNull();
    }
  });

  it('S9 names the word that it is little more than', () => {
    expect(checkPassword('Hartwell-Moss-2026', { alone: true, words: ['Hartwell Moss'] })).toEqual({
      reason: 'context',
      word: 'Hartwell Moss',
    });
  });

  it('is checked whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.array(fc.string({ unit: 'binary' })),
        (password, words) => {
          const refusal = checkPassword(password, { alone: true, words });
          expect(lengthOf(password) >= 15 || refusal?.reason === 'too-short').toBe(true);
        },
      ),
    );
  });
});
