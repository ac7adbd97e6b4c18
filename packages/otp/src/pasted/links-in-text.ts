import { areEqualGroups, withoutTrailing } from './part.ts';
import { joinWrappedLines } from './wrapped-lines.ts';

/** A link in a text, from its scheme to its end. */
export interface FoundLink {
  readonly link: string;
  /** Whether the text holds nothing else. */
  readonly alone: boolean;
}

/** More links than this are counted no further: the answer is the same. */
const mostLinks = 50;

/** Where an otpauth link begins, encoded or not; not within a word, and not where a text only speaks of "otpauth://". */
const beginning = /(?<![\w%.+-])(?:apple-)?otpauth(?:-migration)?(?::(?=[\\/]*[\w%?])|\/\/(?=\w)|%(?:25)*3a)/gi;

/** Every otpauth link of a text, of every spelling, in order. */
export function findLinks(text: string): readonly FoundLink[] {
  const links: FoundLink[] = [];
  let searchedTo = 0;
  for (const match of text.matchAll(beginning)) {
    const start = match.index;
    if (start < searchedTo || insideWebAddress(text, start)) {
      continue;
    }
    const { link, end } = linkAt(text, start);
    links.push({ link, alone: isBlank(text.slice(0, start)) && isBlank(text.slice(end)) });
    searchedTo = end;
    if (links.length === mostLinks) {
      break;
    }
  }
  return links;
}

/** The address of a picture may hold a link as a parameter: "https://chart.example/?chl=otpauth://...". */
function insideWebAddress(text: string, start: number): boolean {
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

/** What encloses a link, and what closes it again. */
const closers: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['>', '<'],
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['„', '“'],
  ['‘', '’'],
  ['‚', '‘'],
  ['«', '»'],
  ['»', '«'],
  ['「', '」'],
  ['[', ']'],
  ['{', '}'],
  ['*', '*'],
]);

interface Extent {
  readonly link: string;
  /** Index in the text at which the link has ended. */
  readonly end: number;
}

function linkAt(text: string, start: number): Extent {
  const { joined, end } = joinWrappedLines(text, start);
  const line = beforeNextLink(joined);
  const link =
    beforeCloser(line, text.charAt(start - 1)) ??
    beforeProse(line, { isAlone: line === joined && isBlank(text.slice(0, start)) });
  // Lines that were joined are consumed as a whole; of one line only the link is.
  return { link, end: joined.length === end - start ? start + link.length : end };
}

/** The part of a line before another link in it: it begins a word. */
function beforeNextLink(line: string): string {
  const next = /\s[^\s\w]*(?:apple-)?otpauth(?:-migration)?[:%/]/i.exec(line);
  return next === null ? line : line.slice(0, next.index);
}

/** The link up to what closes it, where something that can be closed stands directly before it. */
function beforeCloser(joined: string, opener: string): string | undefined {
  const query = Math.max(joined.indexOf('?'), 0);
  if (opener === '(') {
    const index = unbalanced(joined);
    return index < 0 ? undefined : joined.slice(0, index);
  }
  const closer = closers.get(opener);
  // A quote in a label that nobody encoded stands before the "?"; the one that closes stands after it.
  const index = closer === undefined ? -1 : joined.indexOf(closer, query);
  return index < 0 ? undefined : joined.slice(0, index);
}

/** Where the first ")" stands that no "(" of the link opens, or -1: labels have parentheses of their own. */
function unbalanced(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return index;
  }
  return -1;
}

/** Parameters whose value has no blanks, or, for the secret, only between equal groups. */
const machineRead = /^(?:algorithm|digits|period|counter|encoder)$/i;

interface Surroundings {
  /** Nothing stands before the link, and no other link behind it. */
  readonly isAlone: boolean;
}

/**
 * Where nothing closes a link, its last parameter decides: raw blanks before it are the link's own ("Loft (Attic
 * Team)"), but behind a number or the secret a blank ends it, since "and then" is good base32.
 */
function beforeProse(joined: string, { isAlone }: Surroundings): string {
  const last = lastParameter(joined);
  if (last === undefined) {
    return isAlone ? joined : (joined.split(/\s/, 1)[0] ?? '');
  }
  const { name, value, valueStart } = last;
  const isText = name.toLowerCase() !== 'secret' && !machineRead.test(name);
  if (isText && isAlone) {
    return joined;
  }
  const kept = name.toLowerCase() === 'secret' ? withEqualGroups(value) : (value.split(/\s/, 1)[0] ?? '');
  return joined.slice(0, valueStart) + withoutTrailing(kept, closingPunctuation);
}

/** What may follow a link in a sentence. */
const closingPunctuation = '.,;:!?\'"’”»)]}>*';

interface LastParameter {
  readonly name: string;
  readonly value: string;
  readonly valueStart: number;
}

/** The last "&name=value" or "?name=value". */
function lastParameter(joined: string): LastParameter | undefined {
  const marks = [...joined.matchAll(/[?&](?:amp;)?([a-z_][\w.-]*)=/gi)];
  const mark = marks.at(-1);
  if (mark === undefined) {
    return undefined;
  }
  const valueStart = mark.index + mark[0].length;
  const value = joined.slice(valueStart);
  const blanks = /^\s*/.exec(value)?.[0].length ?? 0;
  return { name: mark[1] ?? '', value: value.slice(blanks).trimEnd(), valueStart: valueStart + blanks };
}

/** "BWYJ Z3VW NJBZ" as it is, but of "BWYJZ3VW and then" only the first word. */
function withEqualGroups(value: string): string {
  const groups = value.split(/\s+/);
  return areEqualGroups(groups) ? value : (groups[0] ?? '');
}
