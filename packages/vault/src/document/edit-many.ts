import type { EditContext } from '../account.ts';
import { AccountLine } from './account-line.ts';
import { settleLines } from './account-lines.ts';
import { greatestCounter } from './account-state.ts';
import type { AccountState } from './account-state.ts';
import { VaultDocument } from './document.ts';
import { counterOf, nextStamp } from './stamp.ts';
import type { Stamp } from './stamp.ts';

/** What becomes of one account under the stamp of its edit: it may be more than one afterwards. */
type Change = (stamp: Stamp) => readonly AccountState[];

/**
 * Every account looked at, and those changed for which `changeFor` answers a change, in one pass: a hostile writer may have left any number.
 * The same document where there is none.
 */
export function editManyAccounts(
  document: VaultDocument,
  edit: EditContext,
  changeFor: (state: AccountState) => Change | null,
): VaultDocument {
  const parts = VaultDocument.partsOf(document);
  let { clock } = parts.meta;
  let isChanged = false;
  const lines = parts.lines.flatMap((line) => {
    const change = line.state && changeFor(line.state);
    if (line.state === null || change === null) {
      return [line];
    }
    const stamp = nextStamp(Math.max(clock, greatestCounter(line.state)), edit);
    clock = counterOf(stamp);
    isChanged = true;
    return change(stamp).map((state) => AccountLine.of(state));
  });
  return isChanged ? VaultDocument.of({ meta: { ...parts.meta, clock }, lines: settleLines(lines) }) : document;
}
