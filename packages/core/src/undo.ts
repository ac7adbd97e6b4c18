import type { Account, OpenState } from './app-state.ts';
import type { DocumentEdit } from './held-vault.ts';

/** What can be taken back: the last deletion, edit or import of this session. */
export interface Undo {
  /** For the screen; null: nothing. */
  readonly undoable: OpenState['undoable'];
  remember(done: UndoableAct): void;
  /** The edit that takes the act back. It can be taken once. */
  take(): DocumentEdit | null;
  /** Forgets the act, if it was about one of these accounts or if none are named. */
  forget(ids?: ReadonlySet<Account['id']>): void;
  /** Forgets that import, if it was the last act. */
  forgetImport(importId: string): void;
}

type UndoableAct = NonNullable<OpenState['undoable']> & { readonly inverse: DocumentEdit };

export function createUndo(): Undo {
  let last: UndoableAct | null = null;
  return {
    get undoable() {
      return last === null ? null : shownOf(last);
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
      if (last !== null && (ids === undefined || (last.act !== 'import' && ids.has(last.account.id)))) {
        last = null;
      }
    },
    forgetImport(importId) {
      if (last?.act === 'import' && last.importId === importId) {
        last = null;
      }
    },
  };
}

/** Without the edit, which holds secrets. */
function shownOf(done: UndoableAct): NonNullable<OpenState['undoable']> {
  return done.act === 'import'
    ? { act: done.act, importId: done.importId, count: done.count }
    : { act: done.act, account: done.account };
}
