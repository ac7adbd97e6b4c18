import type { TrashedAccount } from '@halfminute/core';
import { useState, type ReactElement } from 'react';
import { useApp, useHost, useOpenState } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useToasts } from '../hooks/toast.tsx';
import { useWords } from '../hooks/words.tsx';
import { accountNames } from '../list/account-names.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { LetterTile } from '../parts/letter-tile.tsx';
import { SubPage } from '../parts/page.tsx';
import { formatDay, isToday } from '../strings/dates.ts';
import type { Words } from '../strings/en.ts';

/** B2: what was deleted, until it goes. */
export function TrashScreen(): ReactElement {
  const app = useApp();
  const { trash } = useOpenState();
  const words = useWords();
  const { back } = useNavigation();
  const toasts = useToasts();
  const [isAsking, setAsking] = useState(false);

  const putBack = async (account: TrashedAccount): Promise<void> => {
    const outcome = await app.accounts.putBack(account.id);
    const { name } = accountNames(account, words.list.unnamed);
    toasts.show(sayOutcome(outcome, words.trash.putBackDone(name), words));
  };
  const emptyTrash = async (): Promise<void> => {
    setAsking(false);
    toasts.show(sayOutcome(await app.accounts.emptyTrash(), words.trash.emptied, words));
  };

  return (
    <SubPage
      title={words.trash.title}
      onBack={back}
      footer={
        trash.length === 0 ? undefined : (
          <>
            <span className="quiet-text page-footer-start trash-count">{words.common.accounts(trash.length)}</span>
            <Button variant="destructive" onPress={() => setAsking(true)}>
              {words.trash.empty}
            </Button>
          </>
        )
      }
    >
      <p className="quiet-text">{words.trash.text}</p>
      {trash.length === 0 ? (
        <p>{words.trash.isEmpty}</p>
      ) : (
        <ul className="trash-list">
          {trash.map((account) => (
            <TrashRow key={account.id} account={account} onPutBack={() => void putBack(account)} />
          ))}
        </ul>
      )}
      <Dialog
        title={words.trash.asks(words.common.accounts(trash.length))}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        role="alertdialog"
        footer={
          <>
            <Button variant="ghost" autoFocus onPress={() => setAsking(false)}>
              {words.common.cancel}
            </Button>
            <Button variant="final" onPress={() => void emptyTrash()}>
              {words.trash.forEver}
            </Button>
          </>
        }
      >
        <p>{words.trash.consequence}</p>
      </Dialog>
    </SubPage>
  );
}

interface TrashRowProps {
  readonly account: TrashedAccount;
  readonly onPutBack: () => void;
}

function TrashRow({ account, onPutBack }: TrashRowProps): ReactElement {
  const words = useWords();
  const { clock } = useHost();
  const { name, user } = accountNames(account, words.list.unnamed);
  const goes = formatDay(account.goesUnixSeconds, clock, { shortYear: true });
  return (
    <li className="trash-row">
      <LetterTile service={name} />
      <span className="panel-row-words">
        <span className="trash-service" dir="auto">
          {name}
        </span>
        {user === '' ? null : (
          <span className="hint-text trash-user" dir="auto">
            {user}
          </span>
        )}
        <span className="hint-text">
          {isToday(account.trashedUnixSeconds, clock) ? words.trash.deletedToday(goes) : words.trash.goes(goes)}
        </span>
      </span>
      <Button size="small" aria-label={words.trash.putBackSpoken(name)} onPress={onPutBack}>
        {words.trash.putBack}
      </Button>
    </li>
  );
}

function sayOutcome(
  outcome: Awaited<ReturnType<ReturnType<typeof useApp>['accounts']['putBack']>>,
  done: string,
  words: Words,
): { readonly sentence: string } {
  return {
    sentence: outcome.outcome === 'failed' ? words.edit.saveFailed(words.fileProblems[outcome.problem]) : done,
  };
}
