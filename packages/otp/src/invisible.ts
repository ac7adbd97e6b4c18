/**
 * What comes along with a paste and is no part of a long code: blanks and line breaks of every script, control
 * characters, and what Unicode prints as nothing (byte order mark, zero-width space, soft hyphen, joiners, marks of direction).
 */
export const invisible = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/** A text without what messengers and pages put into a long word, for it to be broken there: soft hyphen, zero-width space, word joiner, BOM. */
export function withoutBreakMarks(text: string): string {
  return text.replaceAll(/[\u00ad\u200b\u2060\ufeff]/g, '');
}

/** Dashes of every script and the minus sign, which separate groups. */
export const dash = /[\p{Pd}\u2212]/u;

/** Length in characters (code points), as a person counts places. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) {
    count += 1;
  }
  return count;
}

/** A text without what is invisible at its two ends. (A regular expression would try anew at each character of a long run.) */
export function trimInvisible(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && invisible.test(text.charAt(start))) {
    start += 1;
  }
  while (end > start && invisible.test(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(start, end);
}
