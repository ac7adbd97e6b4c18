import { longestTyped, readBase32 } from '../base32.ts';
import { OtpError } from '../errors.ts';
import type { OtpWarning } from '../errors.ts';
import { lookalikeOf, lookalikeSentence } from '../lookalikes.ts';
import { Secret } from '../secret.ts';
import { checkSecretLength } from '../secret-length.ts';
import { areEqualGroups, groupsOf, inOneCase, linesOf, partBehind, withoutTrailing } from './part.ts';
import type { Part } from './part.ts';
import { isKeyLabel, isLabel, isLabelWord } from './words.ts';

export interface ReadLongCode {
  readonly secret: Secret;
  readonly warnings: readonly OtpWarning[];
}

/** A line of a page is taken for one with the key from so many characters on. */
const leastLength = 8;

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

/** Where in a paste the key stands. */
function keyPart(whole: Part): Part {
  const lines = linesOf(whole);
  // A page copied whole has lines such as "Account: Ada" beside the one with the key.
  const labelled = lines.length > 1 ? lines.flatMap((line) => behindLabel(line, isKeyLabel) ?? []) : [];
  const keys = labelled.filter(({ text }) => holdsKey(text));
  const differentKeys = new Set(keys.map(({ text }) => groupsOf(text).join('').toUpperCase()));
  if (differentKeys.size > 1) {
    throw severalCodes(differentKeys.size);
  }
  // A single line that says "key" has it, slips and all.
  const line = keys[0] ?? (labelled.length === 1 ? labelled[0] : undefined);
  return line ?? behindLabel(whole, isLabel) ?? behindWords(whole);
}

function holdsKey(text: string): boolean {
  const compact = groupsOf(text).join('');
  return compact.length >= leastLength && /^[a-z2-7]+=*$/i.test(compact);
}

/** What stands behind "label:" at the beginning of a part, if its label is one. */
function behindLabel(part: Part, accepts: (label: string) => boolean): Part | undefined {
  const label = /^([^:：=\r\n]{1,80})[:：=](?=\s*[^\s=])/.exec(part.text);
  return label !== null && accepts(label[1] ?? '') ? partBehind(part, label[0].length) : undefined;
}

/** What stands behind words that are no part of a key, "Your key is JBSW Y3DP". */
function behindWords(whole: Part): Part {
  if (isWholeKey(whole.text)) {
    return whole;
  }
  let rest = whole;
  for (;;) {
    const word = /^\s*(\p{L}+)\s+(?=\S)/u.exec(rest.text);
    if (word === null || !isLabelWord(word[1] ?? '')) {
      return rest;
    }
    rest = partBehind(rest, word[0].length);
  }
}

/** Equal groups in one case that fill whole base32 blocks: then even a first group "CODE" is the key's own. */
function isWholeKey(text: string): boolean {
  const groups = groupsOf(text);
  const compact = groups.join('');
  return areEqualGroups(groups) && inOneCase(compact) && compact.length % 8 === 0;
}

const openingPunctuation = /^[\s"'`“”„‘’‚«»「<([{*]+/;
const closingPunctuation = ' \t\r\n"\'`“”‘’«»」>)]}*.,;:!?';

function withoutQuotes(part: Part): Part {
  const inner = partBehind(part, openingPunctuation.exec(part.text)?.[0].length ?? 0);
  return { ...inner, text: withoutTrailing(inner.text, closingPunctuation) };
}

/**
 * Words are good base32 for the most part, so that a sentence would decode. A key is told from one by groups of one
 * length, or else by one case throughout (but for a first capital that a telephone put there) and figures in a third of its groups.
 */
function readsAsProse(groups: readonly string[]): boolean {
  if (areEqualGroups(groups)) {
    return false;
  }
  const withFigure = groups.filter((group) => /\d/.test(group)).length;
  return withFigure * 3 < groups.length || !inOneCase(groups.join('').slice(1));
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

function severalCodes(count: number): OtpError {
  return new OtpError('several-codes', `There are ${count} codes in this text. Paste one at a time.`);
}
