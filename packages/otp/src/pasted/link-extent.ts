import { beforeCloser } from './closers.ts';
import { inOneCase, longestGroup, withoutTrailing, withoutTrailingSigns } from './part.ts';
import { endOfText } from './text-parameter.ts';
import { joinWrappedLines } from './wrapped-lines.ts';

interface Surroundings {
  /** What stands before the link, as far back as the link before it. */
  readonly before: string;
  /** Whether another link ends what was given. */
  readonly isFollowed: boolean;
}

interface Extent {
  readonly link: string;
  /** UTF-16 units of what was given that are consumed. */
  readonly length: number;
}

/** How far a link goes in a text that begins with it, and has no other in it. */
export function linkExtent(text: string, { before, isFollowed }: Surroundings): Extent {
  if (text.length > longestLink) {
    const [link = ''] = /^[^\s<>"]*/.exec(text) ?? [];
    if (link.length > longestLink) {
      return { link, length: link.length };
    }
  }
  const { joined, end } = joinWrappedLines(text, 0);
  const line = /[^\r\n]*$/.exec(before)?.[0] ?? '';
  const around = { line, isFollowed: isFollowed && end === text.length };
  const link = beforeCloser(joined, before.at(-1) ?? '') ?? ofItsOwn(withoutNeighbours(joined, around), around);
  // Lines that were joined are consumed as a whole; of one line only the link is.
  return { link, length: joined.length === end ? link.length : end };
}

/** Longer ones are refused, or are a transfer that holds nothing but base64: none of them has a name that could end early. */
const longestLink = 65_536;

interface Around {
  /** What stands before the link in its line. */
  readonly line: string;
  /** Whether another link follows in the same line. */
  readonly isFollowed: boolean;
}

/** What no link goes on behind: a tab or another control character, a tag, an escaped end of line, a character of HTML that shows nothing. */
const neighbour =
  /[\p{Cc}\u2028\u2029]|<(?=[a-z/!])|\]\]>|\\[nrt](?![a-z])|\s\||&(?:nbsp|lt|gt|quot|#0*(?:9|10|13|32|34|60|62|160)|#x0*(?:9|a|d|20|22|3c|3e|a0));/iu;

/** A link without what parts it from the next cell, tag or line. */
function withoutNeighbours(joined: string, { line, isFollowed }: Around): string {
  const query = startOfQuery(joined);
  const ends = [neighbour.exec(joined.slice(query))?.index ?? -1];
  // A table whose cell before ended so ends this one so, too.
  const delimiter = /[^\s,;|]([,;|])["']?$/.exec(line)?.[1];
  if (delimiter !== undefined) {
    ends.push(joined.indexOf(delimiter, query) - query);
  }
  const quotes = joined.slice(query).split('"').length - 1;
  if (quotes % 2 === 1 || isFollowed || /\p{L}/u.test(line)) {
    ends.push(joined.slice(query).search(/[">]/));
  }
  const end = Math.min(...ends.filter((at) => at >= 0), joined.length - query);
  return joined.slice(0, query + end);
}

/** Where the parameters begin; 0 where there are none. */
function startOfQuery(joined: string): number {
  return Math.max(joined.search(/\?\s*[a-z_][\w.-]*\s*=/i), 0);
}

/** Parameters whose value has no blanks. */
const machineRead = /^(?:algo(?:rithm)?|digits?|period|interval|counter|encoder|pin|pin_length)$/i;

/** Where nothing closes a link, its last parameter decides: "and then" is good base32, and a name may have blanks. */
function ofItsOwn(joined: string, around: Around): string {
  if (/^steam:/i.test(joined)) {
    return /^steam:\/\/[a-z2-7]+=*/i.exec(joined)?.[0] ?? joined;
  }
  const last = lastParameter(joined);
  if (last === undefined) {
    return isOwnLine(around) ? joined.trimEnd() : withoutParting(joined.split(/\s/, 1)[0] ?? '', around);
  }
  const { name, value, valueStart } = last;
  const head = joined.slice(0, valueStart);
  if (/^otpauth-migration/i.test(joined)) {
    return head + (isOwnLine(around) ? withoutTrailing(value, ',; \t') : (/^[\w+/%=-]*/.exec(value)?.[0] ?? ''));
  }
  if (name.toLowerCase() === 'secret') {
    return head + withoutParting(withEqualGroups(value), around);
  }
  if (machineRead.test(name) || (name.toLowerCase() !== 'issuer' && !/\s/.test(value))) {
    return head + withoutParting(/^[^\s,;|，。；、]*/u.exec(value)?.[0] ?? '', around);
  }
  return head + value.slice(0, endOfText(value, { head, isOwnLine: isOwnLine(around), ...around }));
}

/**
 * Whether a link has its line to itself, but for what a list puts before an entry: a bullet, a number, a word and a colon, a
 * cell of a table.
 */
function isOwnLine({ line, isFollowed }: Around): boolean {
  return !isFollowed && (/\S[,;|]["']?$/.test(line) || /^[^\p{L}]*(?:[\p{L}\p{N}]+ ?[:=|][^\p{L}]*)?$/u.test(line));
}

/** What may follow a value in a sentence. */
const closingPunctuation = '.,;:!?\'"’”»)]}>*|`…—–_';

/** A value without what follows it: the punctuation of a sentence, or whatever parts it from the next link. */
function withoutParting(value: string, { isFollowed }: Around): string {
  return isFollowed ? withoutTrailingSigns(value) : withoutTrailing(value, closingPunctuation);
}

interface LastParameter {
  readonly name: string;
  readonly value: string;
  readonly valueStart: number;
}

/** A parameter, with blanks around its mark where it is one of ours: any other may be a sentence. */
const parameterMark =
  /[?&](?:amp;)?(?:([a-z_][\w.-]*)=|\s{0,9}(secret|issuer|algorithm|digits|period|counter)\s{0,9}=)/gi;

/** The last "&name=value" or "?name=value". */
function lastParameter(joined: string): LastParameter | undefined {
  const marks = [...joined.matchAll(parameterMark)];
  const mark = marks.at(-1);
  if (mark === undefined) {
    return undefined;
  }
  const valueStart = mark.index + mark[0].length;
  const value = joined.slice(valueStart);
  const blanks = /^\s*/.exec(value)?.[0].length ?? 0;
  return { name: mark[1] ?? mark[2] ?? '', value: value.slice(blanks).trimEnd(), valueStart: valueStart + blanks };
}

/** "BWYJ Z3VW NJBZ" as it is, but of "BWYJZ3VW and" or "BWYJ Z3VW then" without the words. */
function withEqualGroups(value: string): string {
  const [first = '', ...more] = value.split(/(?<!\s)(?=\s)/);
  let kept = first;
  for (const group of first.length > longestGroup ? [] : more) {
    const bare = group.trim();
    const isGroup = /^[a-z0-9]+=*$/i.test(bare) && bare.length <= first.length && inOneCase(kept + bare);
    if (!isGroup) {
      break;
    }
    kept += group;
    if (bare.length < first.length) {
      break;
    }
  }
  return kept;
}
