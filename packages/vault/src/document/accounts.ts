import type { AccountChanges, AccountId, EditContext, NewAccount } from '../account.ts';
import { VaultError } from '../errors.ts';
import { fromHex, toHex } from '../hex.ts';
import { drawBytes } from '../randomness.ts';
import type { RandomBytes } from '../randomness.ts';
import { advancedState, changedState, newState } from './account-edit.ts';
import { AccountLine } from './account-line.ts';
import { hasLineOf, withLine } from './account-lines.ts';
import type { AccountLines } from './account-lines.ts';
import { positionOf } from './account-view.ts';
import { VaultDocument } from './document.ts';
import { editAccountState } from './edit-one.ts';
import { counterOf, nextStamp } from './stamp.ts';

const ID_BYTES = 16;

export function newAccountId(randomBytes: RandomBytes): AccountId {
  // 32 hexadecimal digits.
  return toHex(drawBytes(randomBytes, ID_BYTES)) as AccountId;
}

/**
 * A new account at the end of the user's order. Throws {@link VaultError} 'account-exists' (also for the id of a purged one), 'too-long' or 'bad-field'.
 */
export function addAccount(document: VaultDocument, account: NewAccount, edit: EditContext): VaultDocument {
  const { meta, lines, lastPosition = greatestPosition(lines) } = VaultDocument.partsOf(document);
  if (fromHex(account.id, ID_BYTES) === null) {
    throw new VaultError('bad-field', 'The id of an account is 32 hexadecimal digits.', { field: 'id' });
  }
  if (hasLineOf(lines, account.id)) {
    throw new VaultError('account-exists', 'There is an account of that id already.');
  }
  const stamp = nextStamp(meta.clock, edit);
  const position = lastPosition + 1;
  const state = newState(account, { stamp, unixSeconds: edit.unixSeconds, position });
  return VaultDocument.of({
    meta: { ...meta, clock: counterOf(stamp) },
    lines: withLine(lines, AccountLine.of(state)),
    lastPosition: position,
  });
}

/** Throws {@link VaultError} 'no-such-account', 'too-long' or 'bad-field'. */
export function editAccount(
  document: VaultDocument,
  id: AccountId,
  changes: AccountChanges,
  edit: EditContext,
): VaultDocument {
  return editAccountState(document, id, edit, (state, stamp) => changedState(state, changes, stamp));
}

/**
 * Makes the counter one greater: to be saved before the code of the old one is shown.
 * Throws {@link VaultError} 'no-such-account', 'bad-field' where the account has no counter, 'counter-exhausted'.
 */
export function advanceCounter(document: VaultDocument, id: AccountId, edit: EditContext): VaultDocument {
  return editAccountState(document, id, edit, advancedState);
}

function greatestPosition(lines: AccountLines): number {
  return lines.reduce((greatest, { state }) => Math.max(greatest, state === null ? 0 : positionOf(state)), 0);
}
