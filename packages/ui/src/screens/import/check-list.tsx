import type { Accepted, FoundImport } from '@halfminute/core';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useHalfDone } from '../../hooks/half-done.tsx';
import { useNavigation } from '../../hooks/navigation.tsx';
import { useToasts } from '../../hooks/toast.tsx';
import { useWords } from '../../hooks/words.tsx';
import { Button } from '../../parts/button.tsx';
import { SubPage } from '../../parts/page.tsx';
import { groupNames, groupOf, inGroup, isTickable, sumOf, tickedAtFirst, type GroupName } from './entry-group.ts';
import { ImportRow, type ImportRowActs } from './import-row.tsx';
import { PinAsk } from './pin-ask.tsx';
import { RefusedFiles } from './refused-files.tsx';

interface CheckListProps {
  readonly found: FoundImport;
  readonly onFound: (found: FoundImport) => void;
  readonly onImported: (accepted: Accepted & { readonly outcome: 'imported' }, ticked: ReadonlySet<number>) => void;
}

/** Rows drawn at first, and with each press of the button below them. */
const rowsAStep = 100;

/** C1: every entry with its verdict and its code, before anything is written. */
export function CheckList({ found, onFound, onImported }: CheckListProps): ReactElement {
  const words = useWords();
  const toasts = useToasts();
  const { back } = useNavigation();
  const [ticked, setTicked] = useState(() => tickedAtFirst(found.entries));
  const [group, setGroup] = useState<GroupName>('all');
  const [isBusy, setBusy] = useState(false);
  const shownEntries = inGroup(found.entries, group);
  const [firstWaiting, ...moreWaiting] = found.entries.filter(({ waitsForPin }) => waitsForPin);
  useHalfDone(true);

  const tickShown = (isTicked: boolean): void => {
    const next = new Set(ticked);
    for (const { key } of shownEntries.filter(isTickable)) {
      if (isTicked) {
        next.add(key);
      } else {
        next.delete(key);
      }
    }
    setTicked(next);
  };
  const accept = async (): Promise<void> => {
    if (isBusy) {
      return;
    }
    if (ticked.size === 0) {
      toasts.show({ sentence: words.import.nothingChosen });
      return;
    }
    setBusy(true);
    const accepted = await found.accept(ticked);
    setBusy(false);
    if (accepted.outcome === 'imported') {
      onImported(accepted, ticked);
    }
  };

  return (
    <SubPage
      className="import-page"
      title={words.import.checkTitle}
      onBack={back}
      onSubmit={() => void accept()}
      footer={
        <>
          <p className="import-sum" role="status">
            {words.import.sum(sumOf(found.entries, ticked))} {words.import.undoesLater}
          </p>
          <Button variant="ghost" onPress={back}>
            {words.common.cancel}
          </Button>
          <Button variant="primary" type="submit">
            {isBusy ? words.import.importing : words.import.accept(ticked.size)}
          </Button>
        </>
      }
    >
      <p className="quiet-text import-words" dir="auto">
        {words.import.checkText({ files: found.fileNames, programs: found.programs, n: found.entries.length })}
      </p>
      {found.refused.length + found.notes.length === 0 ? null : (
        <RefusedFiles files={found.refused} sentences={found.notes} />
      )}
      {firstWaiting === undefined ? null : (
        <PinAsk
          found={found}
          waiting={[firstWaiting, ...moreWaiting]}
          onGiven={(next, key) => {
            onFound(next);
            if (next.entries[key]?.isTickedAtFirst === true) {
              setTicked(new Set(ticked).add(key));
            }
          }}
        />
      )}
      <div className="import-tools">
        <GroupChips found={found} group={group} onChoose={setGroup} />
        {shownEntries.some(isTickable) ? (
          <div className="import-ticks">
            <Button variant="ghost" size="row" onPress={() => tickShown(true)}>
              {words.import.tickAll}
            </Button>
            <Button variant="ghost" size="row" onPress={() => tickShown(false)}>
              {words.import.tickNone}
            </Button>
          </div>
        ) : null}
      </div>
      <Rows
        key={group}
        found={found}
        entries={shownEntries}
        ticked={ticked}
        onTick={(key, isTicked) =>
          setTicked((before) => {
            const next = new Set(before);
            return isTicked ? next.add(key) : (next.delete(key), next);
          })
        }
      />
    </SubPage>
  );
}

