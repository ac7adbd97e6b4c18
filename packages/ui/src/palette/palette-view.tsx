import type { PaletteRow } from '@halfminute/core';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { accountNames } from '../list/account-names.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { useWords } from '../hooks/words.tsx';
import { CodeFigure } from '../parts/code-figure.tsx';
import { Icon } from '../parts/icon.tsx';
import { KeyCaps } from '../parts/key-cap.tsx';
import { LetterTile } from '../parts/letter-tile.tsx';
import { Ring } from '../parts/ring.tsx';
import type { PaletteHost } from './palette-host.ts';
import { usePalette, type PaletteSaying } from './use-palette.ts';

interface PaletteViewProps {
  readonly host: PaletteHost;
}

/** The small window over any program: type, Enter copies, Ctrl+Enter types the code where the user was. */
export function PaletteView({ host }: PaletteViewProps): ReactElement {
  const words = useWords().palette;
  const palette = usePalette(host);
  useTheme(palette.theme);
  const listId = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  const selectedRow = palette.rows[palette.selected];

  useEffect(() => host.watchOpened(() => inputRef.current?.focus()), [host]);

  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    switch (event.key) {
      case 'Enter':
        void palette.take(event.ctrlKey || event.metaKey ? 'type' : 'copy');
        break;
      case 'Escape':
        palette.leave();
        break;
      case 'ArrowDown':
        palette.select(palette.selected + 1);
        break;
      case 'ArrowUp':
        palette.select(palette.selected - 1);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  return (
    <main className="palette" onKeyDown={press}>
      <h1 className="visually-hidden">{words.title}</h1>
      <div className="search palette-search">
        <Icon name="search" size={18} />
        <input
          ref={inputRef}
          className="search-input"
          type="text"
          role="combobox"
          aria-label={words.search}
          placeholder={words.search}
          aria-expanded={palette.rows.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          {...(selectedRow === undefined ? {} : { 'aria-activedescendant': optionId(listId, palette.selected) })}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={200}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the palette is this field
          autoFocus
          value={palette.text}
          onChange={(event) => palette.type(event.target.value)}
        />
      </div>
      <div className="palette-rows" id={listId} role="listbox" aria-label={words.results}>
        {palette.rows.map((row, index) => (
          <PaletteOption
            key={row.id}
            id={optionId(listId, index)}
            row={row}
            secondsLeft={palette.secondsLeft(row)}
            isSelected={index === palette.selected}
            onPress={() => {
              palette.select(index);
              inputRef.current?.focus();
            }}
            onOpen={() => void palette.take('copy')}
          />
        ))}
      </div>
      <PaletteFoot
        saying={palette.saying}
        text={palette.text}
        hasRows={palette.rows.length > 0}
        canType={host.canType}
      />
    </main>
  );
}

function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

interface PaletteOptionProps {
  readonly id: string;
  readonly row: PaletteRow;
  readonly secondsLeft: number | null;
  readonly isSelected: boolean;
  readonly onPress: () => void;
  readonly onOpen: () => void;
}

/** A press selects, as the arrows do; a double press copies, as Enter does. */
function PaletteOption({ id, row, secondsLeft, isSelected, onPress, onOpen }: PaletteOptionProps): ReactElement {
  const words = useWords().list;
  const itemRef = useRef<HTMLDivElement>(null);
  const { name, user } = accountNames({ issuer: row.service, accountName: row.user }, words.unnamed);
  useEffect(() => {
    if (isSelected) {
      itemRef.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [isSelected]);
  return (
    // The keys of a combobox belong to its field.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={itemRef}
      id={id}
      role="option"
      tabIndex={-1}
      className="row palette-row"
      aria-selected={isSelected}
      data-selected={isSelected || undefined}
      onClick={onPress}
      onDoubleClick={onOpen}
    >
      <LetterTile service={name} />
      <span className="row-names">
        <span className="row-name">
          <span className="row-name-text" dir="auto">
            {name}
          </span>
        </span>
        {user === '' ? null : (
          <span className="row-user">
            <span className="row-user-text" dir="auto">
              {user}
            </span>
          </span>
        )}
      </span>
      {secondsLeft === null || row.periodSeconds === null ? null : (
        <span className="row-code">
          <CodeFigure code={row.code} digits={6} isWarning={secondsLeft <= 5} />
          <Ring secondsLeft={secondsLeft} periodSeconds={row.periodSeconds} />
        </span>
      )}
    </div>
  );
}

interface PaletteFootProps {
  readonly saying: PaletteSaying;
  readonly text: string;
  readonly hasRows: boolean;
  readonly canType: boolean;
}

function PaletteFoot({ saying, text, hasRows, canType }: PaletteFootProps): ReactElement {
  const words = useWords().palette;
  const sayings = { locked: words.locked, failed: words.failed, 'copied-instead': words.copiedInstead };
  const nothing = text.trim() === '' ? words.empty : words.nothing(text.trim());
  const said = saying === null ? (hasRows ? null : nothing) : sayings[saying];
  return (
    <footer className="foot palette-foot">
      <p role="status">{said}</p>
      <div className="foot-line">
        <span className="foot-keys">
          {hasRows ? (
            <span className="foot-key">
              <KeyCaps keys={['Enter']} /> {words.copies}
            </span>
          ) : null}
          {hasRows && canType ? (
            <span className="foot-key">
              · <KeyCaps keys={['Ctrl', 'Enter']} /> {words.types}
            </span>
          ) : null}
        </span>
        <span className="foot-key">
          <KeyCaps keys={['Esc']} /> {words.closes}
        </span>
      </div>
    </footer>
  );
}
