import { linkExtent } from './link-extent.ts';

/** A link in a text, from its scheme to its end. */
export interface FoundLink {
  readonly link: string;
  /** UTF-16 units of the text before it. */
  readonly start: number;
  /** Where in the text it has ended, with the lines that it was broken into. */
  readonly end: number;
  /** Whether the text holds nothing else. */
  readonly alone: boolean;
}

/** The schemes with their slashes: so written, a link begins even where nothing parts it from the one before. */
const written = String.raw`(?:(?:apple-)?otpauth(?:-migration)?:[\\/]{2,9}(?=[\w%])|motp:[\\/]{2,9}(?=[\w%:?.~-])|steam:\/\/(?=[a-z2-7]+=*(?![\w/?])))`;
/** Otpauth with one slash or none, with the colon lost or encoded: not within a word, and not where a text only speaks of "otpauth://". */
const misspelt = String.raw`(?<![\w%.+-])(?:(?:apple-)?otpauth(?:-migration)?(?::(?=[\\/]*[\w%?])|\/\/(?=\w)|%(?:25)*3a)|motp:[\\/]+(?=[\w%:?.~-]))`;

const beginning = new RegExp(`${written}|${misspelt}`, 'gi');

/** Every link to codes in a text, of every spelling, in order; `most` of them at most. */
export function findLinks(text: string, { most }: { readonly most: number }): readonly FoundLink[] {
  const starts: number[] = [];
  for (const { index } of text.matchAll(beginning)) {
    if (!insideWebAddress(text, index)) {
      starts.push(index);
    }
    if (starts.length === most) {
      break;
    }
  }
  let searchedTo = 0;
  return starts.map((start, at) => {
    const next = starts[at + 1];
    const { link, length } = linkExtent(text.slice(start, next), {
      before: text.slice(Math.max(searchedTo, start - longestBefore), start),
      isFollowed: next !== undefined,
    });
    const end = start + length;
    searchedTo = end;
    return { link, start, end, alone: isBlank(text.slice(0, start)) && isBlank(text.slice(end)) };
  });
}

/** The links that web addresses in a text have as a parameter: the address of a picture that shows a QR code. `most` at most. */
export function linksInAddresses(text: string, { most }: { readonly most: number }): readonly string[] {
  const links: string[] = [];
  for (const { index } of text.matchAll(beginning)) {
    if (links.length < most && text.charAt(index - 1) === '=' && insideWebAddress(text, index)) {
      const [rest = ''] = /^[^\s<>"']*/.exec(text.slice(index, index + longestAddress)) ?? [];
      // Where the link is encoded, an "&" is the address's own.
      links.push(rest.includes('?') ? rest : (rest.split('&', 1)[0] ?? ''));
    }
  }
  return links;
}

/** What stands so far before a link says nothing about it. */
const longestBefore = 400;

/** The address of a picture may hold a link as a parameter: "https://chart.example/?chl=otpauth://...". */
function insideWebAddress(text: string, start: number): boolean {
  if (/[,;|<>"']/.test(text.charAt(start - 1))) {
    return false;
  }
  let wordStart = start;
  while (wordStart > start - longestAddress && /\S/.test(text.charAt(wordStart - 1))) {
    wordStart -= 1;
  }
  return /^[<("'[]*(?:https?:|www\.)/i.test(text.slice(wordStart, start));
}

/** Characters of an address before a link in it; farther back nobody looks. */
const longestAddress = 2000;

function isBlank(text: string): boolean {
  return /^[\p{White_Space}\p{Cf}\p{Cc}]*$/u.test(text);
}
