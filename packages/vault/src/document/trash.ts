import type { AccountId, EditContext } from '../account.ts';
import { VaultError } from '../errors.ts';
import { purgedState, restoredState, trashedState } from './account-edit.ts';
import { isTrashed } from './account-view.ts';
import type { AccountState } from './account-state.ts';
import { settleConflicts } from './conflicts.ts';
import type { VaultDocument } from './document.ts';
import { editManyAccounts } from './edit-many.ts';
import { editAccountState } from './edit-one.ts';

/** Into the trash. Throws {@link VaultError} 'no-such-account'. One that is there already keeps its day. */
export function trashAccount(document: VaultDocument, id: AccountId, edit: EditContext): VaultDocument {
  return editAccountState(document, id, edit, (state, stamp) =>
    isTrashed(state) ? state : trashedState(state, edit.unixSeconds, stamp),
  );
}

/** Out of the trash. Throws {@link VaultError} 'no-such-account' or 'not-in-trash'. */
export function restoreAccount(document: VaultDocument, id: AccountId, edit: EditContext): VaultDocument {
  return editAccountState(document, id, edit, (state, stamp) => {
    assertTrashed(state);
    return restoredState(state, stamp);
  });
}

/**
 * Removes secrets, names and notes of accounts in the trash for ever, and keeps their tombstones, so that no older copy brings them back.
 * At once, if the user says so; unasked only what `purgeable` names. All or none:
 * throws {@link VaultError} 'no-such-account' or 'not-in-trash'.
 */
export function purgeAccounts(document: VaultDocument, ids: readonly AccountId[], edit: EditContext): VaultDocument {
  return ids.reduce(
    (purged, id) =>
      editAccountState(purged, id, edit, (state, stamp) => {
        assertTrashed(state);
        return purgedState(state, stamp);
      }),
    settleConflicts(document, edit),
  );
}

/** Many at once, in one pass: those that are in the trash already, and ids that there are none of, stay what they are. */
export function trashAccounts(document: VaultDocument, ids: readonly AccountId[], edit: EditContext): VaultDocument {
  const wanted = new Set(ids);
  return editManyAccounts(document, edit, (state) =>
    wanted.has(state.id) && state.versions.length > 0 && !isTrashed(state)
      ? (stamp) => [trashedState(state, edit.unixSeconds, stamp)]
      : null,
  );
}

/** Many out of the trash at once, in one pass: whatever is not there stays what it is. */
export function restoreAccounts(document: VaultDocument, ids: readonly AccountId[], edit: EditContext): VaultDocument {
  const wanted = new Set(ids);
  return editManyAccounts(document, edit, (state) =>
    wanted.has(state.id) && state.versions.length > 0 && isTrashed(state)
      ? (stamp) => [restoredState(state, stamp)]
      : null,
  );
}

function assertTrashed(state: AccountState): void {
  if (!isTrashed(state)) {
    throw new VaultError('not-in-trash', 'The account is not in the trash.');
  }
}
