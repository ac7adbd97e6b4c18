import { useApp } from './app-context.tsx';
import { useToasts } from './toast.tsx';
import { useWords } from './words.tsx';

interface ImportHistoryActs {
  /** Moves what the import brought into the trash, and says how to take that back. */
  readonly undo: (id: string) => Promise<void>;
  readonly putBack: (id: string) => Promise<void>;
  /** Says that it is done, with the way back beside it. */
  readonly sayImported: (id: string, accounts: string) => void;
}

/** What can be done with an import of the past, and what is said of it. */
export function useImportActs(): ImportHistoryActs {
  const app = useApp();
  const toasts = useToasts();
  const words = useWords();

  const recordOf = (id: string) => app.getState().open?.imports.find((record) => record.id === id);

  const say = (
    outcome: Awaited<ReturnType<typeof app.imports.undo>>,
    done: { readonly sentence: string; readonly act?: { readonly words: string; readonly onPress: () => void } },
  ): void => {
    toasts.show(
      outcome.outcome === 'failed' ? { sentence: words.edit.saveFailed(words.fileProblems[outcome.problem]) } : done,
    );
  };

  const undo = async (id: string): Promise<void> => {
    const count = recordOf(id)?.liveCount ?? 0;
    const outcome = await app.imports.undo(id);
    say(outcome, {
      sentence: words.import.undone(words.common.accounts(count)),
      act: { words: words.import.putBack, onPress: () => void putBack(id) },
    });
  };

  const putBack = async (id: string): Promise<void> => {
    const count = recordOf(id)?.undoneCount ?? 0;
    const outcome = await app.imports.putBack(id);
    say(outcome, { sentence: words.import.putBackDone(words.common.accounts(count)) });
  };

  return {
    undo,
    putBack,
    sayImported: (id, accounts) =>
      toasts.show({
        sentence: words.import.imported(accounts),
        act: { words: words.common.undo, onPress: () => void undo(id) },
      }),
  };
}
