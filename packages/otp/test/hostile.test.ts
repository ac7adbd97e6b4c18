import { assert, oneof, property, string, constantFrom, array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase32, OtpError, parseOtpauthUri, readPasted } from '@halfminute/otp';
import { refusalOf, sampleBase32 } from './samples.ts';

/** Pieces that links and pages are made of, in any disorder. */
const pieces = constantFrom(
  'otpauth://',
  'otpauth',
  ':',
  '/',
  'totp',
  'hotp',
  'steam',
  'motp',
  'yaotp',
  'pin',
  '?',
  '&',
  '&amp;',
  '=',
  '=3D',
  '%',
  '%3F',
  '%3A',
  '%25',
  '#',
  '\\',
  '\\u0026',
  'secret',
  'issuer',
  'digits',
  'encoder',
  sampleBase32,
  '6',
  '3D',
  '\n',
  '\r\n',
  ' ',
  '"',
  '<',
  '>',
  '(',
  ')',
  '\0',
  '\ud800',
  '🐙',
  '\u202e',
  'https://',
  'Secret: ',
  'key',
  '-migration',
  '+',
  '@',
  '.',
);

const texts = oneof(
  string({ unit: 'binary', maxLength: 200 }),
  array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
);

describe('whatever is pasted', () => {
  it('is read or refused with a coded error and a sentence, and never breaks', () => {
    assert(
      property(texts, (text) => {
        for (const reader of [readPasted, parseOtpauthUri, decodeBase32]) {
          try {
            reader(text);
          } catch (error) {
            expect(error).toBeInstanceOf(OtpError);
            expect(String(error)).toMatch(/^OtpError: .*[.?]$/s);
            expect(String(error)).not.toContain(sampleBase32);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is refused at once beyond 262,144 characters', () => {
    const text = `otpauth://totp/A:b?secret=${sampleBase32} `;
    expect(readPasted(text.padEnd(262_144)).account.accountName).toBe('b');
    const refusal = refusalOf(() => readPasted(text.padEnd(262_145)));
    expect(refusal.code).toBe('too-long');
    expect(refusal.message).toBe('This is too long to be read: more than 262144 characters. Paste the link alone.');
    expect(refusalOf(() => readPasted('A'.repeat(10_000_000))).code).toBe('too-long');
    expect(refusalOf(() => parseOtpauthUri(`otpauth://totp/${'A'.repeat(10_000_000)}`)).code).toBe('too-long');
  });

  // Milliseconds each; where some pattern goes back over what it has seen, many seconds.
  it.each([
    ['percent signs', '%'],
    ['encoded percent signs', '%25'],
    ['equals signs', '='],
    ['encoded equals signs', '=3D'],
    ['ampersands', '&'],
    ['escaped ampersands', '&amp;'],
    ['ampersands escaped again and again', 'amp;'],
    ['question marks', '?'],
    ['parameters with the wrong mark', '?digits=6'],
    ['secrets that are encoded further', '&secret=a%26'],
    ['colons', ':'],
    ['slashes', '/'],
    ['backslashes', '\\'],
    ['full stops', '.'],
    ['blanks', ' '],
    ['tabs and a letter', '\t'.repeat(99) + 'x'],
    ['line feeds', '\n'],
    ['zero-width spaces', '\u200b'],
    ['parentheses', '('],
    ['closing parentheses', ')'],
    ['quotes', '"'],
    ['schemes', 'otpauth:'],
    ['links', 'otpauth://totp/a?secret=b '],
    ['addresses', 'https://a.b/'],
    ['parameters', '&a=b'],
    ['parameters without a value', '&a'],
    ['letters', 'a'],
    ['label words', 'key '],
    ['labels', 'key: '],
    ['labels that say a kind', 'HOTP key: ABCDEFGH'],
    ['letters of another script', 'ключ'],
    ['hyphens', '-'],
    ['emoji', '🐙'],
  ])(
    'is answered soon where it is full of %s',
    (_, piece) => {
      const full = piece.repeat(Math.floor(60_000 / piece.length));
      for (const text of [
        full,
        `${full}!`,
        `otpauth://totp/${full}?secret=${sampleBase32}`,
        `otpauth://totp/a?secret=${full}x`,
        `otpauth://totp/a?secret=3D${full}x`,
        `otpauth://totp/a?secret=${sampleBase32}&issuer=${full}x`,
        `otpauth://totp/${full}:b?secret=${sampleBase32}&issuer=${full}`,
        `see "otpauth://totp/a?secret=${sampleBase32}&x=${full}`,
        `https://a.b/${full}otpauth://totp/a?secret=${sampleBase32}`,
      ]) {
        let outcome = 'read';
        try {
          readPasted(text);
        } catch (error) {
          expect(error).toBeInstanceOf(OtpError);
          outcome = 'refused';
        }
        expect(outcome).toMatch(/^re(ad|fused)$/);
      }
    },
    5_000,
  );
});
