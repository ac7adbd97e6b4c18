import { useRef, useState, type ReactElement, type RefObject } from 'react';
import { useApp } from '../hooks/app-context.tsx';
import { useWords } from '../hooks/words.tsx';
import { passwordLength } from '../password/strength.ts';
import { PasswordField } from './password-field.tsx';
import { StrengthMeter } from './strength-meter.tsx';

interface NewPassword {
  readonly password: string;
  /** Puts the focus on what is missing and answers null, or answers the password. */
  readonly take: () => string | null;
  readonly fields: ReactElement;
}

interface NewPasswordOptions {
  readonly label: string;
  readonly labelAgain: string;
  readonly autoFocus?: boolean;
}

/** The two fields in which a password is chosen, with its strength. Weak ones are told, only short ones refused. */
export function useNewPassword({ label, labelAgain, autoFocus = false }: NewPasswordOptions): NewPassword {
  const { choosePassword: words, managed } = useWords();
  const { passwordMinLength, managed: decided } = useApp().offers;
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [isShown, setShown] = useState(false);
  const eye = { isShown, onPress: () => setShown(!isShown) };
  const [problem, setProblem] = useState<'too-short' | 'differ' | null>(null);
  const passwordRef = useRef<HTMLInputElement>(null);
  const againRef = useRef<HTMLInputElement>(null);
  const missing = passwordMinLength - passwordLength(password);
  const tooShort = decided.has('passwordMinLength')
    ? managed.passwordTooShort(passwordMinLength)
    : words.tooShort(missing);

  const refuse = (found: 'too-short' | 'differ', ref: RefObject<HTMLInputElement | null>): null => {
    setProblem(found);
    ref.current?.focus();
    return null;
  };
  const take = (): string | null => {
    if (missing > 0) {
      return refuse('too-short', passwordRef);
    }
    if (again === '') {
      // Enter in the first field leads to the second; there is nothing to blame yet.
      againRef.current?.focus();
      return null;
    }
    return again === password ? password : refuse('differ', againRef);
  };
  const fields = (
    <>
      <PasswordField
        label={label}
        purpose="new-password"
        autoFocus={autoFocus}
        inputRef={passwordRef}
        eye={{ ...eye, isPassedByTab: true }}
        value={password}
        onChange={(value) => {
          setPassword(value);
          setProblem(null);
        }}
        hint={<StrengthMeter password={password} />}
        error={problem === 'too-short' ? tooShort : null}
      />
      <PasswordField
        label={labelAgain}
        purpose="new-password"
        inputRef={againRef}
        eye={{ ...eye, isPassedByTab: false }}
        value={again}
        onChange={(value) => {
          setAgain(value);
          setProblem(null);
        }}
        // Only once something stands there: nobody is told of a difference before having typed.
        onBlur={() => {
          if (again !== '' && again !== password) {
            setProblem((known) => known ?? 'differ');
          }
        }}
        error={problem === 'differ' ? words.differ : null}
      />
    </>
  );
  return { password, take, fields };
}
