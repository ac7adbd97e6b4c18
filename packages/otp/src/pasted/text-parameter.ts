import { decodePercent } from '../uri/percent.ts';
import { withoutTrailing, withoutTrailingSigns } from './part.ts';

interface Place {
  /** The link before the value. */
  readonly head: string;
  /** Whether the link has its line to itself. */
  readonly isOwnLine: boolean;
  /** Whether another link follows in the same line. */
  readonly isFollowed: boolean;
}

/**
 * Where a last parameter ends that is a text, such as the issuer: programs write blanks and commas into it that they should have
 * encoded, and people write sentences around links. The issuer in front of the label, "Loft (Attic):ada", tells best.
 */
export function endOfText(value: string, { head, isOwnLine, isFollowed }: Place): number {
  const said = /[?&;]issuer=\s*$/i.test(head) ? endOfSaid(value, issuerOfLabel(head)) : undefined;
  if (said !== undefined && !(isOwnLine && !isProse(value.slice(said)))) {
    return said;
  }
  if (isOwnLine) {
    return withoutListPunctuation(value.slice(0, sentenceBehind(value))).length;
  }
  const words = isFollowed ? withoutJoiner(value) : (/^[^\s,;|，。；、！？]*/u.exec(value)?.[0] ?? '');
  return withoutClosers(words).length;
}

/** What stands before the colon of a label, as it is written; '' where there is none. */
function issuerOfLabel(head: string): string {
  const label = /^[a-z-]+:[\\/]*[a-z0-9_-]*\/+([^?]*)/i.exec(head)?.[1] ?? '';
  const raw = label.search(/:(?!\/\/)/);
  const end = raw < 0 ? label.search(/%3a(?!%2f%2f)/i) : raw;
  return end < 0 ? '' : label.slice(0, end);
}

/** Behind the issuer that the label says, where the value begins with it as a whole word. */
function endOfSaid(value: string, written: string): number | undefined {
  const issuer = decodePercent(written).trim();
  if (issuer === '') {
    return undefined;
  }
  // encodeURIComponent throws on half a pair of surrogates.
  const encoded = encodeURIComponent(issuer.toWellFormed());
  const spellings = [written, issuer, encoded].flatMap((one) => [one, one.replaceAll(/ |%20/g, '+')]);
  const spelling = spellings.find((one) => value.slice(0, one.length).toLowerCase() === one.toLowerCase());
  const isWhole = spelling !== undefined && !/^[%+&-]?[\p{L}\p{N}]/u.test(value.slice(spelling.length));
  return isWhole ? spelling.length : undefined;
}

/** Whether what stands behind an issuer goes on as a sentence does, with a mark and words or in small letters; or is a mark alone, or a comment. */
function isProse(rest: string): boolean {
  return (
    /^[,;:.!?]*\s+\p{Ll}/u.test(rest) ||
    /^[,;:.!?]+\s+\S+\s+\S+\s/u.test(rest) ||
    /^\s*(?:[^\s\p{L}\p{N}()[\]&+'"]+\s*)?$/u.test(rest) ||
    /^\s+[^\s\p{L}\p{N}()[\]&+'"]/u.test(rest)
  );
}

/** Where a sentence begins in a text that stands in a line of its own: a comma, and at least two words in small letters. */
function sentenceBehind(value: string): number {
  const at = value.search(/[,;:!?]\s+\p{Ll}[\p{Ll}'’]*,?\s+\S/u);
  return at < 0 ? value.length : at;
}

/** "issuer=Salt&amp;": the semicolon is part of it. */
const endsInEntity = /&#?\w{1,8};\s{0,20}$/;

/** Without what parts a link from the next in a list. In a name that ends so programs encode it. */
function withoutListPunctuation(value: string): string {
  if (endsInEntity.test(value)) {
    return value;
  }
  const bare = withoutTrailing(value, ',; \t|');
  const isUnopened = bare.endsWith(')') && bare.split('(').length < bare.split(')').length;
  return isUnopened ? withoutListPunctuation(bare.slice(0, -1)) : bare;
}

/** Without the word that stands before the next link. */
function withoutJoiner(value: string): string {
  return value.replace(/\s{1,9}(?:and|or|und|oder|et|ou|y|o|e|en|of|plus|then)\s{0,9}$/i, '');
}

/** Without signs at the end, but for a bracket that closes one of the name's own. */
function withoutClosers(words: string): string {
  const bare = withoutTrailingSigns(words);
  const isOpen = bare.split('(').length > bare.split(')').length;
  return isOpen && words.charAt(bare.length) === ')' ? `${bare})` : bare;
}
