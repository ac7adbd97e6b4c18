import type { UnlockOutcome } from '@halfminute/core';
import { useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useApp, useAppState, useHost } from '../hooks/app-context.tsx';
import { useWords } from '../hooks/words.tsx';
import { Button } from '../parts/button.tsx';
import { PasswordField } from '../parts/password-field.tsx';
import { Ring } from '../parts/ring.tsx';
import { TextField } from '../parts/text-field.tsx';
import { submitOnEnter } from '../keyboard/submit-on-enter.ts';
import { longCodeLength } from '../strings/long-code.ts';
import { formatWhen } from '../strings/dates.ts';

interface UnlockScreenProps {
  /** The lock threw away something half typed. */
  readonly wasHalfDone: boolean;
  /** Something was dropped while it was locked. */
  readonly isSomethingWaiting: boolean;
}

/** A3, A4: by the password, by this computer's keyring or by the recovery key. */
export function UnlockScreen({ wasHalfDone, isSomethingWaiting }: UnlockScreenProps): ReactElement {
  const { offers } = useApp();
  const words = useWords().unlock;
  const [way, setWay] = useState<'password' | 'recovery-key'>('password');
  const notes = useLockNotes({ wasHalfDone, isSomethingWaiting });
  return (
    <main className="page unlock">
      <span className="unlock-logo">
        <Ring secondsLeft={15} periodSeconds={30} size={36} />
      </span>
      <h1 className="page-title">{words.title}</h1>
      {notes.length === 0 ? null : (
        <div className="unlock-notes" role="status">
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      )}
      {way === 'password' ? (
        <PasswordForm>
          {offers.recoverySheet ? (
            <Button variant="ghost" onPress={() => setWay('recovery-key')}>
              {words.useRecoveryKey}
            </Button>
          ) : null}
        </PasswordForm>
      ) : (
        <RecoveryKeyForm>
          <Button variant="ghost" onPress={() => setWay('password')}>
            {words.usePassword}
          </Button>
        </RecoveryKeyForm>
      )}
      <UnlockFoot />
    </main>
  );
}

function useLockNotes({ wasHalfDone, isSomethingWaiting }: UnlockScreenProps): readonly string[] {
  const words = useWords().unlock;
  const { session, holdsUnsaved, incomingLinks } = useAppState();
  const reason = session.phase === 'locked' ? session.lockedBecause : null;
  const why = reason === null ? null : words.lockedBecause[reason];
  return [
    why,
    holdsUnsaved ? words.holdsUnsaved : null,
    wasHalfDone ? words.droppedHalfDone : null,
    isSomethingWaiting ? words.waits : null,
    incomingLinks > 0 ? words.linkWaits(incomingLinks) : null,
  ].filter((note): note is Exclude<typeof note, null> => note !== null);
}

/** The file and when it was last written; empty while it opens, so that nothing moves. */
function UnlockFoot(): ReactElement {
  const words = useWords().unlock;
  const host = useHost();
  const { session } = useAppState();
  const file = session.phase === 'locked' || session.phase === 'opening' ? session.fileName : '';
  const [saved, setSaved] = useState<number | null>(null);
  if (session.phase === 'locked' && session.savedUnixSeconds !== saved) {
    setSaved(session.savedUnixSeconds);
  }
  return <p className="unlock-foot">{saved === null ? file : words.foot(file, formatWhen(saved, host.clock))}</p>;
}

interface WayProps {
  /** Leads to the other way. */
  readonly children: ReactNode;
}

