import { useRef, useState, type ReactElement } from 'react';
import { useApp, useHost } from '../../hooks/app-context.tsx';
import { useNavigation } from '../../hooks/navigation.tsx';
import { problemOf } from '../../hooks/save-backup.tsx';
import { useToasts } from '../../hooks/toast.tsx';
import { useWords } from '../../hooks/words.tsx';
import { Banner } from '../../parts/banner.tsx';
import { Button } from '../../parts/button.tsx';
import { GroupedCode } from '../../parts/grouped-code.tsx';
import { Page } from '../../parts/page.tsx';
import { PrintedSheet, sheetToText, type MadeSheet } from '../../parts/printed-sheet.tsx';
import { TextField } from '../../parts/text-field.tsx';

interface NewSheetPageProps {
  readonly sheet: MadeSheet;
  readonly earlierPaperVoid: boolean;
}

/** The key, once: to print or to save, and its last group to type back. */
export function NewSheetPage({ sheet, earlierPaperVoid }: NewSheetPageProps): ReactElement {
  const app = useApp();
  const words = useWords();
  const { home } = useNavigation();
  const { saveAsFile } = useKeepSheet(sheet);
  const confirmation = useConfirmation();

  const remindTomorrow = async (): Promise<void> => {
    await app.keys.remindTomorrow();
    home();
  };

  return (
    <Page
      title={words.recoverySheet.title}
      text={words.recoverySheet.text}
      onSubmit={() => void confirmation.confirm()}
      footer={
        <>
          <Button variant="ghost" onPress={() => void remindTomorrow()}>
            {words.recoverySheet.remindTomorrow}
          </Button>
          <Button variant="primary" type="submit">
            {words.common.done}
          </Button>
        </>
      }
    >
      {earlierPaperVoid ? (
        <Banner tone="warning" strong={words.recoverySheet.earlierVoid}>
          {words.recoverySheet.earlierVoidMeaning}
        </Banner>
      ) : null}
      <div className="panel key-panel">
        <GroupedCode groups={sheet.groups} look="wide" label={words.recoverySheet.keyName} />
      </div>
      <p className="hint-text">{words.recoverySheet.note}</p>
      <div className="button-pair">
        <Button icon="print" onPress={() => window.print()}>
          {words.recoverySheet.print}
        </Button>
        <Button icon="save" onPress={() => void saveAsFile()}>
          {words.recoverySheet.saveFile}
        </Button>
      </div>
      <TextField
        label={words.recoverySheet.lastGroup}
        value={confirmation.typed}
        onChange={confirmation.type}
        error={confirmation.error}
        look="long-code"
        inputRef={confirmation.inputRef}
      />
      <PrintedSheet {...sheet} />
    </Page>
  );
}

function useKeepSheet(sheet: MadeSheet): { readonly saveAsFile: () => Promise<void> } {
  const app = useApp();
  const words = useWords();
  const { clock } = useHost();
  const toasts = useToasts();
  return {
    saveAsFile: async () => {
      try {
        const saved = await app.backups.offerFile({
          name: words.recoverySheet.fileName,
          mimeType: 'text/plain',
          bytes: new TextEncoder().encode(sheetToText(sheet, words, clock)),
        });
        if (saved === 'saved') {
          toasts.show({ sentence: words.recoverySheet.saved });
        }
      } catch (error) {
        toasts.show({ sentence: words.recoverySheet.saveFailed(words.fileProblems[problemOf(error)]) });
      }
    },
  };
}

function useConfirmation() {
  const app = useApp();
  const words = useWords();
  const { home } = useNavigation();
  const toasts = useToasts();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const inputRef = useRef<HTMLInputElement>(null);

  const refuse = (sentence: string): void => {
    setError(sentence);
    inputRef.current?.focus();
  };

  return {
    typed,
    error,
    inputRef,
    type: (value: string): void => {
      setTyped(value);
      setError(null);
    },
    confirm: async (): Promise<void> => {
      if (typed.trim() === '') {
        refuse(words.recoverySheet.lastGroupMissing);
        return;
      }
      const answer = await app.keys.confirmRecoverySheet({ lastGroup: typed });
      switch (answer.outcome) {
        case 'confirmed':
        case 'saved':
          toasts.show({ sentence: words.recoverySheet.confirmed });
          home();
          return;
        case 'differs':
          refuse(words.recoverySheet.differs);
          return;
        case 'failed':
          toasts.show({ sentence: words.edit.saveFailed(words.fileProblems[answer.problem]) });
          return;
        case 'locked-out':
          return;
      }
    },
  };
}
