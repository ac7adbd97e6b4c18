import type { CodeView, FoundAccount } from '@halfminute/core';
import { memo, useRef, useState, type ReactElement } from 'react';
import { useCode, useIsInSight } from '../hooks/use-code.ts';
import { useWords } from '../hooks/words.tsx';
import { Button } from '../parts/button.tsx';
import { CodeFigure } from '../parts/code-figure.tsx';
import { Icon } from '../parts/icon.tsx';
import { LetterTile } from '../parts/letter-tile.tsx';
import { Ring } from '../parts/ring.tsx';
import { groupedText } from '../strings/spoken.ts';
import { accountNames } from './account-names.ts';
import type { RowActs } from './list-model.ts';
import { fromHit, MarkedText } from './marked-text.tsx';
import { rowLabel } from './row-label.ts';

interface AccountRowProps {
  readonly found: FoundAccount;
  readonly isSelected: boolean;
  /** Codes are hidden until asked, and this one was not asked. */
  readonly isHidden: boolean;
  readonly showNextCode: boolean;
  readonly isMenuOpen: boolean;
  /** Just copied: how long the clipboard keeps it, null where nobody clears it. undefined: not copied. */
  readonly copiedSeconds: number | null | undefined;
  readonly acts: RowActs;
}

/** A5: one account. The whole row is a button that copies; ••• and Next lie above it. */
export const AccountRow = memo(function AccountRow(props: AccountRowProps): ReactElement {
  const { found, isSelected, isHidden, isMenuOpen, acts } = props;
  const { account } = found;
  const words = useWords().list;
  const itemRef = useRef<HTMLLIElement>(null);
  const view = useCode(account.id, useIsInSight(itemRef));
  const [hasFocus, setFocus] = useState(false);
  const names = accountNames(account, words.unnamed);
  const spokenNames = names.user === '' ? names.name : `${names.name}, ${names.user}`;
  const label = useSteadyLabel(rowLabel({ names: spokenNames, view, isHidden }, words), {
    isHeld: hasFocus,
    until: `${view?.code} ${isHidden}`,
  });
  return (
    <li
      ref={itemRef}
      className={isMenuOpen ? 'row row-menu-open' : 'row'}
      data-selected={isSelected || undefined}
      onContextMenu={(event) => {
        event.preventDefault();
        acts.openMenu(account.id);
      }}
    >
      <button
        type="button"
        className="row-hit"
        ref={(element) => acts.rowElement(account.id, element)}
        tabIndex={isSelected ? 0 : -1}
        aria-label={label}
        onClick={() => acts.copy(account.id)}
        onFocus={() => {
          setFocus(true);
          acts.select(account.id);
        }}
        onBlur={() => setFocus(false)}
      />
      <LetterTile service={names.name} />
      <RowNames {...props} />
      <span className="row-more">
        {/* A plain button: there is one in every row, and React Aria's costs a search of 200 accounts its speed. */}
        <button
          type="button"
          className="icon-button icon-button-quiet icon-button-row"
          aria-label={words.rowMenu(names.name)}
          aria-haspopup="menu"
          aria-expanded={isMenuOpen}
          tabIndex={isSelected ? 0 : -1}
          ref={(element) => acts.menuElement(account.id, element)}
          onClick={() => acts.openMenu(account.id)}
        >
          <Icon name="more" size={18} />
        </button>
      </span>
      <RowCode {...props} view={view} name={names.name} />
    </li>
  );
});

/**
 * The name of a control that has the focus does not change with every second, or a screen reader would say it every
 * second. It does change with the code.
 */
function useSteadyLabel(
  label: string,
  { isHeld, until }: { readonly isHeld: boolean; readonly until: string },
): string {
  const [held, setHeld] = useState<{ readonly label: string; readonly until: string } | null>(null);
  const isSteady = isHeld && held?.until === until;
  if (isHeld && !isSteady) {
    setHeld({ label, until });
  } else if (!isHeld && held !== null) {
    setHeld(null);
  }
  return isSteady ? held.label : label;
}

function RowNames({ found, copiedSeconds }: AccountRowProps): ReactElement {
  const words = useWords().list;
  if (copiedSeconds !== undefined) {
    return (
      <span className="row-names row-copied" aria-hidden="true">
        <Icon name="check" size={16} />
        <span>{words.copied(copiedSeconds)}</span>
      </span>
    );
  }
  const { account, matches } = found;
  const { name, user } = accountNames(account, words.unnamed);
  const hits = (field: 'issuer' | 'accountName'): typeof matches => matches.filter((match) => match.field === field);
  const tag = matches.find((match) => match.field === 'tag');
  return (
    <span className="row-names" aria-hidden="true">
      <span className="row-name">
        <span className="row-name-text" dir="auto">
          <MarkedText text={name} ranges={hits(account.issuer === '' ? 'accountName' : 'issuer')} />
        </span>
        {account.favourite ? <Icon name="star-filled" size={14} /> : null}
      </span>
      {user === '' && tag === undefined ? null : (
        <span className="row-user">
          {user === '' ? null : (
            <span className="row-user-first">
              <span className="row-user-text" dir="auto">
                <MarkedText text={user} ranges={hits('accountName')} />
              </span>
              {tag === undefined ? null : <span className="row-user-dot">·</span>}
            </span>
          )}
          {tag?.tag === undefined ? null : <RowTag tag={tag.tag} hit={tag} />}
        </span>
      )}
    </span>
  );
}

function RowTag({ tag, hit }: { readonly tag: string; readonly hit: FoundAccount['matches'][number] }): ReactElement {
  const words = useWords().list;
  const { text, range } = fromHit(tag, hit);
  return (
    <span className="row-tag">
      {words.tag} <MarkedText text={text} ranges={[range]} />
    </span>
  );
}

interface RowCodeProps extends AccountRowProps {
  readonly view: CodeView | null;
  readonly name: string;
}

function RowCode({ found, view, isHidden, showNextCode, name, acts, isSelected }: RowCodeProps): ReactElement {
  const words = useWords().list;
  const { account } = found;
  const code = isHidden ? null : (view?.code ?? null);
  if (account.kind === 'hotp') {
    return (
      <span className="row-code">
        <CodeFigure code={code} digits={account.digits} isSpoken={false} />
        <Button
          size="row"
          aria-label={words.nextSpoken(name)}
          excludeFromTabOrder={!isSelected}
          onPress={() => acts.nextCounterCode(account.id)}
        >
          {words.nextButton}
        </Button>
      </span>
    );
  }
  const timed = view?.kind === 'timed' ? view : null;
  const isEnding = timed !== null && timed.secondsLeft <= 5;
  return (
    <span className="row-code" aria-hidden="true">
      <CodeFigure code={code} digits={account.digits} isSpoken={false} isWarning={isEnding} />
      {timed === null ? (
        <span className="ring" />
      ) : (
        <Ring secondsLeft={timed.secondsLeft} periodSeconds={timed.periodSeconds} />
      )}
      {isEnding && showNextCode && !isHidden ? (
        <span className="row-next">{words.next(groupedText(timed.nextCode))}</span>
      ) : null}
    </span>
  );
}
