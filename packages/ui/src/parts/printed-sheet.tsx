import type { ReactElement } from 'react';
import { createPortal } from 'react-dom';
import { useHost } from '../hooks/app-context.tsx';
import { useWords } from '../hooks/words.tsx';
import { formatDay, formatTime, type LocalClock } from '../strings/dates.ts';
import type { Words } from '../strings/en.ts';
import { GroupedCode } from './grouped-code.tsx';

export interface MadeSheet {
  /** Eight groups of four. */
  readonly groups: readonly string[];
  readonly fileName: string;
  readonly madeUnixSeconds: number;
}

/** C6: on paper only, and there alone: while it stands, printing the window prints nothing else. */
export function PrintedSheet(sheet: MadeSheet): ReactElement {
  const words = useWords();
  const { clock } = useHost();
  const { paper, keyName } = words.recoverySheet;
  return createPortal(
    <section className="on-paper printed-sheet" aria-hidden="true">
      <h1>{paper.title}</h1>
      <p>{sheetOpens(sheet, words, clock)}</p>
      <GroupedCode groups={sheet.groups} look="wide" label={keyName} />
      <ol className="printed-steps">
        {paper.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{paper.end}</p>
    </section>,
    document.body,
  );
}

/** The same sheet as plain text, for those without a printer. */
export function sheetToText(sheet: MadeSheet, words: Words, clock: LocalClock): string {
  const { paper } = words.recoverySheet;
  return [
    paper.title,
    '',
    sheetOpens(sheet, words, clock),
    '',
    `    ${sheet.groups.slice(0, 4).join('  ')}`,
    `    ${sheet.groups.slice(4).join('  ')}`,
    '',
    ...paper.steps.map((step, index) => `${index + 1}. ${step}`),
    '',
    paper.end,
    '',
  ].join('\n');
}

function sheetOpens({ fileName, madeUnixSeconds }: MadeSheet, words: Words, clock: LocalClock): string {
  return words.recoverySheet.paper.opens(
    fileName,
    formatDay(madeUnixSeconds, clock),
    formatTime(madeUnixSeconds, clock),
  );
}
