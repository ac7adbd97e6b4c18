import type { EditContext } from '../account.ts';
import { displacedState, undisputedState } from './account-edit.ts';
import { displacedVersions } from './account-view.ts';
import type { VaultDocument } from './document.ts';
import { editManyAccounts } from './edit-many.ts';

/**
 * Gives what lost when both sides changed a secret a line of its own in the trash, counted from now. Until then it is
 * shown there already, but is never purged unasked. The same document where nothing was lost.
 */
export function settleConflicts(document: VaultDocument, edit: EditContext): VaultDocument {
  return editManyAccounts(document, edit, (state) => {
    const [winner] = state.versions;
    const displaced = displacedVersions(state);
    if (winner === undefined || displaced.length === 0) {
      return null;
    }
    return (stamp) => {
      const trashed = { stamp, unixSeconds: edit.unixSeconds };
      // Another copy may have given a loser its line before: then the two are joined, having one id.
      return [undisputedState(state, winner), ...displaced.map((version) => displacedState(state, version, trashed))];
    };
  });
}
