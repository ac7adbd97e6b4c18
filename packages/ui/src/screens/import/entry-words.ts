import type { FoundEntry } from '@halfminute/core';
import { accountNames } from '../../list/account-names.ts';
import type { Words } from '../../strings/en.ts';

export interface EntryWords {
  readonly name: string;
  /** The second line; empty where there is nothing to say. */
  readonly user: string;
  /** Why it is not simply new, or what is in doubt; null where nothing is. `strong` is what is wrong with it. */
  readonly verdict: { readonly strong: string; readonly rest: string } | null;
}

export function entryWords(
  { entry, verdict, duplicateOf, isTickedAtFirst }: FoundEntry,
  { words, isTicked }: { readonly words: Words; readonly isTicked: boolean },
): EntryWords {
  const { name, user } = accountNames(entry.account, words.list.unnamed);
  if (entry.verdict !== 'imported') {
    const strong = entry.verdict === 'damaged' ? words.import.verdicts.damaged : words.import.verdicts.unsupported;
    const why = words.import.whys[entry.why.reason] ?? entry.why.message;
    const isNameless = entry.account.issuer === '' && entry.account.accountName === '';
    return { name: isNameless ? words.import.place(entry.where) : name, user, verdict: { strong, rest: why } };
  }
  const said = (rest: string): EntryWords => ({ name, user: details(), verdict: { strong: '', rest } });
  const { verdicts } = words.import;
  if (verdict === 'duplicate' && duplicateOf !== null) {
    return said(duplicateWords());
  }
  if (entry.wasTrashed) {
    return said(verdicts.wasTrashed);
  }
  if (isTickedAtFirst && !isTicked) {
    return said(verdicts.leftOut);
  }
  // The reader's own sentences: what to compare before it is taken.
  const doubts = entry.warnings.map(({ message }) => message).join(' ');
  return doubts === '' ? { name, user: details(), verdict: null } : said(doubts);

  /** What is not as usual about it, beside the user. */
  function details(): string {
    const { account } = entry;
    const unusual =
      entry.verdict === 'imported' && 'digits' in account && account.digits !== 6 && account.kind !== 'steam'
        ? [words.import.digits(account.digits)]
        : [];
    return [user, ...unusual].filter((part) => part !== '').join(' · ');
  }

  function duplicateWords(): string {
    if (duplicateOf === null) {
      return '';
    }
    const { place, issuer, accountName, counter } = duplicateOf;
    const isSame = issuer === entry.account.issuer && accountName === entry.account.accountName && counter === null;
    const other = accountNames(duplicateOf, words.list.unnamed);
    const full = [other.name, other.user, ...(counter === null ? [] : [words.import.counter(counter)])]
      .filter((part) => part !== '')
      .join(', ');
    switch (place) {
      case 'here':
        return isSame ? verdicts.sameHere : verdicts.otherHere(full);
      case 'trash':
        return isSame ? verdicts.sameTrash : verdicts.otherTrash(full);
      case 'import':
        return isSame ? verdicts.sameImport : verdicts.otherImport(full);
    }
  }
}
