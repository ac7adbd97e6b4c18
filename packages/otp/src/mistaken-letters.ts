/** Figures that are not in the alphabet of base32, and what they are written for. */
const figures: Readonly<Record<string, readonly string[]>> = {
  '0': ['O'],
  '1': ['I', 'L'],
  '8': ['B'],
  '|': ['I', 'L'],
  '!': ['I', 'L'],
  $: ['S'],
  Ø: ['O'],
  ø: ['O'],
  '\u0131': ['I'], // dotless i
  '\u0130': ['I'], // I with a dot
};

/** Letters of Cyrillic and Greek that look like a Latin one, side by side with it. */
const strangers = [
  ['АВСЕНІЈКМОРЅТУХавсеніјкморѕтух', 'ABCEHIJKMOPSTYXABCEHIJKMOPSTYX'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοικνυ', 'ABEZHIKMNOPTYXOIKVU'],
] as const;

/** What may have been meant by a character that base32 does not use, likeliest first; empty where nothing is likely. */
export function suggestLetters(character: string): readonly string[] {
  // Object.hasOwn: a character is never a name that objects inherit, but a look-up by foreign text asks all the same.
  if (Object.hasOwn(figures, character)) {
    return figures[character] ?? [];
  }
  for (const [foreign, latin] of strangers) {
    const index = foreign.indexOf(character);
    if (index >= 0) {
      return [latin.charAt(index)];
    }
  }
  return [];
}
