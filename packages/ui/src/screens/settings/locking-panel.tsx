import type { ReactElement } from 'react';
import { useApp, useOpenState } from '../../hooks/app-context.tsx';
import { useToasts } from '../../hooks/toast.tsx';
import { useWords } from '../../hooks/words.tsx';
import { FixedRow } from '../../parts/managed.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SwitchRow } from '../../parts/switch.tsx';
import { shortDuration } from '../../strings/durations.ts';
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

/** "Unlock with this computer": a further way in, never the only one. */
function ThisComputerRow(): ReactElement | null {
  const app = useApp();
  const words = useWords();
  const toasts = useToasts();
  const { thisComputer } = useOpenState();
  const { offers } = app;

  const set = async (isOn: boolean): Promise<void> => {
    const answer = await (isOn ? app.keys.addThisComputer({}) : app.keys.removeThisComputer());
    if (answer.outcome === 'keychain-unanswered') {
      toasts.show({ sentence: words.thisComputer.keyringUnanswered });
    } else if (answer.outcome === 'failed') {
      toasts.show({ sentence: words.settings.saveFailed(words.fileProblems[answer.problem]) });
    }
  };
  if (!offers.thisComputer) {
    // Without a keyring there is nothing to forbid.
    return offers.device !== null && offers.managed.has('keySlots') ? (
      <FixedRow label={words.thisComputer.unlock} value={words.managed.off} />
    ) : null;
  }
  return (
    <SwitchRow
      label={words.thisComputer.unlock}
      hint={words.thisComputer.unlockHint}
      isSelected={thisComputer !== 'absent'}
      onChange={(isOn) => void set(isOn)}
    />
  );
}
