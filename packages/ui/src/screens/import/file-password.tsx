import type { ImportReading, LockedImport } from '@halfminute/core';
import { useRef, useState, type ReactElement } from 'react';
import { useHalfDone } from '../../hooks/half-done.tsx';
import { useNavigation } from '../../hooks/navigation.tsx';
import { useWords } from '../../hooks/words.tsx';
import { Button } from '../../parts/button.tsx';
import { SubPage } from '../../parts/page.tsx';
import { PasswordField } from '../../parts/password-field.tsx';

interface FilePasswordProps {
  readonly locked: LockedImport;
  readonly onRead: (reading: ImportReading) => void;
}

/** The password that was set in the other program, or the way on without. */
export function FilePassword({ locked, onRead }: FilePasswordProps): ReactElement {
  const words = useWords();
  const { back } = useNavigation();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  /** What the user was told that opening the file takes; the second press agrees to it. */
  const [agreedMemoryKiB, setAgreedMemoryKiB] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const fieldRef = useRef<HTMLInputElement>(null);
  useHalfDone(true);

  const refuse = (sentence: string): void => {
    setError(sentence);
    fieldRef.current?.focus();
  };
  const unlock = async (): Promise<void> => {
    if (isBusy) {
      return;
    }
    if (password === '') {
      refuse(words.import.filePasswordMissing);
      return;
    }
    setBusy(true);
    const read = await locked.unlock(password, { agreedMemoryKiB });
    setBusy(false);
    if (read.outcome === 'wrong-password') {
      const sentence = read.mayBeDamaged ? words.import.wrongOrDamaged : words.import.wrongPassword;
      refuse(read.mayWant === undefined ? sentence : `${sentence} ${words.import.mayWant[read.mayWant]}`);
    } else if (read.outcome === 'needs-consent') {
      setAgreedMemoryKiB(read.memoryKiB);
      refuse(words.import.wantsMemory(Math.ceil(read.memoryKiB / 1024)));
    } else {
      onRead(read);
    }
  };

  return (
    <SubPage
      title={locked.isGuess ? words.import.guessTitle : words.import.lockedTitle}
      onBack={back}
      focusTitle={false}
      onSubmit={() => void unlock()}
      footer={
        <>
          <Button variant="ghost" onPress={() => onRead(locked.skip())}>
            {words.import.skipFile}
          </Button>
          <Button variant="primary" type="submit">
            {words.import.unlock}
          </Button>
        </>
      }
    >
      <p className="quiet-text import-words" dir="auto">
        {locked.isGuess
          ? words.import.guessText(locked.fileName)
          : words.import.lockedText(locked.fileName, locked.program)}{' '}
        {locked.isPartlyReadable ? words.import.lockedPartly : ''}
      </p>
      <PasswordField
        label={words.import.filePassword}
        hint={words.import.filePasswordHint}
        purpose="current-password"
        autoFocus
        inputRef={fieldRef}
        value={password}
        onChange={(value) => {
          setPassword(value);
          setError(null);
        }}
        error={error}
      />
      <p className="busy-words" role="status">
        {isBusy ? words.import.unlocking : ''}
      </p>
    </SubPage>
  );
}
