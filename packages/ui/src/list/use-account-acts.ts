import type { Account, AccountId } from '@halfminute/core';
import { useApp } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useToasts } from '../hooks/toast.tsx';
import { useImportActs } from '../hooks/use-import-acts.ts';
import { useWords } from '../hooks/words.tsx';
import { accountNames } from './account-names.ts';

interface AccountActs {
  /** Must be called inside the user's act: the clipboard is written at once. */
  readonly copy: (account: Account, which: 'current' | 'next') => void;
  readonly nextCounterCode: (account: Account) => void;
  readonly toggleFavourite: (account: Account) => void;
  readonly edit: (id: AccountId) => void;
  readonly showLongCode: (id: AccountId) => void;
  readonly remove: (account: Account) => void;
  readonly undo: () => void;
}

/** What can be done with an account from the list, and what is said when it does not work. */
export function useAccountActs(): AccountActs {
  const app = useApp();
  const navigation = useNavigation();
  const toasts = useToasts();
  const words = useWords();
  const imports = useImportActs();
  const nameOf = (account: Account): string => accountNames(account, words.list.unnamed).name;

  const copy = async (account: Account, which: 'current' | 'next'): Promise<void> => {
    const { outcome } = await app.copyCode(account.id, which);
    if (outcome === 'no-code') {
      toasts.show({ sentence: words.list.copyFailed['no-code'](nameOf(account)) });
    } else if (outcome === 'no-clipboard' || outcome === 'not-permitted') {
      toasts.show({ sentence: words.list.copyFailed[outcome] });
    }
  };

  const nextCounterCode = async (account: Account): Promise<void> => {
    const { outcome } = await app.codes.nextCounterCode(account.id);
    if (outcome === 'exhausted') {
      toasts.show({ sentence: words.list.counterExhausted });
    } else if (outcome === 'failed') {
      toasts.show({ sentence: words.list.counterNotSaved });
    }
  };

  const undo = async (): Promise<void> => {
    const undoable = app.getState().open?.undoable ?? null;
    if (undoable === null) {
      toasts.show({ sentence: words.list.nothingToUndo });
      return;
    }
    if (undoable.act === 'import') {
      await imports.undo(undoable.importId);
      return;
    }
    await app.accounts.undo();
    if (undoable.act === 'delete') {
      navigation.home(undoable.account.id);
    }
    toasts.show({ sentence: words.list.undone(nameOf(undoable.account)) });
  };

  const remove = async (account: Account): Promise<void> => {
    await app.accounts.remove(account.id);
    const name = nameOf(account);
    toasts.show({
      sentence: words.list.deleted(name),
      detail: words.list.deletedDetail(name),
      act: { words: words.common.undo, onPress: () => void undo() },
    });
  };

  return {
    copy: (account, which) => void copy(account, which),
    nextCounterCode: (account) => void nextCounterCode(account),
    toggleFavourite: (account) => void app.accounts.edit(account.id, { favourite: !account.favourite }),
    edit: (id) => navigation.go({ name: 'edit', id }),
    showLongCode: (id) => navigation.go({ name: 'edit', id, show: 'long-code' }),
    remove: (account) => void remove(account),
    undo: () => void undo(),
  };
}
