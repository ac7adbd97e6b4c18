import { useRef, useState, type ReactElement } from 'react';
import { useWords } from '../hooks/words.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { PasswordField } from './password-field.tsx';

interface PasswordDialogProps {
  /** What it is asked for, as the title. */
  readonly title: string;
  readonly submitWords: string;
  readonly onClose: () => void;
  /** Answers what is wrong in one sentence, or null when all went well; then the caller closes. */
  readonly onPassword: (password: string) => Promise<string | null>;
}

/** "Your password, once more", before something that is not to be seen by whoever sits down at an open window. */
export function PasswordDialog({ title, submitWords, onClose, onPassword }: PasswordDialogProps): ReactElement {
  const words = useWords();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const fieldRef = useRef<HTMLInputElement>(null);

  const submit = async (): Promise<void> => {
    if (isBusy) {
      return;
    }
    setBusy(true);
    const problem = password === '' ? words.unlock.passwordMissing : await onPassword(password);
    setBusy(false);
    setError(problem);
    if (problem !== null) {
      fieldRef.current?.focus();
    }
  };

  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="ghost" onPress={onClose}>
            {words.common.cancel}
          </Button>
          <Button variant="primary" isPending={isBusy} onPress={() => void submit()}>
            {isBusy ? words.common.pleaseWait : submitWords}
          </Button>
        </>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // React lets events of a dialog rise to the form it was opened from, which is another one.
          event.stopPropagation();
          void submit();
        }}
      >
        <PasswordField
          label={words.common.passwordOnceMore}
          purpose="current-password"
          autoFocus
          value={password}
          onChange={(value) => {
            setPassword(value);
            setError(null);
          }}
          error={error}
          inputRef={fieldRef}
        />
      </form>
    </Dialog>
  );
}
