import { OtpError } from './errors.ts';
import type { OtpWarning } from './errors.ts';

/** Fewer base32 characters than this are a word or a slip, not a key: 40 bits can be guessed by anybody. */
const leastLength = 8;

/** Characters of 80 bits, the shortest that services usually issue. (RFC 4226 section 4 wants 128 bits at least, R6.) */
const usualLength = 16;

/** Characters modulo 8 that base32 writes for a whole number of bytes (RFC 4648 section 6). */
const wholeRemainders: ReadonlySet<number> = new Set([0, 2, 4, 5, 7]);

/**
 * What there is to say about a secret of so many base32 characters that was given by a person or a link.
 * Throws {@link OtpError} 'secret-too-short' below 8.
 */
export function checkSecretLength(length: number): OtpWarning[] {
  if (length < leastLength) {
    throw tooShort(length);
  }
  const warnings: OtpWarning[] = [];
  if (length < usualLength) {
    warnings.push({
      code: 'secret-short',
      message: `This code is short: ${length} characters, at least ${usualLength} are usual. Compare it with the page.`,
      parameter: 'secret',
    });
  }
  if (!wholeRemainders.has(length % 8)) {
    warnings.push({
      code: 'secret-odd-length',
      message: `This code has ${length} characters, a number at which one may be missing. Compare it with the page.`,
      parameter: 'secret',
    });
  }
  return warnings;
}

/** The refusal of a secret of so many characters. */
export function tooShort(length: number): OtpError {
  const count = length === 1 ? '1 character, less than one byte' : `${length} characters`;
  return new OtpError('secret-too-short', `This code is too short: ${count}; at least ${usualLength} are usual.`, {
    parameter: 'secret',
  });
}
