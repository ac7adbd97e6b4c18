import { cleanName } from '@halfminute/otp';
import type { ImportedEntry } from './entry.ts';
import { isArray } from './json.ts';

/** What a program keeps beside a code, and the vault has a place for. */
export type EntryDetails = Pick<ImportedEntry, 'tags' | 'note' | 'favourite'>;

/** As many and as long as the vault holds; what is beyond is left out, and costs no account. */
const most = { tags: 100, tag: 1_000, note: 100_000 } as const;

interface FoundDetails {
  /** Groups, folders, categories or tags; what is no text is none. */
  readonly tags?: unknown;
  readonly note?: unknown;
  readonly favourite?: unknown;
}

/** What is absent, empty or of another type is left out: no account is lost over what stands beside it. */
export function readDetails({ tags, note, favourite }: FoundDetails): EntryDetails {
  const names = (isArray(tags) ? tags : []).flatMap((tag) => {
    const name = typeof tag === 'string' ? cleanName(tag) : '';
    return name === '' || name.length > most.tag || !name.isWellFormed() ? [] : [name];
  });
  // Sorted by code unit, as the vault keeps them.
  const sorted = [...new Set(names)].toSorted().slice(0, most.tags);
  const text = typeof note === 'string' ? note.replaceAll(/\r\n?/g, '\n').trim() : '';
  return {
    ...(sorted.length > 0 && { tags: sorted }),
    ...(text !== '' && text.length <= most.note && text.isWellFormed() && { note: text }),
    ...(favourite === true && { favourite: true as const }),
  };
}
