import { OtpError } from './errors.ts';
import type { OtpErrorCode, OtpErrorDetails } from './errors.ts';
import { trimInvisible } from './invisible.ts';
import type { HashAlgorithm } from './kinds.ts';
import { quoteForMessage } from './names.ts';

export const digitsRange = { least: 4, most: 10 } as const;
export const periodSecondsRange = { least: 1, most: 86_400 } as const;
/** A counter is an integer that a double holds exactly, everywhere. (The standards allow 2^64 - 1.) */
export const counterRange = { least: 0, most: Number.MAX_SAFE_INTEGER } as const;

/** Reads "6", " 08 " or "7.0". Throws {@link OtpError} 'bad-digits'. */
export function parseDigits(text: string): number {
  return parseWhole(text, {
    ...digitsRange,
    code: 'bad-digits',
    parameter: 'digits',
    rule: 'A code has 4 to 10 digits, mostly 6.',
  });
}

/** Reads a period in whole seconds, "30". Throws {@link OtpError} 'bad-period'. */
export function parsePeriodSeconds(text: string): number {
  return parseWhole(text, {
    ...periodSecondsRange,
    code: 'bad-period',
    parameter: 'period',
    rule: 'A code lives for 1 to 86400 whole seconds, mostly 30.',
  });
}

/** Reads a counter. Throws {@link OtpError} 'bad-counter'; a greater one than 2^53 - 1 is refused, never rounded. */
export function parseCounter(text: string): number {
  return parseWhole(text, {
    ...counterRange,
    code: 'bad-counter',
    parameter: 'counter',
    rule: 'A counter is a whole number from 0 to 9007199254740991.',
  });
}

interface WholeRule {
  readonly least: number;
  readonly most: number;
  readonly code: OtpErrorCode;
  readonly parameter: string;
  readonly rule: string;
}

/**
 * A whole number in decimal figures. A fraction of zeros is let pass ("30.0", as programs write that keep every number
 * as a float), as are figures in full width: nothing else can be meant. Signs, exponents and units are not.
 */
function parseWhole(text: string, { least, most, code, parameter, rule }: WholeRule): number {
  const trimmed = trimInvisible(text);
  const figures = /^(\d+)(?:\.0*)?$/.exec(narrow(trimmed))?.[1];
  const value = Number(figures);
  // Beyond 2^53 a double rounds, but never to a value below it: the comparison stays right.
  if (figures === undefined || value < least || value > most) {
    const details: OtpErrorDetails = mailEncoded.test(trimmed)
      ? { parameter, looksLike: 'mail-encoding' }
      : { parameter };
    throw new OtpError(
      code,
      `${parameter}=${quoteForMessage(trimmed)} cannot be used. ${rule}${hint(trimmed)}`,
      details,
    );
  }
  return value;
}

/** "=6" in a mail's source (quoted-printable) reads "=3D6". */
const mailEncoded = /^3d\d/i;

function hint(text: string): string {
  return mailEncoded.test(text)
    ? ' "3D" in front of it stands for "=" in a mail\'s source: copy the link from the mail as it is shown.'
    : '';
}

/** Figures of full width (U+FF10 to U+FF19), which East Asian keyboards type, as the plain ones. */
function narrow(text: string): string {
  return text.replaceAll(/[０-９]/g, (figure) => String.fromCharCode(figure.charCodeAt(0) - 0xfee0));
}

const algorithmsByBits: ReadonlyMap<string, HashAlgorithm> = new Map([
  ['1', 'SHA1'],
  ['256', 'SHA256'],
  ['512', 'SHA512'],
]);

/** Anchored at both ends, so that "SHA3-256" and "SHA512/256" are not taken for what they resemble. */
const algorithmName = /^(?:hmac[-_ ]?)?sha[-_ ]?(?:2[-_ ])?(1|256|512)$/i;

/**
 * Reads every spelling met: sha1, SHA-1, SHA_256, SHA2-256, HmacSHA256, HMAC-SHA-512, hmac_sha1.
 * Throws {@link OtpError} 'unsupported-algorithm' for any other; there is no falling back.
 */
export function parseAlgorithm(text: string): HashAlgorithm {
  const trimmed = trimInvisible(text);
  const algorithm = algorithmsByBits.get(algorithmName.exec(trimmed)?.[1] ?? '');
  if (algorithm === undefined) {
    throw new OtpError(
      'unsupported-algorithm',
      `algorithm=${quoteForMessage(trimmed)} is not supported. Codes are made with SHA1, SHA256 or SHA512: ask the service for one of these.`,
      { parameter: 'algorithm' },
    );
  }
  return algorithm;
}
