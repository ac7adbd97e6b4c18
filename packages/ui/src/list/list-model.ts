import { searchAccounts, type Account, type AccountId, type FoundAccount } from '@halfminute/core';
import { useMemo, useState } from 'react';

/** What a row asks of its list. The same object for the list's whole life, so that rows need not be drawn again. */
export interface RowActs {
  readonly copy: (id: AccountId) => void;
  readonly select: (id: AccountId) => void;
  readonly openMenu: (id: AccountId) => void;
  readonly nextCounterCode: (id: AccountId) => void;
  /** The row's button and its •••, for focus and for the menu's place. */
  readonly rowElement: (id: AccountId, element: HTMLButtonElement | null) => void;
  readonly menuElement: (id: AccountId, element: HTMLButtonElement | null) => void;
}

export interface ListModel {
  readonly query: string;
  readonly found: readonly FoundAccount[];
  readonly selected: Account | null;
  /** Where `selected` stands in `found`, from 0. */
  readonly place: number;
  /** A code that is shown although codes are hidden until asked. */
  readonly shownId: AccountId | null;
  readonly search: (query: string) => void;
  readonly select: (id: AccountId) => void;
  /** The account so many places further; stops at the ends. */
  readonly neighbour: (steps: number) => Account | null;
  readonly toggleShown: (id: AccountId) => void;
}

/** Search and selection. There is always one selected account while there are any: Enter copies its code. */
export function useListModel(accounts: readonly Account[]): ListModel {
  const [query, setQuery] = useState('');
  const [selection, setSelection] = useState<{ readonly id: AccountId; readonly place: number } | null>(null);
  const [shownId, setShownId] = useState<AccountId | null>(null);
  const found = useMemo(() => searchAccounts(accounts, query), [accounts, query]);

  const place = placeOf(found, selection);
  const selected = found[place]?.account ?? null;
  return {
    query,
    found,
    selected,
    place,
    shownId,
    search: (next) => {
      setQuery(next);
      setSelection(null);
      setShownId(null);
    },
    select: (id) => {
      if (id !== selected?.id) {
        setShownId(null);
      }
      setSelection({ id, place: found.findIndex(({ account }) => account.id === id) });
    },
    neighbour: (steps) => {
      const target = Math.max(0, Math.min(found.length - 1, place + steps));
      return found[target]?.account ?? null;
    },
    toggleShown: (id) => setShownId(shownId === id ? null : id),
  };
}

/** Where the selection is now; what was deleted hands it to the account that took its place. */
export function placeOf(
  found: readonly FoundAccount[],
  selection: { readonly id: AccountId; readonly place: number } | null,
): number {
  if (selection === null) {
    return 0;
  }
  const place = found.findIndex(({ account }) => account.id === selection.id);
  return place === -1 ? Math.max(0, Math.min(selection.place, found.length - 1)) : place;
}
