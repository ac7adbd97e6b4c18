import type { ThisComputerOutcome } from '@halfminute/core';
import { useState, type ReactElement } from 'react';
import { useApp, useOpenState } from '../../hooks/app-context.tsx';
import { useToasts } from '../../hooks/toast.tsx';
import { useWords } from '../../hooks/words.tsx';
import { FixedRow } from '../../parts/managed.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PasswordDialog } from '../../parts/password-dialog.tsx';
import { SwitchRow } from '../../parts/switch.tsx';
import { shortDuration } from '../../strings/durations.ts';
import type { Words } from '../../strings/en.ts';
import { SecondsRow } from './seconds-select.tsx';
import { useChangeSettings } from './use-change-settings.ts';

const lockSeconds = [30, 60, 120, 300, 600, 1800, 3600];

export function LockingPanel(): ReactElement {
  const words = useWords();
  const { offers } = useApp();
  const { settings } = useOpenState();
  const change = useChangeSettings();
  return (
    <Panel heading={words.settings.locking}>
      <SecondsRow
        label={words.settings.lockWhenIdle}
        usual={lockSeconds}
        chosen={settings.lockAfterIdleSeconds}
        atMost={offers.lockAfterIdleSecondsAtMost}
        say={{
          some: (seconds) => words.settings.lockAfter(shortDuration(seconds)),
          never: words.settings.lockNever,
        }}
        onChange={(lockAfterIdleSeconds) => change({ lockAfterIdleSeconds })}
      />
      {offers.lockWithScreen ? (
        <SwitchRow
          label={words.thisComputer.lockWithScreen}
          isSelected={settings.lockWithScreen}
          onChange={(lockWithScreen) => change({ lockWithScreen })}
        />
      ) : null}
      <ThisComputerRow />
    </Panel>
  );
}

/** "Unlock with this computer": a further way in, never the only one. Switched on by the password, since it outlives the open window. */
function ThisComputerRow(): ReactElement | null {
  const app = useApp();
  const words = useWords();
  const toasts = useToasts();
  const { thisComputer } = useOpenState();
  const [isAsking, setAsking] = useState(false);
  const { offers } = app;

  const switchOn = async (password: string): Promise<string | null> => {
    const problem = problemOf(await app.keys.addThisComputer({ password }), words);
    if (problem === null) {
      setAsking(false);
    }
    return problem;
  };
  const switchOff = async (): Promise<void> => {
    const problem = problemOf(await app.keys.removeThisComputer(), words);
    if (problem !== null) {
      toasts.show({ sentence: problem });
    }
  };
  if (!offers.thisComputer) {
    // Without a keyring there is nothing to forbid.
    return offers.device !== null && offers.managed.has('keySlots') ? (
      <FixedRow label={words.thisComputer.unlock} value={words.managed.off} />
    ) : null;
  }
  return (
    <>
      <SwitchRow
        label={words.thisComputer.unlock}
        hint={words.thisComputer.unlockHint}
        isSelected={thisComputer !== 'absent'}
        onChange={(isOn) => (isOn ? setAsking(true) : void switchOff())}
      />
      {isAsking ? (
        <PasswordDialog
          title={words.thisComputer.unlock}
          submitWords={words.thisComputer.unlockOn}
          onClose={() => setAsking(false)}
          onPassword={switchOn}
        />
      ) : null}
    </>
  );
}

/** What went wrong, in a sentence; null: nothing. */
function problemOf(answer: ThisComputerOutcome, words: Words): string | null {
  switch (answer.outcome) {
    case 'changed':
    case 'saved':
    case 'locked-out':
      return null;
    case 'wrong-password':
      return words.unlock.failures['wrong-password'];
    case 'keychain-unanswered':
      return words.thisComputer.keyringUnanswered;
    case 'not-allowed':
      return words.managed.managed;
    case 'failed':
      return words.settings.saveFailed(words.fileProblems[answer.problem]);
  }
}
