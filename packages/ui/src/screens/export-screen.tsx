import { useRef, useState, type ReactElement } from 'react';
import { useApp, useOpenState } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { problemOf, useSaveBackup } from '../hooks/save-backup.tsx';
import { useToasts } from '../hooks/toast.tsx';
import { useWords } from '../hooks/words.tsx';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { SubPage } from '../parts/page.tsx';
import { PasswordField } from '../parts/password-field.tsx';
import { RadioPanel } from '../parts/radio-panel.tsx';

type Way = 'backup' | 'links';

/** C7: out again. What is not encrypted says so and asks for the password once more. */
export function ExportScreen(): ReactElement {
  const words = useWords();
  const { accounts } = useOpenState();
  const { back } = useNavigation();
  const saveBackup = useSaveBackup();
  const [way, setWay] = useState<Way>('backup');
  const [password, setPassword] = useState('');
  const links = useExportLinks(password);
  const counted = words.common.accounts(accounts.length);

  const exportChosen = async (): Promise<void> => {
    if (way === 'links') {
      await links.run();
    } else {
      await saveBackup();
      back();
    }
  };

  return (
    <SubPage
      title={words.export.title}
      onBack={back}
      onSubmit={() => void exportChosen()}
      footer={
        <>
          <Button variant="ghost" onPress={back}>
            {words.common.cancel}
          </Button>
          <Button variant="primary" type="submit">
            {submitWords(way, links.isRunning)}
          </Button>
        </>
      }
    >
      <RadioPanel<Way>
        label={words.export.ways}
        value={way}
        choices={[
          { value: 'backup', words: words.export.backup, hint: words.export.backupHint },
          { value: 'links', words: words.export.links, hint: words.export.linksHint },
        ]}
        onChange={setWay}
      />
      {way === 'links' ? (
        <>
          <Banner tone="warning" strong={words.export.plainStrong}>
            {words.export.plain(counted)}
          </Banner>
          <PasswordField
            label={words.common.passwordOnceMore}
            value={password}
            onChange={(value) => {
              setPassword(value);
              links.clearError();
            }}
            purpose="current-password"
            error={links.error}
            inputRef={links.passwordRef}
          />
        </>
      ) : null}
    </SubPage>
  );

  function submitWords(chosen: Way, isRunning: boolean): string {
    if (isRunning) {
      return words.common.pleaseWait;
    }
    return chosen === 'links' ? words.export.exportLinks(counted) : words.export.exportBackup;
  }
}

/** The list of links: behind the password, into a file the user chooses. */
function useExportLinks(password: string) {
  const app = useApp();
  const words = useWords();
  const toasts = useToasts();
  const { accounts } = useOpenState();
  const { back } = useNavigation();
  const passwordRef = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string | null>(null);
  const [isRunning, setRunning] = useState(false);

  const refuse = (sentence: string): void => {
    setError(sentence);
    passwordRef.current?.focus();
  };

  const run = async (): Promise<void> => {
    if (accounts.length === 0) {
      toasts.show({ sentence: words.export.nothing });
      return;
    }
    if (password === '') {
      refuse(words.export.passwordMissing);
      return;
    }
    setRunning(true);
    try {
      const exported = await app.accounts.exportLinks({ password });
      if (exported.outcome !== 'exported') {
        refuse(exported.outcome === 'wrong-password' ? words.export.wrongPassword : words.managed.managed);
        return;
      }
      const saved = await app.backups.offerFile({
        name: words.export.linksFile,
        mimeType: 'text/plain',
        bytes: new TextEncoder().encode(exported.text),
      });
      if (saved === 'saved') {
        toasts.show({ sentence: words.export.exported(words.common.accounts(exported.count)) });
        back();
      }
    } catch (failure) {
      toasts.show({ sentence: words.export.failed(words.fileProblems[problemOf(failure)]) });
    } finally {
      setRunning(false);
    }
  };

  return { run, error, isRunning, passwordRef, clearError: () => setError(null) };
}
