/** A text without case, accents and invisible characters, and where each of its UTF-16 units came from. */
export interface FoldedText {
  readonly text: string;
  /** For each unit of `text`: where the character it came from starts in the original. */
  readonly startAt: readonly number[];
  /** For each unit of `text`: where that character, with the accents after it, ends in the original. */
  readonly endAt: readonly number[];
}

/** Letters that Unicode does not take apart, although whoever types on a plain keyboard does. */
const PLAIN_LETTERS: ReadonlyMap<string, string> = new Map([
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ħ', 'h'],
  ['ł', 'l'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
]);

const MARKS_AND_INVISIBLE = /[\p{Mn}\p{Me}\p{Cf}]/gu;

/**
 * Folds by NFKD, character by character, so that a hit can be marked in the text as it was written. Upper case first,
 * then lower: this is what makes ß equal to ss and both Greek sigmas equal.
 */
export function foldText(original: string): FoldedText {
  let text = '';
  const startAt: number[] = [];
  const endAt: number[] = [];
  let position = 0;
  for (const character of original) {
    const end = position + character.length;
    const folded = foldCharacter(character);
    if (folded === '' && endAt.length > 0) {
      // An accent of its own belongs to the letter before it.
      const letterEnd = endAt[endAt.length - 1];
      for (let unit = endAt.length - 1; unit >= 0 && endAt[unit] === letterEnd; unit -= 1) {
        endAt[unit] = end;
      }
    }
    for (let unit = 0; unit < folded.length; unit += 1) {
      startAt.push(position);
      endAt.push(end);
    }
    text += folded;
    position = end;
  }
  return { text, startAt, endAt };
}

function foldCharacter(character: string): string {
  const folded = character
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(MARKS_AND_INVISIBLE, '');
  return PLAIN_LETTERS.get(folded) ?? folded;
}
