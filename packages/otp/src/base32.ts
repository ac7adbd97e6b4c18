import { OtpError } from './errors.ts';
import { dash, invisible } from './invisible.ts';
import { lookalikeOf, lookalikeSentence } from './lookalikes.ts';
import { tooShort } from './secret-length.ts';
import { suggestLetters } from './mistaken-letters.ts';

/** RFC 4648 section 6. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Bytes of a secret. No service comes near; RFC 2104 hashes what is longer than a block, so that more adds nothing. */
const longestSecret = 1024;

/** Characters of a long code as typed, all told, so that nothing long is worked on. */
export const longestTyped = 8192;

/** The strict writer: capitals, no padding (RFC 4648 section 3.2 lets a format leave it out, as otpauth links do). */
export function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let bitCount = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    bitCount += 8;
    while (bitCount >= 5) {
      bitCount -= 5;
      text += alphabet.charAt((bits >>> bitCount) & 31);
    }
  }
  return bitCount === 0 ? text : text + alphabet.charAt((bits << (5 - bitCount)) & 31);
}

/**
 * The forgiving reader: blanks, dashes, invisible characters, small letters, letters of full width, padding or none.
 * Bits left over that make no byte are dropped, whatever they are (RFC 4648 section 3.5 allows it; a service's typing is not ours to judge).
 * Throws {@link OtpError} 'secret-not-base32' naming the character and its place as typed, 'secret-missing',
 * 'secret-too-short' (less than a byte) or 'secret-too-long'.
 */
export function decodeBase32(text: string): Uint8Array {
  return readBase32(text).bytes;
}

export interface Base32Reading {
  readonly bytes: Uint8Array;
  /** Characters that count: letters and figures, without blanks and padding. */
  readonly length: number;
}

export interface Base32Origin {
  /** Characters that were typed before `text`, for places to be counted from the first. */
  readonly charactersBefore?: number;
  /** The parameter of a link that `text` is the value of. */
  readonly parameter?: string;
}

/** {@link decodeBase32} with what the rest of this package wants to know besides. */
export function readBase32(text: string, origin: Base32Origin = {}): Base32Reading {
  if (text.length > longestTyped) {
    throw tooLong(origin);
  }
  const bytes: number[] = [];
  let bits = 0;
  let bitCount = 0;
  let length = 0;
  let place = origin.charactersBefore ?? 0;
  let paddingAt = 0;
  for (const character of text) {
    place += 1;
    const plain = narrow(character);
    const value = valueOf(plain);
    if (value < 0) {
      if (plain === '=') {
        paddingAt ||= place;
      } else if (!invisible.test(plain) && !dash.test(plain)) {
        throw notBase32(text, { character, place, origin });
      }
      continue;
    }
    if (paddingAt > 0) {
      throw new OtpError(
        'secret-not-base32',
        `${placeName(paddingAt, origin)}, "=", ends a code, but more follows. Paste one code alone.`,
        { ...named(origin), at: paddingAt, character: '=' },
      );
    }
    length += 1;
    bits = ((bits << 5) | value) & 0xfff;
    bitCount += 5;
    if (bitCount >= 8) {
      bitCount -= 8;
      bytes.push((bits >>> bitCount) & 0xff);
    }
  }
  if (bytes.length > longestSecret) {
    throw tooLong(origin);
  }
  if (bytes.length === 0) {
    throw length === 0 ? missing(origin) : tooShort(length);
  }
  return { bytes: Uint8Array.from(bytes), length };
}

/** Letters, figures and "=" of full width (U+FF01 to U+FF5E), which East Asian keyboards type, as the plain ones. */
function narrow(character: string): string {
  const unit = character.charCodeAt(0);
  return unit >= 0xff01 && unit <= 0xff5e ? String.fromCharCode(unit - 0xfee0) : character;
}

/** 0 to 31, or -1. By numbers, since the case rules of Unicode turn strangers such as U+017F into letters of the alphabet. */
function valueOf(character: string): number {
  const unit = character.charCodeAt(0);
  if (unit >= 0x61 && unit <= 0x7a) return unit - 0x61;
  if (unit >= 0x41 && unit <= 0x5a) return unit - 0x41;
  if (unit >= 0x32 && unit <= 0x37) return unit - 0x32 + 26;
  return -1;
}

interface Offender {
  readonly character: string;
  readonly place: number;
  readonly origin: Base32Origin;
}

function notBase32(text: string, { character, place, origin }: Offender): OtpError {
  const looksLike = lookalikeOf(text);
  const suggestions = suggestLetters(narrow(character));
  const hint = looksLike === undefined ? mend(suggestions) : lookalikeSentence(looksLike, text);
  return new OtpError(
    'secret-not-base32',
    `${placeName(place, origin)}, "${character.toWellFormed()}", is not used in such codes. ${hint}`,
    {
      ...named(origin),
      at: place,
      character,
      // Where the whole is something else, a better letter would not help.
      ...(looksLike === undefined ? { suggestions } : { suggestions: [], looksLike }),
    },
  );
}

function mend(suggestions: readonly string[]): string {
  return suggestions.length > 0
    ? `Did you mean ${suggestions.join(' or ')}?`
    : 'They are written in the letters A to Z and the figures 2 to 7.';
}

function placeName(place: number, { parameter }: Base32Origin): string {
  return parameter === undefined ? `Character ${place}` : `Character ${place} of "${parameter}"`;
}

function named({ parameter }: Base32Origin): { parameter?: string } {
  return parameter === undefined ? {} : { parameter };
}

function missing(origin: Base32Origin): OtpError {
  return new OtpError(
    'secret-missing',
    origin.parameter === undefined
      ? 'There is no code yet. The long code is under "Trouble scanning?".'
      : `"${origin.parameter}" is empty in this link, so the long code is missing. Copy the long code itself.`,
    named(origin),
  );
}

function tooLong(origin: Base32Origin): OtpError {
  return new OtpError(
    'secret-too-long',
    `This code is too long: it holds more than ${longestSecret} bytes. Copy the code alone.`,
    named(origin),
  );
}
