import { OtpError } from '../errors.ts';
import { lookalikeOf, lookalikeSentence } from '../lookalikes.ts';
import { isParameterLabel } from './page-parameters.ts';
import { areEqualGroups, groupsOf, hasUsualLength, inOneCase, linesOf, partBehind } from './part.ts';
import type { Part } from './part.ts';
import {
  isButton,
  isKeyLabel,
  isLabel,
  isLabelWord,
  isOfAnotherScript,
  saysHexadecimal,
  withoutButtons,
} from './words.ts';

/** A line that says that it has the key is believed from so many characters on. */
export const shortest = 8;

/** Characters of 80 bits, the shortest that services usually issue: so many speak for themselves. */
export const usualLength = 16;

/** Where in a paste the key stands. */
export function keyPart(pasted: Part): Part {
  const whole = { ...pasted, text: withoutButtons(pasted.text) };
  const lines = linesOf(whole);
  // A page copied whole has lines such as "Account: Ada" beside the one with the key.
  const line = lines.length > 1 ? (labelledLine(lines) ?? loneKeyLine(lines)) : behindUnknownLabel(whole);
  if ((line === undefined || lines.length === 1) && lines.some(isLabelledHexadecimal)) {
    throw new OtpError('secret-not-base32', lookalikeSentence('hexadecimal', whole.text), { looksLike: 'hexadecimal' });
  }
  return line ?? behindLabel(whole, isLabel) ?? behindWords(whole);
}

/** What stands behind the label in the line that says "key". */
function labelledLine(lines: readonly Part[]): Part | undefined {
  const labelled = lines.flatMap((line) => behindLabel(line, namesKey) ?? []);
  const keys = labelled.filter(({ text }) => holdsKey(text));
  const differentKeys = new Set(keys.map(({ text }) => groupsOf(text).join('').toUpperCase()));
  if (differentKeys.size > 1) {
    throw severalCodes(differentKeys.size);
  }
  // A single line that says "key" has it, slips and all.
  return keys[0] ?? (labelled.length === 1 ? labelled[0] : undefined);
}

function namesKey(label: string): boolean {
  return isKeyLabel(label) && !isParameterLabel(label) && !saysHexadecimal(label);
}

/** Its value may stand in the next line. */
function isLabelledHexadecimal({ text }: Part): boolean {
  const label = /^([^:：=\r\n]{1,80})[:：=]/.exec(text)?.[1];
  return label !== undefined && saysHexadecimal(label);
}

function holdsKey(text: string): boolean {
  const compact = groupsOf(text).join('');
  return compact.length >= shortest && /^[a-z2-7]+=*$/i.test(compact);
}

/** The one line that is a key, where all others are surely none: the rest of a key, slips and all, must not be left out. */
function loneKeyLine(lines: readonly Part[]): Part | undefined {
  const [key, ...others] = lines.filter(({ text }) => isPlainlyKey(text));
  return key !== undefined && others.length === 0 && lines.every((line) => line === key || isPlainlyNoKey(line))
    ? key
    : undefined;
}

/** Equal groups in one case, long enough, with figures: no words, and no part of something else. */
function isPlainlyKey(text: string): boolean {
  const groups = groupsOf(text);
  const compact = groups.join('');
  return (
    compact.length >= usualLength &&
    /^[a-z2-7]+=*$/i.test(compact) &&
    /\d/.test(compact) &&
    inOneCase(compact) &&
    areEqualGroups(groups)
  );
}

function isPlainlyNoKey(line: Part): boolean {
  return (
    behindLabel(line, isLabel) !== undefined ||
    lookalikeOf(line.text) === 'e-mail-address' ||
    isInAnotherScript(line.text) ||
    groupsOf(line.text).every((word) => isPlainWord(word.replace(/[.:!]$/, '')))
  );
}

function isPlainWord(word: string): boolean {
  return isLabelWord(word) || isButton(word);
}

function isInAnotherScript(text: string): boolean {
  return !/[a-z0-9]/i.test(text) && (text.match(/[\p{L}\p{M}]+/gu) ?? []).some(isOfAnotherScript);
}

/** What stands behind "label:" at the beginning of a part, if its label is one. */
function behindLabel(part: Part, accepts: (label: string) => boolean): Part | undefined {
  const label = /^([^:：=\r\n]{1,80})[:：=](?=\s*[^\s=])/.exec(part.text);
  return label !== null && accepts(label[1] ?? '') ? partBehind(part, label[0].length) : undefined;
}

/** "GitHub: JBSW Y3DP ...": any word is a label where a blank and a whole key follow. */
function behindUnknownLabel(line: Part): Part | undefined {
  const rest = behindLabel(line, () => true);
  return rest !== undefined && /^\s/.test(rest.text) && isPlainlyKey(rest.text) ? rest : undefined;
}

/** What stands behind words that are no part of a key, "Your key is JBSW Y3DP". */
function behindWords(whole: Part): Part {
  if (isWholeKey(whole.text)) {
    return whole;
  }
  let rest = whole;
  for (;;) {
    const word = /^\s*([\p{L}\p{M}]+)\s+(?=\S)/u.exec(rest.text);
    if (word === null || !isLabelWord(word[1] ?? '')) {
      return rest;
    }
    rest = partBehind(rest, word[0].length);
  }
}

/** Equal groups in one case, as many as a key has: then even a first group "CODE" is the key's own. */
function isWholeKey(text: string): boolean {
  const groups = groupsOf(text);
  return areEqualGroups(groups) && inOneCase(groups.join('')) && hasUsualLength(text);
}

/** The refusal of more keys than one. */
export function severalCodes(count: number): OtpError {
  return new OtpError('several-codes', `There are ${count} codes in this text. Paste one at a time.`);
}
