import { useState, type ReactElement } from 'react';
import { useApp } from '../hooks/app-context.tsx';
import { useWords } from '../hooks/words.tsx';
import { Button } from '../parts/button.tsx';
import { Page } from '../parts/page.tsx';
import { ReportPanel } from '../parts/report-panel.tsx';

interface BrokenScreenProps {
  readonly error: unknown;
}

/** Stands in place of everything when a screen threw. Leans on as little as possible, since something is broken. */
export function BrokenScreen({ error }: BrokenScreenProps): ReactElement {
  const app = useApp();
  const words = useWords();
  const [answer, setAnswer] = useState<string | null>(null);
  const [report] = useState(() => `${errorName(error)}\n${reportOf(app)}`);

  const saveCopy = async (): Promise<void> => {
    try {
      const bytes = await app.backups.rawCopy();
      if (bytes === null) {
        setAnswer(words.broken.copyNone);
        return;
      }
      const saved = await app.backups.offerFile({
        name: 'copy.halfminute',
        mimeType: 'application/octet-stream',
        bytes,
      });
      setAnswer(saved === 'saved' ? words.broken.copySaved : null);
    } catch {
      setAnswer(words.broken.copyFailed);
    }
  };

  return (
    <div className="app">
      <Page
        title={words.broken.title}
        text={words.broken.text}
        footer={
          <>
            <Button onPress={() => void saveCopy()}>{words.broken.saveCopy}</Button>
            <Button variant="primary" onPress={() => window.location.reload()}>
              {words.broken.startAgain}
            </Button>
          </>
        }
      >
        <ReportPanel heading={words.broken.report} text={words.broken.reportText} report={report} />
        <p role="status">{answer}</p>
      </Page>
    </div>
  );
}

/** Only its name: a message may quote what it stumbled over. */
function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function reportOf(app: ReturnType<typeof useApp>): string {
  try {
    return app.report();
  } catch {
    return '';
  }
}
