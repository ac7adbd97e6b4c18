import type { AccountId, EditContext } from '../account.ts';
import { isUncleanTombstone, purgedState } from './account-edit.ts';
import { registerOf } from './account-state.ts';
import { settleConflicts } from './conflicts.ts';
import { VaultDocument } from './document.ts';
import { editManyAccounts } from './edit-many.ts';
import { counterOf, nextStamp } from './stamp.ts';

/** How long the trash keeps what nobody empties, and the days that say so. docs/vault-format.md, "The trash". */

const DAY_SECONDS = 86_400;
const KEPT_SECONDS = 30 * DAY_SECONDS;
const KEPT_DAYS_OPENED = 10;
/** Of the days the latest are enough: ten of them after the trashing are ten of the last ten. A few more, in case some are yet to come. */
const DAYS_REMEMBERED = 64;

/**
 * To be called when the vault was opened, and at each new day: notes the day, settles conflicts and clears what a join has left in
 * tombstones. The same document where there was nothing to do.
 */
export function noteDayOpened(document: VaultDocument, edit: EditContext): VaultDocument {
  return clearTombstones(noteDay(settleConflicts(document, edit), edit), edit);
}

/**
 * What may be purged unasked: 30 days in the trash by the clock, and ten different days, noted after the trashing, on which the program was open:
 * so that a clock that is wrong once cannot empty the trash. Never while the clock has jumped since the program started.
 */
export function purgeable(
  document: VaultDocument,
  now: { readonly unixSeconds: number; readonly clockJumped: boolean },
): readonly AccountId[] {
  if (now.clockJumped) {
    return [];
  }
  const { meta, lines } = VaultDocument.partsOf(document);
  const today = dayOf(now.unixSeconds);
  const counters = Array.from(meta.daysOpened)
    .filter(([day]) => day <= today)
    .map(([, counter]) => counter)
    .sort((a, b) => b - a);
  // Ten days were noted after the trashing exactly when the tenth last one was.
  const tenthLast = counters[KEPT_DAYS_OPENED - 1] ?? 0;
  return lines
    .filter(({ state }) => {
      const trashed = state !== null && state.versions.length > 0 ? registerOf(state, 'trashedUnixSeconds') : null;
      return (
        typeof trashed?.value === 'number' &&
        now.unixSeconds - trashed.value >= KEPT_SECONDS &&
        counterOf(trashed.stamp) < tenthLast
      );
    })
    .map(({ id }) => id);
}

function noteDay(document: VaultDocument, edit: EditContext): VaultDocument {
  const parts = VaultDocument.partsOf(document);
  const { meta } = parts;
  const today = dayOf(edit.unixSeconds);
  if (today < 0 || meta.daysOpened.has(today)) {
    return document;
  }
  const clock = counterOf(nextStamp(meta.clock, edit));
  // Days after today were noted while a clock was wrong.
  const days = Array.from(meta.daysOpened)
    .filter(([day]) => day < today)
    .sort(([a], [b]) => a - b)
    .slice(1 - DAYS_REMEMBERED);
  return VaultDocument.of({ ...parts, meta: { ...meta, clock, daysOpened: new Map([...days, [today, clock]]) } });
}

function clearTombstones(document: VaultDocument, edit: EditContext): VaultDocument {
  return editManyAccounts(document, edit, (state) =>
    isUncleanTombstone(state) ? (stamp) => [purgedState(state, stamp)] : null,
  );
}

function dayOf(unixSeconds: number): number {
  return Math.floor(unixSeconds / DAY_SECONDS);
}
