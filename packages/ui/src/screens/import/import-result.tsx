import type { Accepted, FoundImport } from '@halfminute/core';
import { useEffect, useRef, type ReactElement } from 'react';
import { useNavigation } from '../../hooks/navigation.tsx';
import { useImportActs } from '../../hooks/use-import-acts.ts';
import { useWords } from '../../hooks/words.tsx';
import { Banner } from '../../parts/banner.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Page } from '../../parts/page.tsx';
import { entryWords } from './entry-words.ts';
import { RefusedSentence } from './refused-files.tsx';

interface ImportResultProps {
  readonly found: FoundImport;
  readonly ticked: ReadonlySet<number>;
  readonly accepted: Accepted & { readonly outcome: 'imported' };
}

/** More would hide the buttons for no one's good: the whole list was seen before. */
const mostTold = 200;

/** How many of how many, and of the others why not. */
export function ImportResult({ found, ticked, accepted }: ImportResultProps): ReactElement {
  const words = useWords();
  const { home } = useNavigation();
  const acts = useImportActs();
  const doneRef = useRef<HTMLButtonElement>(null);
  useEffect(() => doneRef.current?.focus(), []);
  const left = found.entries.filter(({ key }) => !ticked.has(key));
  const trashed = found.entries.filter(
    ({ key, entry }) => ticked.has(key) && 'wasTrashed' in entry && entry.wasTrashed,
  );
  const accounts = words.common.accounts(accepted.count);
  return (
    <Page
      title={words.import.resultTitle(accepted.count, found.entries.length)}
      className="import-page"
      footer={
        <>
          <span className="page-footer-start">
            <Button
              variant="ghost"
              onPress={() => {
                home();
                void acts.undo(accepted.importId);
              }}
            >
              {words.import.undo}
            </Button>
          </span>
          <Button
            variant="primary"
            ref={doneRef}
            onPress={() => {
              home();
              acts.sayImported(accepted.importId, accounts);
            }}
          >
            {words.common.done}
          </Button>
        </>
      }
    >
      {accepted.problem === null ? null : (
        <Banner tone="warning">{words.import.resultNotSaved(words.fileProblems[accepted.problem])}</Banner>
      )}
      <div className="import-done">
        <p className="import-done-line">
          <Icon name="check" /> <span>{words.import.resultAll(accepted.count - trashed.length)}</span>
        </p>
        {trashed.length === 0 ? null : (
          <p className="import-done-line">
            <Icon name="trash" /> <span>{words.import.resultTrash(trashed.length)}</span>
          </p>
        )}
      </div>
      <p className="quiet-text">{words.import.resultKeep}</p>
      {found.refused.length === 0 ? null : <RefusedList found={found} />}
      {left.length === 0 ? null : (
        <section>
          <h2 className="panel-heading">{words.import.resultLeft}</h2>
          <ul className="import-left">
            {left.slice(0, mostTold).map((entry) => {
              const said = entryWords(entry, { words, isTicked: false });
              return (
                <li key={entry.key} dir="auto">
                  <span className="import-name">{said.name}</span>
                  <span className="import-verdict">
                    {said.verdict === null ? '' : `${said.verdict.strong} ${said.verdict.rest}`.trim()}
                  </span>
                </li>
              );
            })}
          </ul>
          {left.length > mostTold ? <p className="hint-text">{words.import.andMore(left.length - mostTold)}</p> : null}
        </section>
      )}
    </Page>
  );
}

function RefusedList({ found }: { readonly found: FoundImport }): ReactElement {
  return (
    <ul className="import-left">
      {found.refused.map((file) => (
        <li key={file.name} className="import-verdict" dir="auto">
          <RefusedSentence file={file} />
        </li>
      ))}
    </ul>
  );
}
