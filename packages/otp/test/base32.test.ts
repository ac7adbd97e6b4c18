import { array, assert, boolean, constantFrom, nat, property, stringMatching, tuple, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase32, encodeBase32, Secret } from '@halfminute/otp';
import vectors from '../../../vectors/otp/base32.json' with { type: 'json' };
import { hexOf, refusalOf, sampleBase32, sampleHex } from './samples.ts';

function hexOfText(text: string): string {
  return hexOf(Secret.fromBytes(decodeBase32(text)));
}

describe('writing base32', () => {
  it.each(vectors.vectors)('writes $bytesHex as $base32 of RFC 4648, without the padding', ({ bytesHex, base32 }) => {
    expect(encodeBase32(Buffer.from(bytesHex, 'hex'))).toBe(base32.replaceAll('=', ''));
  });

  it('writes every byte value', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(decodeBase32(encodeBase32(bytes))).toEqual(bytes);
  });
});

describe('reading base32', () => {
  it.each(vectors.vectors.filter(({ bytesHex }) => bytesHex !== ''))(
    'reads $base32 of RFC 4648',
    ({ bytesHex, base32 }) => {
      expect(hexOfText(base32)).toBe(bytesHex);
      expect(hexOfText(base32.toLowerCase())).toBe(bytesHex);
      expect(hexOfText(base32.replaceAll('=', ''))).toBe(bytesHex);
    },
  );

  it('reads back what was written, whatever came along with the paste', () => {
    const noise = constantFrom(
      ' ',
      '-',
      '\u00a0',
      '\t',
      '\n',
      '\r',
      '\u200b',
      '\ufeff',
      '\u00ad',
      '\u2060',
      '\u200e',
      '\u2013',
      '\u2212',
      '\u3000',
      '\0',
      '\ufe0f',
    );
    assert(
      property(
        uint8Array({ minLength: 1, maxLength: 100 }),
        array(tuple(nat(200), noise), { maxLength: 20 }),
        boolean(),
        (bytes, noises, small) => {
          let text = encodeBase32(bytes);
          if (small) {
            text = text.toLowerCase();
          }
          for (const [place, sign] of noises) {
            const at = place % (text.length + 1);
            text = text.slice(0, at) + sign + text.slice(at);
          }
          expect(decodeBase32(text)).toEqual(bytes);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['groups of four', 'jbsw y3dp ehpk 3pxp'],
    ['hyphens', 'JBSW-Y3DP-EHPK-3PXP'],
    ['letters and figures of full width', 'ＪＢＳＷＹ３ＤＰｅｈｐｋ３ｐｘｐ'],
    ['padding of full width', 'JBSWY3DPEHPK3PXP＝＝'],
    ['more padding than there should be', 'JBSWY3DPEHPK3PXP========'],
    ['blanks between and behind padding', 'JBSWY3DPEHPK3PXP= = \n'],
    ['a byte order mark and a zero-width space', '\ufeffJBSWY3DP\u200bEHPK3PXP'],
    ['an en dash and a minus sign', 'JBSW–Y3DP−EHPK—3PXP'],
  ])('reads a code with %s', (_, text) => {
    expect(hexOfText(text)).toBe(sampleHex);
  });

  it('drops bits that make no byte, whatever they are', () => {
    expect(hexOfText('MY')).toBe('66');
    expect(hexOfText('MZ')).toBe('66');
    expect(hexOfText('M7')).toBe('67');
    expect(hexOfText('NF2AVBA5IEM2G5EY7YUZ6J64DV')).toBe('69740a841d4119a37498fe299f27dc1d');
  });

  it.for<[text: string, at: number, character: string, suggestions: string[], message: string]>([
    ['JBSWY3DPEHPK0PXP', 13, '0', ['O'], 'Character 13, "0", is not used in such codes. Did you mean O?'],
    ['JBSWY3DPEHPK3PX1', 16, '1', ['I', 'L'], 'Character 16, "1", is not used in such codes. Did you mean I or L?'],
    ['8BSWY3DPEHPK3PXP', 1, '8', ['B'], 'Character 1, "8", is not used in such codes. Did you mean B?'],
    ['JBSW Y3DP EHPK 0PXP', 16, '0', ['O'], 'Character 16, "0", is not used in such codes. Did you mean O?'],
    ['\ufeffJB\u200bSW 0', 8, '0', ['O'], 'Character 8, "0", is not used in such codes. Did you mean O?'],
    [
      'JBSW🐙Y3DPEHPK3PXP',
      5,
      '🐙',
      [],
      'Character 5, "🐙", is not used in such codes. They are written in the letters A to Z and the figures 2 to 7.',
    ],
    [
      '🐙',
      1,
      '🐙',
      [],
      'Character 1, "🐙", is not used in such codes. They are written in the letters A to Z and the figures 2 to 7.',
    ],
    [
      'JBSW９',
      5,
      '９',
      [],
      'Character 5, "９", is not used in such codes. They are written in the letters A to Z and the figures 2 to 7.',
    ],
    ['JBSW０', 5, '０', ['O'], 'Character 5, "０", is not used in such codes. Did you mean O?'],
    ['JBSWY3DPEHPK3PXР', 16, 'Р', ['P'], 'Character 16, "Р", is not used in such codes. Did you mean P?'],
    ['JBSWY3DPEΗPK3PXP', 10, 'Η', ['H'], 'Character 10, "Η", is not used in such codes. Did you mean H?'],
    ['jbsw|', 5, '|', ['I', 'L'], 'Character 5, "|", is not used in such codes. Did you mean I or L?'],
    ['jbsw!', 5, '!', ['I', 'L'], 'Character 5, "!", is not used in such codes. Did you mean I or L?'],
    ['jbsw$', 5, '$', ['S'], 'Character 5, "$", is not used in such codes. Did you mean S?'],
    ['jbswı', 5, 'ı', ['I'], 'Character 5, "ı", is not used in such codes. Did you mean I?'],
    ['jbswİ', 5, 'İ', ['I'], 'Character 5, "İ", is not used in such codes. Did you mean I?'],
    ['jbswØ', 5, 'Ø', ['O'], 'Character 5, "Ø", is not used in such codes. Did you mean O?'],
    ['jbswø', 5, 'ø', ['O'], 'Character 5, "ø", is not used in such codes. Did you mean O?'],
    [
      'jbswſ',
      5,
      'ſ',
      [],
      'Character 5, "ſ", is not used in such codes. They are written in the letters A to Z and the figures 2 to 7.',
    ],
    [
      'JBSW\ud800',
      5,
      '\ud800',
      [],
      'Character 5, "\ufffd", is not used in such codes. They are written in the letters A to Z and the figures 2 to 7.',
    ],
    [
      'JBSW_Y3DP',
      5,
      '_',
      [],
      'Character 5, "_", is not used in such codes. They are written in the letters A to Z and the figures 2 to 7.',
    ],
    [
      'JBSW@Y3DP',
      5,
      '@',
      [],
      'Character 5, "@", is not used in such codes. They are written in the letters A to Z and the figures 2 to 7.',
    ],
    [
      'JBSW[Y3DP',
      5,
      '[',
      [],
      'Character 5, "[", is not used in such codes. They are written in the letters A to Z and the figures 2 to 7.',
    ],
    [
      'JBSW{Y3DP',
      5,
      '{',
      [],
      'Character 5, "{", is not used in such codes. They are written in the letters A to Z and the figures 2 to 7.',
    ],
    [
      'JBSW`Y3DP',
      5,
      '`',
      [],
      'Character 5, "`", is not used in such codes. They are written in the letters A to Z and the figures 2 to 7.',
    ],
  ])(
    'names the first character of "%s" that is not used, with its place as typed',
    ([text, at, character, suggestions, message]) => {
      const refusal = refusalOf(() => decodeBase32(text));
      expect(refusal).toMatchObject({
        code: 'secret-not-base32',
        at,
        character,
        suggestions,
        message,
        name: 'OtpError',
      });
      expect(refusal).not.toHaveProperty('parameter');
      expect(refusal).not.toHaveProperty('looksLike');
    },
  );

  it('takes letters of full width alone for plain ones, and no sign around them', () => {
    expect(refusalOf(() => decodeBase32('JBSW！')).suggestions).toEqual(['I', 'L']);
    expect(refusalOf(() => decodeBase32('JBSW｡')).at).toBe(5);
    expect(refusalOf(() => decodeBase32('JBSW～')).at).toBe(5);
  });

  it('suggests a Latin letter for every Cyrillic and Greek letter that looks like one', () => {
    const pairs = Object.entries({
      АВСЕНІЈКМОРЅТУХ: 'ABCEHIJKMOPSTYX',
      авсеніјкморѕтух: 'ABCEHIJKMOPSTYX',
      ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ: 'ABEZHIKMNOPTYX',
      οικνυ: 'OIKVU',
    });
    for (const [foreign, latin] of pairs) {
      for (const [index, character] of Array.from(foreign).entries()) {
        expect(refusalOf(() => decodeBase32(`JBSW${character}`)).suggestions).toEqual([latin[index]]);
      }
    }
  });

  it.each([
    ['JBSWY3DP====EHPK3PXP', 9],
    ['JB=SW', 3],
    ['=JBSW', 1],
  ])('refuses padding in the middle of %s', (text, at) => {
    const refusal = refusalOf(() => decodeBase32(text));
    expect(refusal).toMatchObject({
      code: 'secret-not-base32',
      at,
      character: '=',
      message: `Character ${at}, "=", ends a code, but more follows. Paste one code alone.`,
    });
  });

  it.each([
    ['481 920', 2, 'one-time-code', 'Six figures are a one-time code. The long code is under "Trouble scanning?".'],
    ['4819', 2, 'one-time-code', 'Four figures are a one-time code. The long code is under "Trouble scanning?".'],
    ['48192', 2, 'one-time-code', 'Five figures are a one-time code. The long code is under "Trouble scanning?".'],
    ['4819207', 2, 'one-time-code', 'Seven figures are a one-time code. The long code is under "Trouble scanning?".'],
    [
      '8134 5521',
      1,
      'recovery-code',
      'This looks like a recovery code, and recovery codes are not long codes. The long code is under "Trouble scanning?".',
    ],
    [
      '813455210000',
      1,
      'recovery-code',
      'This looks like a recovery code, and recovery codes are not long codes. The long code is under "Trouble scanning?".',
    ],
    [
      'cVJ8t+dNHL/8q0pZ3WmF1yQk7xg=',
      4,
      'base64',
      'This looks like base64. Such a code is written in base32: the letters A to Z and the figures 2 to 7.',
    ],
    [
      'cvj8tadnhl/8q0pz',
      4,
      'base64',
      'This looks like base64. Such a code is written in base32: the letters A to Z and the figures 2 to 7.',
    ],
    [
      'cVJ8tAdNHLq8q0pZ',
      4,
      'base64',
      'This looks like base64. Such a code is written in base32: the letters A to Z and the figures 2 to 7.',
    ],
    [
      '4a656c6c6f21deadbeef',
      12,
      'hexadecimal',
      'This looks like hexadecimal. Such a code is written in base32: the letters A to Z and the figures 2 to 7.',
    ],
    [
      '4a656c6c6f21dead',
      12,
      'hexadecimal',
      'This looks like hexadecimal. Such a code is written in base32: the letters A to Z and the figures 2 to 7.',
    ],
    [
      '4A65 6C6C 6F21 DEAD BEEF',
      14,
      'hexadecimal',
      'This looks like hexadecimal. Such a code is written in base32: the letters A to Z and the figures 2 to 7.',
    ],
    [
      '0x4a656c6c6f21deadbeef',
      1,
      'hexadecimal',
      'This looks like hexadecimal. Such a code is written in base32: the letters A to Z and the figures 2 to 7.',
    ],
    [
      'ada@firm.example',
      4,
      'e-mail-address',
      'This is an e-mail address, not a code. The long code is under "Trouble scanning?".',
    ],
  ])('says what "%s" is instead', (text, at, looksLike, sentence) => {
    const refusal = refusalOf(() => decodeBase32(text));
    expect(refusal).toMatchObject({ code: 'secret-not-base32', at, looksLike, suggestions: [] });
    expect(refusal.message).toBe(`Character ${at}, "${refusal.character}", is not used in such codes. ${sentence}`);
  });

  it.each([
    ['481', 'too few figures for a code'],
    ['1234567890123', 'more figures than a recovery code has'],
    ['4a656c6c6f21dead0', 'an odd number of hexadecimal figures'],
    ['4a656c6c6f210d', 'too few hexadecimal figures for a key'],
    ['cVJ8tAdNHLq8', 'too short for a key in base64'],
    ['cvj8tadnhlq8q0pz', 'small letters only'],
    ['CVJ8TADNHLQ8Q0PZ', 'capitals only'],
    ['cVJ8tAdNHLq8q0pZ1', 'no multiple of four'],
    ['MFRG G0DF', 'half a code, still being typed'],
    ['ada@firm.example 9', 'more than an address'],
    ['9 ada@firm.example', 'more than an address'],
    ['?cVJ8tAdNHLq8q0p', 'a sign of no alphabet in front'],
    ['cVJ8tAdNHLq8q0p?', 'a sign of no alphabet at the end'],
    ['ada@firm', 'no address'],
    ['a@b@c.d', 'two at signs'],
  ])('does not take "%s" for something else: %s', (text) => {
    expect(refusalOf(() => decodeBase32(text))).not.toHaveProperty('looksLike');
  });

  it.each(['', ' ', '----', '====', '\u200b'])('says that there is no code in "%s"', (text) => {
    const refusal = refusalOf(() => decodeBase32(text));
    expect(refusal.code).toBe('secret-missing');
    expect(refusal.message).toBe('There is no code yet. The long code is under "Trouble scanning?".');
    for (const detail of ['at', 'character', 'suggestions', 'parameter', 'looksLike']) {
      expect(refusal).not.toHaveProperty(detail);
    }
  });

  it('refuses one character, which is less than a byte', () => {
    const refusal = refusalOf(() => decodeBase32('M'));
    expect(refusal.code).toBe('secret-too-short');
    expect(refusal.message).toBe('This code is too short: 1 character, less than one byte; at least 16 are usual.');
  });

  it('reads 1,024 bytes and refuses one more', () => {
    expect(decodeBase32(encodeBase32(new Uint8Array(1024).fill(7)))).toHaveLength(1024);
    const refusal = refusalOf(() => decodeBase32(encodeBase32(new Uint8Array(1025).fill(7))));
    expect(refusal.code).toBe('secret-too-long');
    expect(refusal.message).toBe('This code is too long: it holds more than 1024 bytes. Copy the code alone.');
  });

  it('reads 8,192 characters as typed and refuses one more before it looks at any', () => {
    expect(hexOfText(sampleBase32.padEnd(8192, ' '))).toBe(sampleHex);
    expect(refusalOf(() => decodeBase32('!'.padEnd(8193, ' '))).code).toBe('secret-too-long');
  });

  it('names no more than one character of what it refuses', () => {
    assert(
      property(stringMatching(/^[A-Z2-7]{12,40}$/), (text) => {
        const refusal = refusalOf(() => decodeBase32(`${text}0${text}`));
        expect(refusal.message).not.toContain(text.slice(0, 4));
      }),
    );
  });
});
