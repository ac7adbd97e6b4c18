import type { AccountId, EditContext } from '../account.ts';
import { VaultError } from '../errors.ts';
import { AccountLine } from './account-line.ts';
import { lineOf, withLine } from './account-lines.ts';
import { greatestCounter } from './account-state.ts';
import type { AccountState } from './account-state.ts';
import { VaultDocument } from './document.ts';
import { settleConflicts } from './conflicts.ts';
import { counterOf, nextStamp } from './stamp.ts';
import type { Stamp } from './stamp.ts';

/**
 * One account changed under a stamp later than all that is known of it. The same document where `change` changes nothing.
 * Throws {@link VaultError} 'no-such-account' also for one that was purged.
 */
export function editAccountState(
  document: VaultDocument,
  id: AccountId,
  edit: EditContext,
  change: (state: AccountState, stamp: Stamp) => AccountState,
): VaultDocument {
  const { meta, lines } = VaultDocument.partsOf(document);
  const state = lineOf(lines, id)?.state;
  if (!state || state.versions.length === 0) {
    // It may be one that lost a concurrent change and is shown in the trash before it has a line of its own.
    const settled = settleConflicts(document, edit);
    if (settled === document) {
      throw new VaultError('no-such-account', 'There is no account of that id.');
    }
    return editAccountState(settled, id, edit, change);
  }
  const stamp = nextStamp(Math.max(meta.clock, greatestCounter(state)), edit);
  const changed = change(state, stamp);
  if (changed === state) {
    return document;
  }
  return VaultDocument.of({
    meta: { ...meta, clock: counterOf(stamp) },
    lines: withLine(lines, AccountLine.of(changed)),
  });
}
