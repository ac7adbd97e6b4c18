/** What stands in place of a service's picture: one letter, white on a colour that stays the same for the same name. */
export interface LetterTile {
  readonly letter: string;
  readonly colour: TileColour;
}

/** Each is at least 5.0:1 with the white letter (computed in the tests). The order is part of the look: append only. */
export const tileColours = [
  '#3b5bdb',
  '#0b7285',
  '#c2255c',
  '#5f3dc4',
  '#237a36',
  '#a05a00',
  '#1864ab',
  '#c92a2a',
  '#9c36b5',
  '#087f5b',
  '#495057',
] as const;

export type TileColour = (typeof tileColours)[number];

/** The tile of a service. Case, surrounding space and Unicode composition of the name do not matter. */
export function letterTile(service: string): LetterTile {
  const name = service.normalize('NFC').trim();
  const colour = tileColours[fnv1a(name.toLowerCase()) % tileColours.length] ?? tileColours[0];
  return { letter: tileLetter(name), colour };
}

/** Costly to make, so there is one. What counts as one sign is the same in every language. */
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The first letter or figure of the name; where there is none (an emoji), its first visible sign. */
function tileLetter(name: string): string {
  const sign = firstLetter(name);
  if (sign === null) {
    return '•';
  }
  const upper = sign.toUpperCase();
  // Some letters grow when they are made capital ("ß" becomes "SS"); the tile has room for one.
  return upper.length === sign.length ? upper : sign;
}

function firstLetter(name: string): string | null {
  let first: string | null = null;
  // Cut one by one, since the first sign mostly is a letter.
  for (const { segment } of graphemes.segment(name)) {
    if (/^[\p{L}\p{N}]/u.test(segment)) {
      return segment;
    }
    first ??= segment;
  }
  return first;
}

/** FNV-1a over UTF-16 units, 32 bits: spreads short names well and gives the same number on every host. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
