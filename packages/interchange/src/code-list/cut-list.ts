import { damagedEntry } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import { hasUsualLength } from './whole-code.ts';

/** What a list ends with, where that is a long code and no end of line. */
const lastCode = /(?:^|[^a-z2-7])((?:[a-z2-7]{4}[ -]){0,250}[a-z2-7]{1,1000})$/i;

/**
 * The entries of a list, of which the last is damaged where the text ends within its code: it is shorter than all others, and of a
 * length that hardly any code has.
 */
export function withoutCutCode(entries: readonly ImportEntry[], text: string): readonly ImportEntry[] {
  const last = entries.at(-1);
  const code = lastCode.exec(text.slice(-1_300))?.[1];
  if (last?.verdict !== 'imported' || code === undefined || hasUsualLength(code)) {
    return entries;
  }
  const length = bytesOf(last);
  const others = entries.slice(0, -1).flatMap((entry) => (entry.verdict === 'imported' ? [bytesOf(entry)] : []));
  const isCut = others.length > 0 && others.every((other) => other > length && hasUsualBytes(other));
  return isCut
    ? [
        ...entries.slice(0, -1),
        damagedEntry(
          last.where,
          last.account,
          'The list ends within this long code, and whatever came after it is missing. Copy the list again, or add the account by its long code.',
        ),
      ]
    : entries;
}

function bytesOf({ account }: Extract<ImportEntry, { readonly verdict: 'imported' }>): number {
  return account.secret.reveal().length;
}

function hasUsualBytes(length: number): boolean {
  return length % 5 === 0 || [16, 32, 64].includes(length);
}
