import { longestTyped, readBase32 } from '../base32.ts';
import { OtpError } from '../errors.ts';
import type { OtpWarning } from '../errors.ts';
import { lookalikeOf, lookalikeSentence } from '../lookalikes.ts';
import { Secret } from '../secret.ts';
import { checkSecretLength } from '../secret-length.ts';
import { keyPart, severalCodes, shortest, usualLength } from './key-part.ts';
import { areEqualGroups, groupsOf, hasUsualLength, inOneCase, linesOf, partBehind, withoutTrailing } from './part.ts';
import type { Part } from './part.ts';

export interface ReadLongCode {
  readonly secret: Secret;
  readonly warnings: readonly OtpWarning[];
}

/** A key is shown in one line or in a few; more are a list of something. */
const mostLines = 4;

/**
 * Reads a long code that stands alone, or behind the words that its page shows before it ("Secret key: JBSW Y3DP ...").
 * Throws {@link OtpError} with places counted in the whole text.
 */
export function readLongCode(pasted: Part): ReadLongCode {
  if (pasted.text.length > longestTyped) {
    throw new OtpError(
      'secret-too-long',
      `This is too long for a code: more than ${longestTyped} characters, and there is no link in it.`,
    );
  }
  const part = withoutQuotes(keyPart(pasted));
  const groups = groupsOf(part.text);
  if (readsAsProse(groups)) {
    throw plainText(part.text);
  }
  if (lookalikeOf(part.text) === 'e-mail-address') {
    throw new OtpError('not-an-otp-code', lookalikeSentence('e-mail-address', part.text), {
      looksLike: 'e-mail-address',
    });
  }
  const { bytes, length } = readBase32(part.text, part);
  const secret = Secret.fromBytes(bytes);
  bytes.fill(0);
  refuseFigures(groups.join(''));
  const lineCount = linesOf(part).length;
  if (lineCount > mostLines) {
    throw severalCodes(lineCount);
  }
  return { secret, warnings: checkSecretLength(length) };
}

const openingPunctuation = /^[\s"'`“”„‘’‚«»「<([{*•]+/;
/** Without the exclamation mark, which may be a slip for I. */
const closingPunctuation = ' \t\r\n"\'`“”‘’«»」>)]}*.,;:?';

function withoutQuotes(part: Part): Part {
  const opening = openingPunctuation.exec(part.text)?.[0] ?? '';
  const inner = partBehind(part, opening.length);
  const text = withoutTrailing(inner.text, closingPunctuation);
  const end = inner.text.slice(text.length);
  // A sign that may be a character that was lost stays, and is refused: of a cut code every one-time password is wrong.
  const isDoubtful = doubtfulEnd.test(end) && !opening.includes('*') && !hasUsualLength(text);
  return { ...inner, text: isDoubtful ? inner.text.trimEnd() : text };
}

/** What stands for what cannot be shown, or for what was left out. */
const doubtfulEnd = /[?*]|\.\./;

/**
 * Words are good base32 for the most part, so that a sentence would decode. A key is told from one by groups of one
 * length, or else by one case throughout (but for a first capital that a telephone put there) and figures in a third of its groups.
 */
function readsAsProse(groups: readonly string[]): boolean {
  const compact = groups.join('');
  const withFigure = groups.filter((group) => /\d/.test(group)).length;
  if (areEqualGroups(groups)) {
    // "Hello world" has groups of one length too. What is shorter still is said to be too short.
    const isWordy = compact.length < usualLength ? compact.length >= shortest : !inOneCase(compact.slice(1));
    return groups.length > 1 && withFigure === 0 && isWordy;
  }
  return withFigure * 3 < groups.length || !inOneCase(compact.slice(1));
}

/** Figures alone are no key, though those from 2 to 7 would decode. */
function refuseFigures(compact: string): void {
  if (/^\d{4,10}$/.test(compact)) {
    const looksLike = compact.length < 8 ? 'one-time-code' : 'recovery-code';
    throw new OtpError(
      'secret-too-short',
      `This code is too short: ${compact.length} characters. ${lookalikeSentence(looksLike, compact)}`,
      { looksLike },
    );
  }
}

function plainText(text: string): OtpError {
  return new OtpError('not-an-otp-code', lookalikeSentence('plain-text', text), { looksLike: 'plain-text' });
}
