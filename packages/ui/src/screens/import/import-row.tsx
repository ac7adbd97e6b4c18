import type { FoundEntry, OtpAccount } from '@halfminute/core';
import { memo, useRef, type ReactElement } from 'react';
import { useIsInSight, usePreview } from '../../hooks/use-code.ts';
import { useWords } from '../../hooks/words.tsx';
import { CodeFigure } from '../../parts/code-figure.tsx';
import { Icon } from '../../parts/icon.tsx';
import { LetterTile } from '../../parts/letter-tile.tsx';
import { Ring } from '../../parts/ring.tsx';
import { entryWords, type EntryWords } from './entry-words.ts';
import { isTickable } from './entry-group.ts';

export interface ImportRowActs {
  readonly tick: (key: number, isTicked: boolean) => void;
  readonly counterCodeOf: (key: number) => string | null;
  readonly focused: (key: number) => void;
}

interface ImportRowProps {
  readonly entry: FoundEntry;
  readonly isTicked: boolean;
  /** The one row that Tab comes to; the arrows move among the others. */
  readonly isTabStop: boolean;
  readonly acts: ImportRowActs;
}

/** One entry: what becomes of it, and its code to be compared with the other program. */
export const ImportRow = memo(function ImportRow(props: ImportRowProps): ReactElement {
  const { entry, isTicked, isTabStop, acts } = props;
  const words = useWords();
  const said = entryWords(entry, { words, isTicked });
  const rowRef = useRef<HTMLLIElement>(null);
  const isInSight = useIsInSight(rowRef);
  const names = said.user === '' ? said.name : `${said.name}, ${said.user}`;
  if (!isTickable(entry) || entry.entry.verdict !== 'imported') {
    return (
      <li className="import-row import-row-not" ref={rowRef}>
        <span className="import-mark">
          <Icon name={entry.verdict === 'damaged' ? 'warning' : 'ban'} size={20} />
        </span>
        <LetterTile service={said.name} />
        <RowWords said={said} />
      </li>
    );
  }
  const { account } = entry.entry;
  const label = said.verdict === null ? names : `${names}. ${said.verdict.rest}`;
  return (
    <li className="import-row" ref={rowRef} data-ticked={isTicked || undefined}>
      <label className="import-hit">
        <input
          type="checkbox"
          className="import-box"
          aria-label={label}
          checked={isTicked}
          tabIndex={isTabStop ? 0 : -1}
          data-key={entry.key}
          onChange={(event) => acts.tick(entry.key, event.target.checked)}
          onFocus={() => acts.focused(entry.key)}
        />
        <LetterTile service={said.name} />
        <RowWords said={said} />
        {account.kind === 'hotp' ? (
          <CounterCode entryKey={entry.key} account={account} isInSight={isInSight} acts={acts} />
        ) : (
          <TimedCode account={account} isInSight={isInSight} />
        )}
      </label>
    </li>
  );
});

function RowWords({ said }: { readonly said: EntryWords }): ReactElement {
  return (
    <span className="import-words">
      <span className="import-name" dir="auto">
        {said.name}
      </span>
      {said.user === '' ? null : (
        <span className="import-user" dir="auto">
          {said.user}
        </span>
      )}
      {said.verdict === null ? null : (
        <span className="import-verdict" dir="auto">
          {said.verdict.strong === '' ? null : <span className="import-wrong">{said.verdict.strong} </span>}
          {said.verdict.rest}
        </span>
      )}
    </span>
  );
}

function TimedCode({
  account,
  isInSight,
}: {
  readonly account: OtpAccount;
  readonly isInSight: boolean;
}): ReactElement {
  const view = usePreview(isInSight ? account : null);
  const timed = view?.kind === 'timed' ? view : null;
  return (
    <span className="import-code">
      <CodeFigure code={timed?.code ?? null} digits={account.digits} size="small" />
      {timed === null ? (
        <span className="ring" />
      ) : (
        <Ring secondsLeft={timed.secondsLeft} periodSeconds={timed.periodSeconds} size={18} />
      )}
    </span>
  );
}

/** The code that the other program shows last or next; nothing moves on here. */
function CounterCode({
  entryKey,
  account,
  isInSight,
  acts,
}: {
  readonly entryKey: number;
  readonly account: OtpAccount & { readonly kind: 'hotp' };
  readonly isInSight: boolean;
  readonly acts: ImportRowActs;
}): ReactElement {
  const words = useWords().import;
  return (
    <span className="import-code import-code-counter">
      <CodeFigure code={isInSight ? acts.counterCodeOf(entryKey) : null} digits={account.digits} size="small" />
      <span className="import-user">{words.counter(account.counter)}</span>
    </span>
  );
}
