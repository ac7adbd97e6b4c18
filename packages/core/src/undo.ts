import type { Account, OpenState } from './app-state.ts';
import type { DocumentEdit } from './held-vault.ts';

/** What can be taken back: the last deletion or edit of this session. */
export interface Undo {
  /** For the screen; null: nothing. */
  readonly undoable: OpenState['undoable'];
  remember(done: UndoableAct): void;
  /** The edit that takes the act back. It can be taken once. */
  take(): DocumentEdit | null;
  /** Forgets the act, if it was about one of these accounts or if none are named. */
  forget(ids?: ReadonlySet<Account['id']>): void;
}

interface UndoableAct {
  readonly act: 'delete' | 'edit';
  /** As it was before. */
  readonly account: Account;
  readonly inverse: DocumentEdit;
}

export function createUndo(): Undo {
  let last: UndoableAct | null = null;
  return {
    get undoable() {
      return last === null ? null : { act: last.act, account: last.account };
    },
    remember(done) {
      last = done;
    },
    take() {
      const inverse = last?.inverse ?? null;
      last = null;
      return inverse;
    },
    forget(ids) {
      if (last !== null && (ids === undefined || ids.has(last.account.id))) {
        last = null;
      }
    },
  };
}
