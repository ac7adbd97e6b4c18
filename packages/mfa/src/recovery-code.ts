import { drawBytes } from './randomness.ts';
import type { RandomBytes } from './randomness.ts';
import { asciiDigit, withoutBlanks } from './typed-code.ts';

/** 31 letters and figures, none of which looks like another: 16 of them are 79 bits (SP 800-63B-4 section 4.2.1.1 asks for 64). */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const codeLength = 16;
const groupLength = 4;

/** The greatest multiple of 31 in a byte: bytes from there on would favour the first letters. */
const unbiased = 248;

/** A new code, as it is shown: four groups of four. */
export function drawRecoveryCode(randomBytes: RandomBytes): string {
  let code = '';
  while (code.length < codeLength) {
    for (const byte of drawBytes(randomBytes, codeLength)) {
      if (byte < unbiased && code.length < codeLength) {
        code += letters.charAt(byte % letters.length);
      }
    }
  }
  return Array.from({ length: codeLength / groupLength }, (_, group) =>
    code.slice(group * groupLength, (group + 1) * groupLength),
  ).join('-');
}

/** A recovery code as it was typed, without its groups and in capitals, or what is wrong with it. */
export type TypedRecoveryCode =
  | { readonly result: 'code'; readonly code: string }
  /** `got` is how many of its characters can stand in a recovery code. */
  | { readonly result: 'malformed'; readonly expected: readonly number[]; readonly got: number };

/** Dashes of every script and the minus sign. */
const dash = /[\p{Pd}\u2212]/gu;

/** More than any blanks around a code explain. */
const longestTyped = 256;

/** Reads a recovery code in capitals or not, with any blanks, hyphens and full-width letters. */
export function readRecoveryCode(typed: unknown): TypedRecoveryCode {
  const text = typeof typed === 'string' && typed.length <= longestTyped ? typed : '';
  const characters = Array.from(withoutBlanks(text).replaceAll(dash, ''), narrow);
  const code = characters.filter((character) => letters.includes(character)).join('');
  return code.length === codeLength && characters.length === codeLength
    ? { result: 'code', code }
    : { result: 'malformed', expected: [codeLength], got: code.length };
}

/** What is hashed of a code, however it was typed. */
export function recoveryCodeBytes(code: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(code.replaceAll('-', ''));
}

/** The ASCII capital or figure that a character stands for; other characters as they are. */
function narrow(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  const isFullWidthLetter =
    (codePoint >= 0xff21 && codePoint <= 0xff3a) || (codePoint >= 0xff41 && codePoint <= 0xff5a);
  const letter = isFullWidthLetter ? String.fromCodePoint(codePoint - 0xfee0) : character;
  // Only ASCII is raised: toUpperCase makes two letters of one elsewhere.
  return /^[a-z]$/.test(letter) ? letter.toUpperCase() : asciiDigit(letter) || letter;
}
