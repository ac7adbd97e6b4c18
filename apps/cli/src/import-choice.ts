import type { FoundEntry } from '@halfminute/core';
import type { GivenOptions } from './invocation.ts';

/** Whether an entry is taken over. */
export type Takes = (entry: FoundEntry) => boolean;

/** By the options: what is new, and of the rest only what was asked for. */
export function choiceOf(options: GivenOptions): Takes {
  const withDeleted = options.has('include-deleted');
  const withDuplicates = options.has('include-duplicates');
  return (found) =>
    found.isTickedAtFirst || (withDeleted && isNew(found)) || (withDuplicates && isDifferingDuplicate(found));
}

export const isNew: Takes = ({ verdict }) => verdict === 'imported';

/** What the other program had thrown away is none: whoever kept the account has done with it. */
export const isDifferingDuplicate: Takes = (found) =>
  differenceOf(found) !== null && found.entry.verdict === 'imported' && !found.entry.wasTrashed;

export interface Difference {
  readonly counter?: { readonly here: number; readonly there: number };
  readonly isNamedOtherwise: boolean;
}

/** In what a duplicate differs from the account that makes the same codes; null: in nothing, or it is none. */
export function differenceOf({ entry, duplicateOf }: FoundEntry): Difference | null {
  if (entry.verdict !== 'imported' || duplicateOf === null) {
    return null;
  }
  const { account } = entry;
  const isNamedOtherwise = account.issuer !== duplicateOf.issuer || account.accountName !== duplicateOf.accountName;
  if (account.kind === 'hotp' && duplicateOf.counter !== null && account.counter !== duplicateOf.counter) {
    return { counter: { here: account.counter, there: duplicateOf.counter }, isNamedOtherwise };
  }
  return isNamedOtherwise ? { isNamedOtherwise } : null;
}
