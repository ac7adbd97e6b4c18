import type { KeyOutcome } from '@halfminute/core';
import { useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useHalfDone } from '../../hooks/half-done.tsx';
import { useNavigation } from '../../hooks/navigation.tsx';
import { useWords } from '../../hooks/words.tsx';
import { Banner } from '../../parts/banner.tsx';
import { Button } from '../../parts/button.tsx';
import { useNewPassword } from '../../parts/new-password-fields.tsx';
import { SubPage } from '../../parts/page.tsx';
import { PasswordField } from '../../parts/password-field.tsx';

interface NewKeysFormProps {
  readonly title: string;
  readonly text: string;
  readonly submitWords: string;
  readonly change: (passwords: { readonly current: string; readonly next: string }) => Promise<KeyOutcome>;
  readonly onChanged: () => void;
  /** What the change does not do. */
  readonly children: ReactNode;
}

/** The password of now and the new one twice. */
export function NewKeysForm({ title, text, submitWords, change, onChanged, children }: NewKeysFormProps): ReactElement {
  const words = useWords();
  const { back } = useNavigation();
  const current = useCurrentPassword();
  const next = useNewPassword({ label: words.changePassword.next, labelAgain: words.changePassword.again });
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  useHalfDone(current.password !== '' || next.password !== '');

  const submit = async (): Promise<void> => {
    const passwordNow = isBusy ? null : current.take();
    const passwordNext = passwordNow === null ? null : next.take();
    if (passwordNow === null || passwordNext === null) {
      return;
    }
    setBusy(true);
    setFailure(null);
    const answer = await change({ current: passwordNow, next: passwordNext });
    setBusy(false);
    switch (answer.outcome) {
      case 'changed':
      case 'saved':
        onChanged();
        return;
      case 'wrong-password':
        current.refuse(words.changePassword.wrong);
        return;
      case 'failed':
        setFailure(words.changePassword.failed(words.fileProblems[answer.problem]));
        return;
      case 'too-short':
      case 'locked-out':
        // The fields refuse a short one before it is sent, and a locked session has left this screen.
        return;
    }
  };

  return (
    <SubPage
      title={title}
      onBack={back}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button variant="ghost" onPress={back}>
            {words.common.cancel}
          </Button>
          <Button variant="primary" type="submit" isPending={isBusy}>
            {isBusy ? words.changePassword.changing : submitWords}
          </Button>
        </>
      }
    >
      <p className="quiet-text">{text}</p>
      {failure === null ? null : <Banner tone="warning">{failure}</Banner>}
      {current.field}
      {next.fields}
      {children}
    </SubPage>
  );
}

function useCurrentPassword() {
  const words = useWords().changePassword;
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const inputRef = useRef<HTMLInputElement>(null);
  const refuse = (sentence: string): null => {
    setError(sentence);
    inputRef.current?.focus();
    return null;
  };
  return {
    password,
    refuse,
    /** Puts the focus on the field and answers null where nothing was typed, or answers the password. */
    take: (): string | null => (password === '' ? refuse(words.missing) : password),
    field: (
      <PasswordField
        label={words.now}
        purpose="current-password"
        value={password}
        onChange={(value) => {
          setPassword(value);
          setError(null);
        }}
        error={error}
        inputRef={inputRef}
      />
    ),
  };
}
