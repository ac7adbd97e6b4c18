import type { AccountChanges, AccountId, EditContext, NewAccount } from '../account.ts';
import { VaultError } from '../errors.ts';
import { fromHex, toHex } from '../hex.ts';
import { drawBytes } from '../randomness.ts';
import type { RandomBytes } from '../randomness.ts';
import { advancedState, changedState, newState } from './account-edit.ts';
import { AccountLine } from './account-line.ts';
import { hasLineOf, settleLines, withLine } from './account-lines.ts';
import type { AccountLines } from './account-lines.ts';
import { positionOf } from './account-view.ts';
import { VaultDocument } from './document.ts';
import { editAccountState } from './edit-one.ts';
import { counterOf, EARLIEST_STAMP, nextStamp } from './stamp.ts';

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
  requireNewId(lines, account.id);
  const stamp = nextStamp(meta.clock, edit);
  const position = lastPosition + 1;
  const state = newState(account, { stamp, unixSeconds: edit.unixSeconds, position });
  return VaultDocument.of({
    meta: { ...meta, clock: counterOf(stamp) },
    lines: withLine(lines, AccountLine.of(state)),
    lastPosition: position,
  });
}

/**
 * Many new accounts at the end of the user's order, in theirs, as one change: thousands take no longer than writing them. All or none, and
 * with the errors of {@link addAccount}.
 */
export function addAccounts(
  document: VaultDocument,
  accounts: readonly NewAccount[],
  edit: EditContext,
): VaultDocument {
  if (accounts.length === 0) {
    return document;
  }
  const { meta, lines, lastPosition = greatestPosition(lines) } = VaultDocument.partsOf(document);
  const stamp = nextStamp(meta.clock, edit);
  const ids = new Set<AccountId>();
  const added = accounts.map((account, place) => {
    requireNewId(lines, account.id);
    if (ids.has(account.id)) {
      throw new VaultError('account-exists', 'Two of the new accounts have the same id.');
    }
    ids.add(account.id);
    const state = newState(account, { stamp, unixSeconds: edit.unixSeconds, position: lastPosition + 1 + place });
    return AccountLine.of(state);
  });
  return VaultDocument.of({
    meta: { ...meta, clock: counterOf(stamp) },
    lines: settleLines([...lines, ...added]),
    lastPosition: lastPosition + accounts.length,
  });
}

/** What would keep the account from being added, seen before anything is; null: nothing. Its id is not looked at. */
export function refusalOfAccount(account: Omit<NewAccount, 'id'>): VaultError | null {
  // 32 hexadecimal digits, of an account that never is.
  const id = '0'.repeat(2 * ID_BYTES) as AccountId;
  try {
    newState({ ...account, id }, { stamp: EARLIEST_STAMP, unixSeconds: 0, position: 0 });
    return null;
  } catch (error) {
    if (error instanceof VaultError) {
      return error;
    }
    throw error;
  }
}

function requireNewId(lines: AccountLines, id: AccountId): void {
  if (fromHex(id, ID_BYTES) === null) {
    throw new VaultError('bad-field', 'The id of an account is 32 hexadecimal digits.', { field: 'id' });
  }
  if (hasLineOf(lines, id)) {
    throw new VaultError('account-exists', 'There is an account of that id already.');
  }
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
