import { en, type Words } from '../strings/en.ts';

/** Of four bars, how many are full, and the sentence under them. */
export interface Strength {
  readonly bars: 0 | 1 | 2 | 3 | 4;
  readonly sentence: string;
}

/** What an estimate by a library comes to, without its words. */
export interface Estimate {
  /** 0 (guessed at once) to 4. */
  readonly score: number;
  /** The whole password stands in a list of common ones. */
  readonly isCommon: boolean;
}

/** The characters a person counts, so that one emoji is one. */
export function passwordLength(password: string): number {
  return Array.from(password).length;
}

/** Too short is known without any estimate; otherwise null while the estimate is not there yet. */
export function strengthOf(
  password: string,
  estimate: Estimate | null,
  {
    leastLength,
    words = en.choosePassword,
  }: { readonly leastLength: number; readonly words?: Words['choosePassword'] },
): Strength | null {
  const length = passwordLength(password);
  if (length === 0) {
    return null;
  }
  if (length < leastLength) {
    return { bars: 0, sentence: words.tooShort(leastLength - length) };
  }
  if (estimate === null) {
    return null;
  }
  switch (estimate.score) {
    case 4:
      return { bars: 4, sentence: words.strong };
    case 3:
      return { bars: 3, sentence: words.good };
    case 2:
      return { bars: 2, sentence: words.fair };
    default:
      return { bars: 1, sentence: estimate.isCommon ? words.weakCommon : words.weakGuessed };
  }
}
