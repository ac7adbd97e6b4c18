/** A one-time code as it was typed: its digits in ASCII, or what is wrong with it. */
export type TypedCode =
  | { readonly result: 'digits'; readonly digits: string }
  /** No attempt, and not counted as one. `got` is how many figures came (or characters, where other things stand among the right number of figures). */
  | { readonly result: 'malformed'; readonly expected: readonly number[]; readonly got: number };

/** More than any blanks around a code explain. */
const longestTyped = 256;

/** Blanks of every script with the line breaks, and what Unicode prints as nothing. Other control characters, NUL above all, are no blanks. */
const passedOver = /[\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Where the ten figures begin that keyboards make: ASCII, full-width, Arabic-Indic and Persian. */
const zeros: readonly number[] = [0x30, 0xff10, 0x0660, 0x06f0];

/**
 * Reads a one-time code as people type and paste it. `expected` are the lengths that the user's authenticators have. Takes `unknown`,
 * because a request's body may hold anything where the text should be. Hyphens are not passed over: no authenticator
 * shows them, and `-12345` is no code.
 */
export function readTypedCode(typed: unknown, expected: readonly number[]): TypedCode {
  if (typeof typed !== 'string') {
    return { result: 'malformed', expected, got: 0 };
  }
  if (typed.length > longestTyped) {
    return { result: 'malformed', expected, got: typed.length };
  }
  const characters = Array.from(withoutBlanks(typed));
  const digits = characters.map((character) => asciiDigit(character)).join('');
  if (digits.length === characters.length && expected.includes(digits.length)) {
    return { result: 'digits', digits };
  }
  return { result: 'malformed', expected, got: expected.includes(digits.length) ? characters.length : digits.length };
}

/** A text without its blanks and invisible characters. */
export function withoutBlanks(text: string): string {
  return text.replaceAll(passedOver, '');
}

/** The figure in ASCII, or nothing for another character. */
export function asciiDigit(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  const zero = zeros.find((first) => codePoint >= first && codePoint <= first + 9);
  return zero === undefined ? '' : String(codePoint - zero);
}
