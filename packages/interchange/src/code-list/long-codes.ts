import { hasUsualLength, isWhole } from './whole-code.ts';

/** A long code in a line, and what the line says of it. */
export interface LabelledCode {
  readonly code: string;
  /** What stands before it, or else behind it; '' where nothing does. */
  readonly label: string;
  /** All that stands in its line before it and behind it, up to the next code. */
  readonly beside: string;
  /** Whether nothing stands in it or at its ends that may have been a character of it. */
  readonly isWhole: boolean;
}

/**
 * Base32 in one case: at least 16 characters in one piece, or groups of four. In small letters with a figure, since words are good
 * base32.
 */
const longCode =
  /(?<![\w%+/.@-])(?:[A-Z2-7]{16,1000}={0,6}|(?=[a-z]{0,1000}[2-7])[a-z2-7]{16,1000}={0,6}|(?:[A-Z2-7]{4}[ -]){3,250}[A-Z2-7]{1,4}|(?:[a-z2-7]{4}[ -]){3,250}[a-z2-7]{1,4})(?![\w%+/@-])/g;

/** Characters of a line that a person writes; farther nobody looks. */
const longestLine = 4_000;

/** The long codes of a line. */
export function codesIn(line: string): readonly LabelledCode[] {
  const short = plainLine(line);
  const found = [...short.matchAll(longCode)]
    .map((match) => trimGroups(match[0], match.index))
    .filter((one) => isNoWord(one, short));
  return found.map(({ code, start }, at) => {
    const previous = found[at - 1];
    const before = short.slice(previous === undefined ? 0 : previous.start + previous.code.length, start);
    const behind = short.slice(start + code.length, found[at + 1]?.start);
    return {
      code,
      label: /[\p{L}\p{N}]/u.test(before) ? before : found.length === 1 ? behind : '',
      beside: `${before};${behind}`,
      isWhole: isWhole(code, { before: short.slice(0, start), behind: short.slice(start + code.length) }),
    };
  });
}

/** What a person sees of a line: with plain blanks and dashes, and without what is not seen at all. */
export function plainLine(line: string): string {
  return line
    .slice(0, longestLine)
    .replaceAll(/[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g, '')
    .replaceAll(/[\u00a0\u2007\u202f]/g, ' ')
    .replaceAll(/[\u2010\u2011\u2212]/g, '-');
}

interface Found {
  readonly code: string;
  readonly start: number;
}

/** Letters alone may be a word or a heading, unless hardly anything stands beside them. */
function isNoWord({ code }: Found, line: string): boolean {
  return /[2-7]/.test(code) || (hasUsualLength(code) && line.replace(code, '').trim().split(/\s+/).length <= 3);
}

/** Of groups the first or the last may be a word, "AQUA JBSW Y3DP EHPK 3PXP old": without it the code has a usual length. */
function trimGroups(code: string, start: number): Found {
  const groups = code.split(/[ -]/);
  const first = groups[0] ?? '';
  const last = groups.at(-1) ?? '';
  const whole = { code, start };
  const withoutLast = { code: code.slice(0, -last.length - 1), start };
  const withoutFirst = { code: code.slice(first.length + 1), start: start + first.length + 1 };
  const isFirstWord = !/\d/.test(first) && last.length === first.length;
  const parts = isFirstWord ? [whole, withoutFirst, withoutLast] : [whole, withoutLast, withoutFirst];
  return parts.find((one) => groups.length > 4 && hasUsualLength(one.code)) ?? whole;
}
