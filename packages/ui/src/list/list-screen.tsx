import type { Account, AccountId } from '@halfminute/core';
import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { useHost, useOpenState } from '../hooks/app-context.tsx';
import type { ListScreenAddress } from '../hooks/navigation.tsx';
import { useIsOnTop } from '../hooks/layer.tsx';
import { useGrowingCount } from '../hooks/use-growing-count.ts';
import { useWords } from '../hooks/words.tsx';
import { keyCaps, type ShortcutId } from '../keyboard/shortcuts.ts';
import { AccountRow } from './account-row.tsx';
import { ListBar } from './list-bar.tsx';
import { ListFoot } from './list-foot.tsx';
import { useListModel, type RowActs } from './list-model.ts';
import { Notices } from './notices.tsx';
import { RowMenu } from './row-menu.tsx';
import { useAccountActs } from './use-account-acts.ts';
import { useListKeys } from './use-list-keys.ts';

interface ListScreenProps {
  /** A new object for every arrival, such as after an account was added. */
  readonly arrival: ListScreenAddress;
}

/** A5 to A9: the codes. */
export function ListScreen({ arrival }: ListScreenProps): ReactElement {
  const { accounts, settings, copied } = useOpenState();
  const host = useHost();
  const words = useWords().list;
  const model = useListModel(accounts);
  const acts = useAccountActs();
  const searchRef = useRef<HTMLInputElement>(null);
  const rows = useRef(new Map<AccountId, HTMLButtonElement>());
  const menuButtons = useRef(new Map<AccountId, HTMLButtonElement>());
  const [menuFor, setMenuFor] = useState<AccountId | null>(null);
  const menuTrigger = useRef<Element | null>(null);
  const isOnTop = useIsOnTop();

  const drawn = useGrowingCount(model.found.length, model.place + 1);
  const focusDue = useRef<AccountId | null>(null);

  const focusRow = (id: AccountId | undefined): void => {
    const row = id === undefined ? undefined : rows.current.get(id);
    if (row === undefined && id !== undefined) {
      // Further down than is drawn yet: selected, it is drawn next.
      focusDue.current = id;
      model.select(id);
      return;
    }
    focusDue.current = null;
    row?.focus({ preventScroll: true });
    row?.closest('li')?.scrollIntoView({ block: 'nearest' });
  };
  const commands: Partial<Record<ShortcutId, (account: Account) => void>> = {
    'copy-code': (account) => acts.copy(account, 'current'),
    'copy-next-code': (account) => acts.copy(account, 'next'),
    'next-counter-code': (account) => (account.kind === 'hotp' ? acts.nextCounterCode(account) : undefined),
    'show-hidden': ({ id }) => model.toggleShown(id),
    favourite: acts.toggleFavourite,
    edit: ({ id }) => acts.edit(id),
    'show-long-code': ({ id }) => acts.showLongCode(id),
    delete: acts.remove,
  };
  const run = (act: ShortcutId, id: AccountId | undefined = model.selected?.id): void => {
    const account = accounts.find((candidate) => candidate.id === id);
    if (account !== undefined) {
      commands[act]?.(account);
    }
  };
  const rowActs = useStable({
    copy: (id) => run('copy-code', id),
    nextCounterCode: (id) => {
      run('next-counter-code', id);
      // Enter is to copy the code that came, not to ask for one more.
      focusRow(id);
    },
    select: (id) => model.select(id),
    openMenu: (id) => {
      model.select(id);
      menuTrigger.current = menuButtons.current.get(id) ?? null;
      setMenuFor(id);
    },
    rowElement: (id, element) => {
      keep(rows.current, id, element);
      if (element !== null && focusDue.current === id) {
        focusRow(id);
      }
    },
    menuElement: (id, element) => keep(menuButtons.current, id, element),
  });
  useListKeys({ model, searchRef, run, focusRow, undo: acts.undo });
  useArrival({ arrival, isOnTop, selected: model.selected?.id, focusRow, select: (id) => model.select(id) });

  const menuAccount = accounts.find(({ id }) => id === menuFor);
  return (
    <>
      <ListBar query={model.query} onSearch={(query) => model.search(query)} searchRef={searchRef} />
      <main className="list-main">
        <h1 className="visually-hidden">{words.title}</h1>
        <Notices />
        {model.found.length === 0 ? (
          <p className="nothing">{words.nothing(model.query, keyCaps('add', host).join(' '))}</p>
        ) : (
          <ul className="rows" aria-label={words.accounts}>
            {model.found.slice(0, drawn).map((found) => (
              <AccountRow
                key={found.account.id}
                found={found}
                isSelected={found.account.id === model.selected?.id}
                isHidden={settings.hideCodes && found.account.id !== model.shownId}
                showNextCode={settings.showNextCode}
                isMenuOpen={found.account.id === menuFor}
                copiedSeconds={copied?.id === found.account.id ? copied.clearsAfterSeconds : undefined}
                acts={rowActs}
              />
            ))}
          </ul>
        )}
        <p className="visually-hidden" role="status">
          {copied === null ? '' : words.copied(copied.clearsAfterSeconds)}
        </p>
      </main>
      <ListFoot model={model} />
      {menuAccount === undefined ? null : (
        <RowMenu
          account={menuAccount}
          hiding={settings.hideCodes ? (model.shownId === menuFor ? 'shown' : 'hidden') : 'off'}
          triggerRef={menuTrigger}
          onAct={(act) => run(act, menuAccount.id)}
          onClose={() => setMenuFor(null)}
        />
      )}
    </>
  );
}

function keep(elements: Map<AccountId, HTMLButtonElement>, id: AccountId, element: HTMLButtonElement | null): void {
  if (element === null) {
    elements.delete(id);
  } else {
    elements.set(id, element);
  }
}

/** An object whose methods always run the newest closures, but which never changes, so that rows can be compared. */
function useStable(acts: RowActs): RowActs {
  const newest = useRef(acts);
  useEffect(() => {
    newest.current = acts;
  });
  const [stable] = useState<RowActs>(() => ({
    copy: (id) => newest.current.copy(id),
    select: (id) => newest.current.select(id),
    openMenu: (id) => newest.current.openMenu(id),
    nextCounterCode: (id) => newest.current.nextCounterCode(id),
    rowElement: (id, element) => newest.current.rowElement(id, element),
    menuElement: (id, element) => newest.current.menuElement(id, element),
  }));
  return stable;
}

interface Arrival {
  readonly arrival: ListScreenAddress;
  readonly isOnTop: boolean;
  readonly selected: AccountId | undefined;
  readonly focusRow: (id: AccountId | undefined) => void;
  readonly select: (id: AccountId) => void;
}

/** Whoever comes to the list stands on a row, so that Enter copies and the arrows move; also when the focused row went away. */
function useArrival({ arrival, isOnTop, selected, focusRow, select }: Arrival): void {
  const arrive = useEffectEvent((id: AccountId) => {
    select(id);
    focusRow(id);
  });
  const settle = useEffectEvent((id: AccountId | undefined) => {
    if (document.activeElement === null || document.activeElement === document.body) {
      focusRow(id);
    }
  });
  useEffect(() => {
    if (arrival.selected !== undefined) {
      arrive(arrival.selected);
    }
  }, [arrival]);
  useEffect(() => {
    if (isOnTop) {
      settle(selected);
    }
  }, [isOnTop, selected]);
}
