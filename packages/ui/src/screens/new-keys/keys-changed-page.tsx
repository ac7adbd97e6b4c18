import { useState, type ReactElement } from 'react';
import { useApp, useOpenState } from '../../hooks/app-context.tsx';
import { useNavigation } from '../../hooks/navigation.tsx';
import { problemOf } from '../../hooks/save-backup.tsx';
import { useWords } from '../../hooks/words.tsx';
import { Banner } from '../../parts/banner.tsx';
import { Button } from '../../parts/button.tsx';
import { Page } from '../../parts/page.tsx';

interface KeysChangedPageProps {
  readonly change: 'password' | 'keys';
}

/** It is done; and what it could not do: older copies still open, of which those beside the codes can be deleted here. */
export function KeysChangedPage({ change }: KeysChangedPageProps): ReactElement {
  const words = useWords().keysChanged;
  const { common } = useWords();
  const { offers } = useApp();
  const { home, go } = useNavigation();
  const areKeysFresh = change === 'keys';
  const isNewSheetDue = areKeysFresh && offers.recoverySheet;
  return (
    <Page
      title={areKeysFresh ? words.replacedTitle : words.changedTitle}
      text={areKeysFresh ? words.replaced : words.changed}
      footer={
        isNewSheetDue ? (
          <>
            <Button variant="ghost" onPress={() => home()}>
              {common.done}
            </Button>
            <Button variant="primary" onPress={() => go({ name: 'recovery-sheet' })}>
              {words.newSheet}
            </Button>
          </>
        ) : (
          <Button variant="primary" autoFocus onPress={() => home()}>
            {common.done}
          </Button>
        )
      }
    >
      <OlderCopies />
    </Page>
  );
}

function OlderCopies(): ReactElement {
  const app = useApp();
  const words = useWords();
  const { generationCount } = useOpenState();
  const [answer, setAnswer] = useState<string | null>(null);

  const deleteGenerations = async (): Promise<void> => {
    try {
      await app.backups.deleteGenerations();
      setAnswer(words.keysChanged.deleted);
    } catch (error) {
      setAnswer(words.keysChanged.deleteFailed(words.fileProblems[problemOf(error)]));
    }
  };

  return (
    <>
      <Banner tone="warning" strong={words.keysChanged.olderCopies}>
        {generationCount === 0 ? null : words.keysChanged.generations(generationCount)}
      </Banner>
      {generationCount === 0 ? null : (
        <div className="flush-start">
          <Button icon="trash" variant="destructive" onPress={() => void deleteGenerations()}>
            {words.keysChanged.deleteGenerations(generationCount)}
          </Button>
        </div>
      )}
      <p role="status">{answer}</p>
    </>
  );
}
