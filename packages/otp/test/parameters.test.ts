import { describe, expect, it } from 'vitest';
import {
  cleanName,
  counterRange,
  digitsRange,
  parseAlgorithm,
  parseCounter,
  parseDigits,
  parsePeriodSeconds,
  periodSecondsRange,
} from '@halfminute/otp';
import { quoteForMessage, shortenName } from '../src/names.ts';
import { refusalOf } from './samples.ts';

describe('digits', () => {
  it.each([
    ['4', 4],
    ['6', 6],
    ['10', 10],
    [' 8 ', 8],
    ['06', 6],
    ['6.0', 6],
    ['7.', 7],
    ['７', 7],
  ])('"%s" are %i', (text, digits) => {
    expect(parseDigits(text)).toBe(digits);
  });

  it.each(['3', '11', '0', '-6', '+6', '6.5', 'six', '', '6 8', '0x6', '6e0', 'S', '6.0.0'])('refuses "%s"', (text) => {
    const refusal = refusalOf(() => parseDigits(text));
    expect(refusal.code).toBe('bad-digits');
    expect(refusal.message).toBe(`digits=${text} cannot be used. A code has 4 to 10 digits, mostly 6.`);
    expect(refusal.parameter).toBe('digits');
    expect(refusal).not.toHaveProperty('looksLike');
  });

  it("tells a value out of a mail's source", () => {
    const refusal = refusalOf(() => parseDigits('3D6'));
    expect(refusal).toMatchObject({ code: 'bad-digits', looksLike: 'mail-encoding', parameter: 'digits' });
    expect(refusal.message).toBe(
      'digits=3D6 cannot be used. A code has 4 to 10 digits, mostly 6. "3D" in front of it stands for "=" in a mail\'s source: copy the link from the mail as it is shown.',
    );
    expect(refusalOf(() => parsePeriodSeconds('3d30')).looksLike).toBe('mail-encoding');
    expect(refusalOf(() => parseDigits('x3D6'))).not.toHaveProperty('looksLike');
    expect(refusalOf(() => parseDigits('3Dx'))).not.toHaveProperty('looksLike');
  });

  it('has a range that a form can show', () => {
    expect(digitsRange).toEqual({ least: 4, most: 10 });
  });
});

describe('the period', () => {
  it.each([
    ['1', 1],
    ['30', 30],
    ['30.000', 30],
    ['86400', 86_400],
  ])('"%s" is %i seconds', (text, seconds) => {
    expect(parsePeriodSeconds(text)).toBe(seconds);
  });

  it.each(['0', '86401', '-30', '30s', '1e2', '0.5', '', 'thirty'])('refuses "%s"', (text) => {
    const refusal = refusalOf(() => parsePeriodSeconds(text));
    expect(refusal.code).toBe('bad-period');
    expect(refusal.message).toBe(
      `period=${text} cannot be used. A code lives for 1 to 86400 whole seconds, mostly 30.`,
    );
    expect(refusal.parameter).toBe('period');
  });

  it('has a range that a form can show', () => {
    expect(periodSecondsRange).toEqual({ least: 1, most: 86_400 });
  });
});

