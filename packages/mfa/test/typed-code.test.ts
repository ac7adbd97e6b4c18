import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTypedCode } from '@halfminute/mfa';
import { Ada, enrolledAda } from './ada.ts';

function inDigits(zero: number, code: string): string {
  return Array.from(code, (digit) => String.fromCodePoint(zero + Number(digit))).join('');
}

describe('C10 a typed code', () => {
  it.each([
    ['with blanks around and a line feed behind', ' 123456\n'],
    ['in two groups', '123 456'],
    ['with a no-break space in the middle', '123\u00a0456'],
    ['with a narrow no-break space', '123\u202f456'],
    ['with a zero-width space', '123\u200b456'],
    ['with a soft hyphen', '123\u00ad456'],
    ['with a byte order mark', '\ufeff123456'],
    ['with a word joiner', '123\u2060456'],
    ['with marks of direction', '\u200e123456\u200f\u202a\u202c'],
    ['with a tab, a carriage return, a line separator and an ideographic space', '\t12\r34\u202856\u3000'],
    ['with a variation selector and a Hangul filler', '123\ufe0f456\u3164'],
    ['with full-width figures', inDigits(0xff10, '123456')],
    ['with Arabic-Indic figures', inDigits(0x0660, '123456')],
    ['with Persian figures', inDigits(0x06f0, '123456')],
    ['with figures of three kinds', `1${inDigits(0xff10, '2')}${inDigits(0x0660, '34')}${inDigits(0x06f0, '56')}`],
  ])('is read %s', (_how, typed) => {
    expect(readTypedCode(typed, [6])).toEqual({ result: 'digits', digits: '123456' });
  });

  it('keeps every figure of every kind, zero and nine too', () => {
    for (const zero of [0x30, 0xff10, 0x0660, 0x06f0]) {
      expect(readTypedCode(inDigits(zero, '01234567'), [8])).toEqual({ result: 'digits', digits: '01234567' });
      expect(readTypedCode(inDigits(zero, '990099'), [6])).toEqual({ result: 'digits', digits: '990099' });
      // The neighbours of the figures are none.
      expect(readTypedCode(`12345${String.fromCodePoint(zero - 1)}`, [6]).result).toBe('malformed');
      expect(readTypedCode(`12345${String.fromCodePoint(zero + 10)}`, [6]).result).toBe('malformed');
    }
  });

  it.each([
    ['', 0],
    ['   ', 0],
    ['12345', 5],
    ['1234567', 7],
    ['1e5', 2],
    ['1e5000', 5],
    ['+12345', 5],
    ['-12345', 5],
    ['0x1234', 5],
    ['12345.', 5],
    // The right number of figures, and something else: the characters are counted.
    ['123-456', 7],
    ['123456\0', 7],
    ['\u0000123456', 7],
    ['123456\u001b', 7],
    ['१२३४५६', 0],
    ['①②③④⑤⑥', 0],
    ['12345六', 5],
    ['abcdef', 0],
    ['123456🐙', 7],
  ])('is no attempt as %j', (typed, got) => {
    expect(readTypedCode(typed, [6])).toEqual({ result: 'malformed', expected: [6], got });
  });

  it.each([[null], [undefined], [123_456], [['123456']], [{ length: 6 }], [{ toString: () => '123456' }], [true]])(
    'is a text and nothing else: %j',
    (typed) => {
      expect(readTypedCode(typed, [6])).toEqual({ result: 'malformed', expected: [6], got: 0 });
    },
  );

  it('has one of the lengths that the user’s authenticators have', () => {
    expect(readTypedCode('123456', [6, 8])).toEqual({ result: 'digits', digits: '123456' });
    expect(readTypedCode('12345678', [6, 8])).toEqual({ result: 'digits', digits: '12345678' });
    expect(readTypedCode('1234567', [6, 8])).toEqual({ result: 'malformed', expected: [6, 8], got: 7 });
    expect(readTypedCode('123456', [])).toEqual({ result: 'malformed', expected: [], got: 6 });
  });

  it('T24 has no more blanks than any paste', () => {
    const blanks = (count: number) => `${' '.repeat(count)}123456`;
    expect(readTypedCode(blanks(250), [6]).result).toBe('digits');
    expect(readTypedCode(blanks(251), [6])).toEqual({ result: 'malformed', expected: [6], got: 257 });
    expect(readTypedCode('9'.repeat(1_000_000), [6])).toEqual({ result: 'malformed', expected: [6], got: 1_000_000 });
  });

  it('T24 is the digits or malformed for whatever text comes, and never throws', () => {
    const piece = constantFrom(
      '1',
      '２',
      '٣',
      '۴',
      ' ',
      '\u00a0',
      '\u200b',
      '\0',
      'e',
      '-',
      '\ud800',
      '__proto__',
      '🐙',
    );
    const noise = array(nat(0xffff), { maxLength: 4 });
    assert(
      property(tuple(array(piece, { maxLength: 12 }), noise), ([pieces, units]) => {
        const typed = pieces.join('') + String.fromCharCode(...units);
        const read = readTypedCode(typed, [6]);
        if (read.result === 'digits') {
          expect(read.digits).toMatch(/^[0-9]{6}$/);
          expect(typed.match(/[0-9\uff10-\uff19\u0660-\u0669\u06f0-\u06f9]/g)).toHaveLength(6);
        } else {
          expect(read.got).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an attempt that is none', () => {
  it('C10 is told apart from a wrong code, is not counted and leaves no trace', async () => {
    const ada = await enrolledAda();
    const before = ada.store.events.length;
    for (const typed of ['', '12345', '1e5', '123456\0', '__proto__', 'constructor', '[object Object]']) {
      expect(await ada.verify(typed)).toMatchObject({ result: 'malformed', expected: [6] });
    }
    expect(ada.events(before)).toEqual([]);
    expect((await ada.record()).consecutiveFailures).toBe(0);
  });

  it('C10 is a body that holds no text', async () => {
    const ada = await enrolledAda();
    for (const typed of [[ada.code()], { 0: '1' }, Number(ada.code()), null]) {
      const posted = typed as unknown as string; // what a JSON body may hold in the place of the text
      expect(await ada.verify(posted)).toEqual({ result: 'malformed', expected: [6], got: 0 });
      expect(await ada.recover(posted)).toMatchObject({ result: expect.stringMatching(/malformed|not-enrolled/) });
    }
  });

  it('C10 is judged by the figures of all the user’s authenticators', async () => {
    const ada = await enrolledAda();
    const eight = await ada.begin('second');
    const profile = { algorithm: 'SHA1', digits: 8, periodSeconds: 30 } as const;
    const { secret } = eight;
    expect(await ada.mfa.importAuthenticator({ ...ada.act, secret, profile, name: 'Eight' })).toBe('imported');
    expect(await ada.verify('1234567')).toEqual({ result: 'malformed', expected: [6, 8], got: 7 });
    const eightFirst = new Ada();
    await eightFirst.mfa.importAuthenticator({ ...eightFirst.act, secret, profile, name: '' });
    await eightFirst.enrol();
    expect(await eightFirst.verify('1234567')).toEqual({ result: 'malformed', expected: [6, 8], got: 7 });
    expect(await ada.verify(ada.code(0, { secret, profile }))).toMatchObject({ result: 'accepted' });
    expect(await ada.verify(ada.code())).toMatchObject({ result: 'accepted' });
  });
});