interface GroupChipsProps {
  readonly found: FoundImport;
  readonly group: GroupName;
  readonly onChoose: (group: GroupName) => void;
}

function GroupChips({ found, group, onChoose }: GroupChipsProps): ReactElement {
  const words = useWords().import;
  const counts = new Map<GroupName, number>([['all', found.entries.length]]);
  for (const entry of found.entries) {
    const name = groupOf(entry);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return (
    <div className="import-chips" role="group" aria-label={words.filtersLabel}>
      {groupNames
        .filter((name) => counts.has(name))
        .map((name) => (
          <button
            key={name}
            type="button"
            className="import-chip"
            aria-pressed={name === group}
            onClick={() => onChoose(name)}
          >
            {words.filters[name]} <span className="import-chip-count">{counts.get(name)}</span>
          </button>
        ))}
    </div>
  );
}

interface RowsProps {
  readonly found: FoundImport;
  readonly entries: FoundImport['entries'];
  readonly ticked: ReadonlySet<number>;
  readonly onTick: (key: number, isTicked: boolean) => void;
}

/** As many rows as were asked for: ten thousand at once would take seconds, and only those in sight tick. */
function Rows({ found, entries, ticked, onTick }: RowsProps): ReactElement {
  const words = useWords().import;
  const [drawn, setDrawn] = useState(rowsAStep);
  const listRef = useRef<HTMLUListElement>(null);
  const firstTickable = entries.find(isTickable)?.key;
  const [tabStop, setTabStop] = useState(firstTickable);
  const [acts] = useState<ImportRowActs>(() => ({
    tick: onTick,
    counterCodeOf: (key) => found.counterCodeOf(key),
    focused: setTabStop,
  }));
  const focusDue = useRef<number | null>(null);
  const left = entries.length - drawn;
  const firstNew = entries[drawn]?.key;
  const drawMore = (): void => {
    setDrawn(drawn + rowsAStep);
    focusDue.current = firstNew ?? null;
  };
  useEffect(() => {
    const key = focusDue.current;
    focusDue.current = null;
    if (key !== null) {
      // What was pressed has moved out of sight: whoever came by keyboard goes on where the new rows begin.
      listRef.current?.querySelector<HTMLInputElement>(`[data-key="${key}"]`)?.focus();
    }
  });

  const move = (event: KeyboardEvent<HTMLUListElement>): void => {
    const boxes = Array.from(listRef.current?.querySelectorAll<HTMLInputElement>('.import-box') ?? []);
    const place = boxes.findIndex((box) => box === document.activeElement);
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: boxes.length - 1 }[event.key];
    if (place >= 0 && to !== undefined) {
      event.preventDefault();
      boxes[Math.max(0, Math.min(boxes.length - 1, to))]?.focus();
    }
  };

  return (
    <>
      <p className="visually-hidden" id="import-keys">
        {words.keysHint}
      </p>
      {/* The boxes inside have the focus; the list only hears their arrow keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul
        className="import-rows"
        aria-label={words.listLabel}
        aria-describedby="import-keys"
        ref={listRef}
        onKeyDown={move}
      >
        {entries.slice(0, drawn).map((entry) => (
          <ImportRow
            key={entry.key}
            entry={entry}
            isTicked={ticked.has(entry.key)}
            isTabStop={entry.key === tabStop}
            acts={acts}
          />
        ))}
      </ul>
      {left > 0 ? (
        <Button variant="ghost" fullWidth onPress={drawMore}>
          {words.showMore(Math.min(left, rowsAStep))}
        </Button>
      ) : null}
    </>
  );
}
