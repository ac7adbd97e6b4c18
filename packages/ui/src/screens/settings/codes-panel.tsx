import type { ReactElement } from 'react';
import { useApp, useOpenState } from '../../hooks/app-context.tsx';
import { useWords } from '../../hooks/words.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SwitchRow } from '../../parts/switch.tsx';
import { shortDuration } from '../../strings/durations.ts';
import { SecondsRow } from './seconds-select.tsx';
import { useChangeSettings } from './use-change-settings.ts';

const clipboardSeconds = [5, 10, 20, 30, 60, 120];

export function CodesPanel(): ReactElement {
  const words = useWords();
  const { offers } = useApp();
  const { settings } = useOpenState();
  const change = useChangeSettings();
  return (
    <Panel heading={words.settings.codes}>
      <SwitchRow
        label={words.settings.hideCodes}
        isSelected={settings.hideCodes}
        onChange={(hideCodes) => change({ hideCodes })}
      />
      <SwitchRow
        label={words.settings.showNextCode}
        hint={words.settings.showNextCodeHint}
        isSelected={settings.showNextCode}
        onChange={(showNextCode) => change({ showNextCode })}
      />
      {offers.clipboardClearing ? (
        <SecondsRow
          label={words.settings.clipboardKeeps}
          usual={clipboardSeconds}
          chosen={settings.clipboardSeconds}
          atMost={offers.clipboardSecondsAtMost}
          say={{ some: shortDuration, never: words.settings.clipboardNever }}
          onChange={(seconds) => change({ clipboardSeconds: seconds })}
        />
      ) : null}
    </Panel>
  );
}
