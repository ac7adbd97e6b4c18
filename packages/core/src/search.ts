import type { Account } from './app-state.ts';
import { foldText } from './fold-text.ts';
import type { FoldedText } from './fold-text.ts';

/**
 * A stretch of one of the account's texts that the query hit, in UTF-16 units, for marking. Of a word that is in the names, hits in tags
 * are left out.
 */
export interface TextMatch {
  readonly field: 'issuer' | 'accountName' | 'tag';
  readonly start: number;
  readonly length: number;
  /** The tag that was hit, where `field` is 'tag'. */
  readonly tag?: string;
}

export interface FoundAccount {
  readonly account: Account;
  readonly matches: readonly TextMatch[];
}

interface SearchableText {
  readonly field: TextMatch['field'];
  readonly tag?: string;
  readonly folded: FoldedText;
}

/**
 * The accounts that hold every word of `query` somewhere in issuer, account name or tags, in the order given. Case,
 * accents and invisible characters do not matter. An empty query finds all, with nothing to mark.
 */
export function searchAccounts(accounts: readonly Account[], query: string): readonly FoundAccount[] {
  const words = query
    .split(/\s+/u)
    .map((word) => foldText(word).text)
    .filter((word) => word !== '');
  const found: FoundAccount[] = [];
  for (const account of accounts) {
    const matches = matchesOf(account, words);
    if (matches !== null) {
      found.push({ account, matches });
    }
  }
  return found;
}

/** null: some word is nowhere. */
function matchesOf(account: Account, words: readonly string[]): readonly TextMatch[] | null {
  if (words.length === 0) {
    return [];
  }
  const texts = searchableTexts(account);
  const matches: TextMatch[] = [];
  for (const word of words) {
    const hits = texts.flatMap(({ field, tag, folded }): TextMatch[] => {
      const range = rangeOf(folded, word);
      return range === null ? [] : [tag === undefined ? { field, ...range } : { field, ...range, tag }];
    });
    if (hits.length === 0) {
      return null;
    }
    // A tag takes room that the names need: it is told only where it alone has the word.
    const inNames = hits.filter(({ field }) => field !== 'tag');
    matches.push(...(inNames.length === 0 ? hits : inNames));
  }
  return matches;
}

function rangeOf(folded: FoldedText, word: string): { readonly start: number; readonly length: number } | null {
  const at = folded.text.indexOf(word);
  if (at === -1) {
    return null;
  }
  const start = folded.startAt[at];
  const end = folded.endAt[at + word.length - 1];
  return start === undefined || end === undefined ? null : { start, length: end - start };
}

/** Accounts are immutable and keep their identity, so that folding is done once and not at every key. */
const textsByAccount = new WeakMap<Account, readonly SearchableText[]>();

function searchableTexts(account: Account): readonly SearchableText[] {
  const known = textsByAccount.get(account);
  if (known !== undefined) {
    return known;
  }
  const texts: readonly SearchableText[] = [
    { field: 'issuer', folded: foldText(account.issuer) },
    { field: 'accountName', folded: foldText(account.accountName) },
    ...account.tags.map((tag): SearchableText => ({ field: 'tag', tag, folded: foldText(tag) })),
  ];
  textsByAccount.set(account, texts);
  return texts;
}
