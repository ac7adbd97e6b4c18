import { useState, type ReactElement } from 'react';
import { useApp, useAppState, useHost } from '../hooks/app-context.tsx';
import { problemOf } from '../hooks/save-backup.tsx';
import { useWords } from '../hooks/words.tsx';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { Page } from '../parts/page.tsx';

interface UnreadableScreenProps {
  readonly onOpenBackup: () => void;
}

/** A4, file errors: a file is there but is none that can be opened. Nothing was changed. */
export function UnreadableScreen({ onOpenBackup }: UnreadableScreenProps): ReactElement {
  const app = useApp();
  const words = useWords();
  const { session, holdsUnsaved } = useAppState();
  const host = useHost();
  const [outcome, setOutcome] = useState('');
  const [shown, setShown] = useState(session);
  if (session.phase === 'unreadable' && session !== shown) {
    setShown(session);
  }
  const fileName = 'fileName' in shown ? shown.fileName : '';
  const problem = shown.phase === 'unreadable' ? shown.problem : null;

  const saveCopy = async (): Promise<void> => {
    try {
      const bytes = await app.backups.rawCopy();
      if (bytes !== null) {
        const kept = await app.backups.offerFile({
          name: `copy of ${fileName}`,
          mimeType: 'application/octet-stream',
          bytes,
        });
        setOutcome(kept === 'saved' ? words.unreadable.saved : '');
      }
    } catch (error) {
      setOutcome(words.unreadable.notSaved(words.fileProblems[problemOf(error)]));
    }
  };
  // To a tab that is all it can mean: the browser was told to keep nothing for this page.
  if (problem === 'not-permitted' && host.keyboard === 'browser-tab') {
    return <NoStorePage />;
  }
  return (
    <Page
      title={words.unreadable.title}
      text={words.unreadable.text(fileName)}
      footer={
        <>
          <span className="page-footer-start">
            <Button variant="ghost" onPress={() => void app.start()}>
              {words.unreadable.tryAgain}
            </Button>
          </span>
          <Button variant="primary" onPress={onOpenBackup}>
            {words.unreadable.openBackup}
          </Button>
        </>
      }
    >
      {problem === null ? null : <Banner tone="warning" strong={words.fileProblems[problem]} />}
      {holdsUnsaved ? <p className="quiet-text">{words.unreadable.holdsUnsaved}</p> : null}
      {problem === 'empty' || problem === 'is-a-directory' || problem === 'not-permitted' ? null : (
        <div>
          <Button icon="save" onPress={() => void saveCopy()}>
            {words.unreadable.saveCopy}
          </Button>
          <p className="busy-words" role="status">
            {outcome}
          </p>
        </div>
      )}
    </Page>
  );
}

function NoStorePage(): ReactElement {
  const app = useApp();
  const words = useWords().unreadable;
  return (
    <Page
      title={words.noStoreTitle}
      text={words.noStoreText}
      footer={
        <Button variant="primary" onPress={() => void app.start()}>
          {words.tryAgain}
        </Button>
      }
    >
      <Banner tone="warning" strong={words.noStoreHow} />
    </Page>
  );
}
