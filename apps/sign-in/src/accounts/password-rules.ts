import { isCommonPassword } from './common-passwords.ts';
import type { PasswordRefusal, Passwords } from './passwords.ts';

/** The least code points of a password: where it sometimes opens the account alone, and where a code is always asked. */
export interface PasswordLeasts {
  readonly alone: number;
  readonly withMfa: number;
}

/** SP 800-63B-4 section 3.1.1.2. */
const standardLeasts: PasswordLeasts = { alone: 15, withMfa: 8 };

/** The standard asks for 64 at least; more than this is no password that anybody types or a manager makes. */
const MOST_CODE_POINTS = 256;

/** How much must be left of a password without the words that everybody knows of its user. */
const LEAST_BESIDE_CONTEXT = 8;
/** A shorter word stands in too many others: "ada" in "lambada". */
const LEAST_WORD = 4;

/**
 * The rules of SP 800-63B-4 section 3.1.1.2: a least length, a list of what attackers try first, and words about the user; no
 * rules of composition, and no end.
 */
export function checkPassword(
  password: string,
  { alone, words, leasts = standardLeasts }: Parameters<Passwords['check']>[1] & { readonly leasts?: PasswordLeasts },
): PasswordRefusal | null {
  const got = lengthOf(password);
  const least = alone ? leasts.alone : leasts.withMfa;
  if (got < least) {
    return { reason: 'too-short', least, got };
  }
  if (got > MOST_CODE_POINTS) {
    return { reason: 'too-long', most: MOST_CODE_POINTS };
  }
  if (isCommonPassword(password)) {
    return { reason: 'common' };
  }
  const word = contextWord(password, words);
  return word === null ? null : { reason: 'context', word };
}

/** One spelling of what looks the same, so that a password typed on another keyboard is the same bytes (SP 800-63B-4 section 3.1.1.2). */
export function normalForm(password: string): string {
  return password.toWellFormed().normalize('NFC');
}

export function lengthOf(password: string): number {
  return Array.from(normalForm(password)).length;
}

/** The word that the password is little more than; null where enough is left beside all of them. */
function contextWord(password: string, words: readonly string[]): string | null {
  const known = words
    .flatMap((word) => [word, ...(word.includes('@') ? [word.slice(0, word.indexOf('@'))] : [])])
    .flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)])
    .map((word) => ({ word, folded: fold(word) }))
    .filter(({ folded }) => Array.from(folded).length >= LEAST_WORD)
    // The longest first, so that the parts of a name do not leave its rest behind.
    .sort((one, other) => other.folded.length - one.folded.length);
  let left = fold(password);
  let found: string | null = null;
  for (const { word, folded } of known) {
    if (left.includes(folded)) {
      found ??= word;
      left = left.replaceAll(folded, '');
    }
  }
  return found !== null && Array.from(left).length < LEAST_BESIDE_CONTEXT ? found : null;
}

/** Letters and figures only, in lower case and without accents. */
function fold(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
