import type { EditContext } from '../account.ts';
import { displacedState, undisputedState } from './account-edit.ts';
import { AccountLine } from './account-line.ts';
import { settleLines, withLine } from './account-lines.ts';
import { greatestCounter } from './account-state.ts';
import type { AccountState } from './account-state.ts';
import { displacedVersions } from './account-view.ts';
import { VaultDocument } from './document.ts';
import type { DocumentParts } from './document.ts';
import { counterOf, nextStamp } from './stamp.ts';

/**
 * Gives what lost when both sides changed a secret a line of its own in the trash, counted from now. Until then it is
 * shown there already, but is never purged unasked. The same document where nothing was lost.
 */
export function settleConflicts(document: VaultDocument, edit: EditContext): VaultDocument {
  const parts = VaultDocument.partsOf(document);
  const disputed = parts.lines.flatMap(({ state }) =>
    state !== null && displacedVersions(state).length > 0 ? [state] : [],
  );
  if (disputed.length === 0) {
    return document;
  }
  return VaultDocument.of(disputed.reduce((settled, state) => settleOne(settled, state, edit), parts));
}

function settleOne({ meta, lines }: DocumentParts, state: AccountState, edit: EditContext): DocumentParts {
  const [winner, ...others] = state.versions;
  if (winner === undefined || others.length === 0) {
    return { meta, lines };
  }
  const stamp = nextStamp(Math.max(meta.clock, greatestCounter(state)), edit);
  const trashed = { stamp, unixSeconds: edit.unixSeconds };
  const losers = displacedVersions(state).map((version) => AccountLine.of(displacedState(state, version, trashed)));
  const rest = withLine(lines, AccountLine.of(undisputedState(state, winner)));
  // Another copy may have given the loser its line before: then the two are joined.
  return { meta: { ...meta, clock: counterOf(stamp) }, lines: settleLines([...rest, ...losers]) };
}
