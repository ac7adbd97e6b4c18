import type { RecoverySheet } from '@halfminute/core';
import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { useApp, useAppState, useHost, useOpenState } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useToasts } from '../hooks/toast.tsx';
import { useWords } from '../hooks/words.tsx';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { SubPage } from '../parts/page.tsx';
import { PasswordField } from '../parts/password-field.tsx';
import type { MadeSheet } from '../parts/printed-sheet.tsx';
import { formatDay } from '../strings/dates.ts';
import { NewSheetPage } from './recovery-sheet/new-sheet-page.tsx';

interface Made {
  readonly sheet: MadeSheet;
  readonly earlierPaperVoid: boolean;
}

/**
 * A2. Where a sheet is due, its key is made as the screen opens; where one is in somebody's hands already, the screen says
 * so first, since a new key makes that paper void.
 */
export function RecoverySheetScreen(): ReactElement {
  const { recoverySheet, notices } = useOpenState();
  const [made, setMade] = useState<Made | null>(null);
  const isReminder = notices.some(({ kind }) => kind === 'recovery-sheet-due');
  const [asksFirst] = useState(
    isPasswordNeeded(recoverySheet) || (recoverySheet.status === 'unconfirmed' && !isReminder),
  );

  if (made !== null) {
    return <NewSheetPage sheet={made.sheet} earlierPaperVoid={made.earlierPaperVoid} />;
  }
  return asksFirst ? <EarlierSheetPage onMade={setMade} /> : <MakingPage onMade={setMade} />;
}

/** Somebody holds a sheet that was confirmed: the next one makes a fresh master key. */
function isPasswordNeeded(recoverySheet: RecoverySheet): boolean {
  return recoverySheet.status === 'confirmed' || (recoverySheet.status === 'due' && recoverySheet.replacesEarlier);
}

interface MakerProps {
  readonly onMade: (made: Made) => void;
}

/** Asks for the key; answers what is wrong in words, or null once it is made. */
function useMakeSheet(onMade: MakerProps['onMade']): (password?: string) => Promise<string | null> {
  const app = useApp();
  const words = useWords().recoverySheet;
  const { fileProblems, managed } = useWords();
  const { session } = useAppState();
  return async (password) => {
    const answer = await app.keys.makeRecoverySheet(password === undefined ? {} : { password });
    switch (answer.outcome) {
      case 'made':
        onMade({
          sheet: {
            groups: answer.groups,
            madeUnixSeconds: answer.madeUnixSeconds,
            fileName: session.phase === 'open' ? session.fileName : '',
          },
          earlierPaperVoid: answer.earlierPaperVoid,
        });
        return null;
      case 'failed':
        return words.failed(fileProblems[answer.problem]);
      case 'password-needed':
        return words.passwordMissing;
      case 'wrong-password':
        return words.wrongPassword;
      case 'not-allowed':
        return managed.managed;
      case 'changed':
      case 'too-short':
      case 'saved':
      case 'locked-out':
        return null;
    }
  };
}

/** For the moment it takes to save the key's slot, and for longer only where that failed. */
function MakingPage({ onMade }: MakerProps): ReactElement {
  const words = useWords();
  const { back } = useNavigation();
  const makeSheet = useMakeSheet(onMade);
  const [failure, setFailure] = useState<string | null>(null);
  const hasBegun = useRef(false);
  const begin = useEffectEvent(async () => setFailure(await makeSheet()));
  useEffect(() => {
    // Once: each key that is made kills the one before it.
    if (!hasBegun.current) {
      hasBegun.current = true;
      void begin();
    }
  }, []);
  return (
    <SubPage title={words.recoverySheet.title} onBack={back}>
      {failure === null ? <p role="status">{words.recoverySheet.making}</p> : <Banner tone="warning">{failure}</Banner>}
    </SubPage>
  );
}

/** There is a sheet already: what is known of it, and how to make it void. */
function EarlierSheetPage({ onMade }: MakerProps): ReactElement {
  const words = useWords();
  const { clock } = useHost();
  const { back } = useNavigation();
  const toasts = useToasts();
  const { recoverySheet } = useOpenState();
  const makeSheet = useMakeSheet(onMade);
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isMaking, setMaking] = useState(false);
  const passwordRef = useRef<HTMLInputElement>(null);
  const needsPassword = isPasswordNeeded(recoverySheet);
  const madeUnixSeconds = 'madeUnixSeconds' in recoverySheet ? recoverySheet.madeUnixSeconds : null;

  const make = async (): Promise<void> => {
    setMaking(true);
    const failure =
      needsPassword && password === ''
        ? words.recoverySheet.passwordMissing
        : await makeSheet(needsPassword ? password : undefined);
    setMaking(false);
    if (failure === null) {
      return;
    }
    if (needsPassword) {
      setError(failure);
      passwordRef.current?.focus();
    } else {
      toasts.show({ sentence: failure });
    }
  };

  return (
    <SubPage
      title={words.recoverySheet.madeTitle}
      onBack={back}
      onSubmit={() => void make()}
      footer={
        <>
          <Button variant="ghost" onPress={back}>
            {words.common.cancel}
          </Button>
          <Button variant="primary" type="submit">
            {isMaking ? words.common.pleaseWait : words.recoverySheet.makeNew}
          </Button>
        </>
      }
    >
      <p>
        {madeUnixSeconds === null
          ? words.recoverySheet.used
          : words.recoverySheet.made(formatDay(madeUnixSeconds, clock))}
      </p>
      <p className="quiet-text">
        {madeUnixSeconds === null ? null : words.recoverySheet.madeLost} {words.recoverySheet.makeNewText}
      </p>
      {needsPassword ? (
        <PasswordField
          label={words.common.passwordOnceMore}
          value={password}
          onChange={(value) => {
            setPassword(value);
            setError(null);
          }}
          purpose="current-password"
          error={error}
          inputRef={passwordRef}
        />
      ) : null}
    </SubPage>
  );
}