describe('the counter', () => {
  it.each([
    ['0', 0],
    ['127', 127],
    ['4294967301', 4_294_967_301],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('"%s" is %i', (text, counter) => {
    expect(parseCounter(text)).toBe(counter);
  });

  it.each(['9007199254740992', '9007199254740993', '18446744073709551615', '-1', '1.5', 'NaN', 'Infinity'])(
    'refuses "%s", and never rounds',
    (text) => {
      const refusal = refusalOf(() => parseCounter(text));
      expect(refusal.code).toBe('bad-counter');
      expect(refusal.message).toBe(
        `counter=${text} cannot be used. A counter is a whole number from 0 to 9007199254740991.`,
      );
      expect(refusal.parameter).toBe('counter');
    },
  );

  it('has a range that a form can show', () => {
    expect(counterRange).toEqual({ least: 0, most: 9_007_199_254_740_991 });
  });
});

describe('the algorithm', () => {
  it.each([
    ...['SHA1', 'sha1', 'SHA-1', 'sha_1', 'SHA 1', 'HmacSHA1', 'HMAC-SHA1', 'hmac_sha_1', 'HMAC SHA-1', ' SHA1 '].map(
      (text) => [text, 'SHA1'],
    ),
    ...['SHA256', 'sha-256', 'SHA_256', 'HmacSHA256', 'hmac-sha-256', 'SHA2-256', 'sha-2-256', 'HMAC-SHA2_256'].map(
      (text) => [text, 'SHA256'],
    ),
    ...['SHA512', 'Sha512', 'sha-512', 'HMAC-SHA512', 'HMAC_SHA512', 'SHA2 512'].map((text) => [text, 'SHA512']),
  ])('"%s" is %s', (text, algorithm) => {
    expect(parseAlgorithm(text)).toBe(algorithm);
  });

  it.each([
    'MD5',
    'SHA3-256',
    'SHA512/256',
    'SHA224',
    'SHA384',
    'SHA',
    'SHA11',
    'xSHA1',
    'SHA1x',
    'HMAC',
    '',
    'SHA2256',
    'SHA0',
    'RIPEMD160',
  ])('refuses "%s", and never falls back', (text) => {
    const refusal = refusalOf(() => parseAlgorithm(text));
    expect(refusal.code).toBe('unsupported-algorithm');
    expect(refusal.message).toBe(
      `algorithm=${text} is not supported. Codes are made with SHA1, SHA256 or SHA512: ask the service for one of these.`,
    );
    expect(refusal.parameter).toBe('algorithm');
  });
});

describe('a name', () => {
  it.each([
    ['nora\nfield', 'nora field'],
    ['nora\r\n\t\0field', 'nora field'],
    ['nora\u2028field\u2029', 'nora field'],
    ['\u0085a\u009fb\u007f', 'a b'],
    ['  nora  field ', 'nora  field'],
    ['\u202egro.lame\u202c', 'gro.lame'],
    ['\u2066a\u2067b\u2068c\u2069', 'abc'],
    ['\u202aa\u202bb\u202dc', 'abc'],
    ['so\u00adft\u200b\u2060\ufeff', 'soft'],
    ['\ud83d', '\ufffd'],
    ['👩‍💻', '👩‍💻'],
    ['שלום\u200f!', 'שלום\u200f!'],
    ['<b>&amp;', '<b>&amp;'],
    ['\u200b \u200b', ''],
  ])('%j becomes one row: %j', (text, clean) => {
    expect(cleanName(text)).toBe(clean);
    expect(cleanName(clean)).toBe(clean);
  });

  it('is kept up to 1,000 UTF-16 units, and cut between two characters with a sign', () => {
    expect(shortenName('a'.repeat(1000))).toBe('a'.repeat(1000));
    expect(shortenName('a'.repeat(1001))).toBe(`${'a'.repeat(999)}…`);
    expect(shortenName(`${'a'.repeat(998)}🐙🐙`)).toBe(`${'a'.repeat(998)}…`);
    expect(shortenName(`${'a'.repeat(997)}🐙🐙`)).toBe(`${'a'.repeat(997)}🐙…`);
  });

  it('is quoted in a message in one row and cut to twenty characters', () => {
    expect(quoteForMessage('a\nb')).toBe('a b');
    expect(quoteForMessage('x'.repeat(20))).toBe('x'.repeat(20));
    expect(quoteForMessage('x'.repeat(21))).toBe(`${'x'.repeat(20)}…`);
    expect(quoteForMessage('🐙'.repeat(20))).toBe('🐙'.repeat(20));
    expect(quoteForMessage('🐙'.repeat(300))).toBe(`${'🐙'.repeat(20)}…`);
  });
});
