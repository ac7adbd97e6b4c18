import type { ImportRecord } from '@halfminute/core';
import type { ReactElement } from 'react';
import { useHost, useOpenState } from '../../hooks/app-context.tsx';
import { useImportActs } from '../../hooks/use-import-acts.ts';
import { useWords } from '../../hooks/words.tsx';
import { Button } from '../../parts/button.tsx';
import { Panel, PanelRow } from '../../parts/panel.tsx';
import { formatWhen } from '../../strings/dates.ts';

/** What was imported and can be taken back as a whole; nothing at all where there is none. */
export function ImportsPanel(): ReactElement | null {
  const words = useWords().import;
  const { imports } = useOpenState();
  return imports.length === 0 ? null : (
    <Panel heading={words.historyHeading}>
      {imports.map((record) => (
        <ImportPanelRow key={record.id} record={record} />
      ))}
    </Panel>
  );
}

function ImportPanelRow({ record }: { readonly record: ImportRecord }): ReactElement {
  const words = useWords();
  const { clock } = useHost();
  const acts = useImportActs();
  const { id, count, programs, liveCount, undoneCount, unixSeconds } = record;
  const isUndone = liveCount === 0;
  const row = words.import.historyRow(words.common.accounts(count), programs);
  const when = formatWhen(unixSeconds, clock);
  const act = isUndone ? words.import.putBack : words.import.historyUndo;
  return (
    <PanelRow
      label={row}
      hint={isUndone ? words.import.historyUndone(when, undoneCount) : words.import.historyLive(when, liveCount, count)}
    >
      <Button
        size="small"
        aria-label={words.import.historySpoken(act, row)}
        onPress={() => void (isUndone ? acts.putBack(id) : acts.undo(id))}
      >
        {act}
      </Button>
    </PanelRow>
  );
}