function PasswordForm({ children }: WayProps): ReactElement {
  const app = useApp();
  const isThisComputerOffered = useIsThisComputerOffered();
  const words = useWords();
  const [password, setPassword] = useState('');
  const [isCapsLockOn, setCapsLock] = useState(false);
  const inputRef = useRef<HTMLInputElement>(null);
  const { error, clearError, isBusy, attempt } = useAttempt(() => {
    inputRef.current?.focus();
    inputRef.current?.select();
  });
  const capsLock = isCapsLockOn ? words.unlock.capsLock : null;

  const submit = (): void => {
    void attempt(password === '' ? words.unlock.passwordMissing : null, async () => app.session.unlock({ password }));
  };
  return (
    <form
      className="unlock-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <PasswordField
        label={words.common.password}
        purpose="current-password"
        autoFocus
        inputRef={inputRef}
        value={password}
        onChange={(value) => {
          setPassword(value);
          clearError();
        }}
        onCapsLock={setCapsLock}
        hint={capsLock}
        error={error === null ? null : [error, capsLock].filter((part) => part !== null).join(' ')}
      />
      <UnlockButton isBusy={isBusy} />
      <div className="unlock-ways">
        {isThisComputerOffered ? (
          <Button variant="ghost" onPress={() => void attempt(null, async () => app.session.unlockWithThisComputer())}>
            {words.unlock.useThisComputer}
          </Button>
        ) : null}
        {children}
      </div>
    </form>
  );
}

/** Also where the keyring did not say whether it knows the key: asked again, it may ask its user. Stays while it opens, so that nothing moves. */
function useIsThisComputerOffered(): boolean {
  const { session } = useAppState();
  const [isOffered, setOffered] = useState(false);
  if (session.phase === 'locked' && (session.thisComputer !== 'absent') !== isOffered) {
    setOffered(!isOffered);
  }
  return isOffered;
}

const recoveryKeyLength = 32;

function RecoveryKeyForm({ children }: WayProps): ReactElement {
  const app = useApp();
  const words = useWords();
  const [recoveryKey, setRecoveryKey] = useState('');
  const inputRef = useRef<HTMLTextAreaElement | HTMLInputElement>(null);
  const { error, clearError, isBusy, attempt } = useAttempt(() => inputRef.current?.focus());
  const missing = recoveryKeyLength - longCodeLength(recoveryKey);

  const submit = (): void => {
    void attempt(missing > 0 ? words.unlock.recoveryKeyMissing(missing) : null, async () =>
      app.session.unlockWithRecoveryKey({ recoveryKey }),
    );
  };
  return (
    <form
      className="unlock-form"
      noValidate
      onKeyDown={submitOnEnter}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={words.unlock.recoveryKey}
        look="long-code"
        autoFocus
        inputRef={inputRef}
        value={recoveryKey}
        onChange={(value) => {
          setRecoveryKey(value);
          clearError();
        }}
        hint={words.unlock.recoveryKeyHint}
        error={error}
      />
      <UnlockButton isBusy={isBusy} />
      <div className="unlock-ways">{children}</div>
    </form>
  );
}

function UnlockButton({ isBusy }: { readonly isBusy: boolean }): ReactElement {
  const words = useWords().unlock;
  return (
    <>
      <Button variant="primary" type="submit" fullWidth isPending={isBusy}>
        {words.unlock}
      </Button>
      <p className="busy-words" role="status">
        {isBusy ? words.deriving : ''}
      </p>
    </>
  );
}

interface Attempt {
  readonly error: string | null;
  readonly clearError: () => void;
  readonly isBusy: boolean;
  /** `missing`: why it is not even tried. */
  readonly attempt: (missing: string | null, unlock: () => Promise<UnlockOutcome>) => Promise<void>;
}

/** One try to unlock; what went wrong is said at the field, which takes the focus again. */
function useAttempt(focusField: () => void): Attempt {
  const words = useWords();
  const isBusy = useAppState().session.phase === 'opening';
  const [error, setError] = useState<string | null>(null);
  return {
    error,
    clearError: () => setError(null),
    isBusy,
    attempt: async (missing, unlock) => {
      if (isBusy) {
        return;
      }
      if (missing !== null) {
        setError(missing);
        focusField();
        return;
      }
      const { outcome, ...rest } = await unlock();
      if (outcome === 'failed' && 'failure' in rest) {
        setError(words.unlock.failures[rest.failure]);
        focusField();
      }
    },
  };
}
