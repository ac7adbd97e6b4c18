/**
 * What comes along with a paste and is no part of a long code: blanks and line breaks of every script, control
 * characters, and what Unicode prints as nothing (byte order mark, zero-width space, soft hyphen, joiners, marks of direction).
 */
export const invisible = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

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
