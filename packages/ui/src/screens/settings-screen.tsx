import type { SaveOutcome, Settings } from '@halfminute/core';
import type { ReactElement } from 'react';
import { useApp, useHost, useOpenState } from '../hooks/app-context.tsx';
import { useNavigation } from '../hooks/navigation.tsx';
import { useSaveBackup } from '../hooks/save-backup.tsx';
import { useToasts } from '../hooks/toast.tsx';
import { useWords } from '../hooks/words.tsx';
import { Button } from '../parts/button.tsx';
import { SubPage } from '../parts/page.tsx';
import { Panel, PanelLink, PanelRow } from '../parts/panel.tsx';
import { Segmented, Select, type Choice } from '../parts/select.tsx';
import { SwitchRow } from '../parts/switch.tsx';
import { formatDay } from '../strings/dates.ts';
import type { Words } from '../strings/en.ts';

const lockSeconds = [30, 60, 120, 300, 600, 1800, 3600];
const clipboardSeconds = [5, 10, 20, 30, 60, 120];

/** B3 and B4: only what this host can do. */
export function SettingsScreen(): ReactElement {
  const words = useWords();
  const { back } = useNavigation();
  return (
    <SubPage title={words.settings.title} onBack={back}>
      <div>
        <LockingPanel />
        <CodesPanel />
        <LookPanel />
        <KeysPanel />
        <BackupsPanel />
        <StoragePanel />
        <HelpPanel />
      </div>
    </SubPage>
  );
}

/** Changes settings, and says so only where they could not be saved: the switch itself shows that they hold. */
function useChangeSettings(): (changes: Partial<Settings>) => void {
  const app = useApp();
  const words = useWords();
  const toasts = useToasts();
  return (changes) => {
    void app.changeSettings(changes).then((outcome: SaveOutcome) => {
      if (outcome.outcome === 'failed') {
        toasts.show({ sentence: words.settings.saveFailed(words.fileProblems[outcome.problem]) });
      }
    });
  };
}

function LockingPanel(): ReactElement {
  const words = useWords();
  const { settings } = useOpenState();
  const change = useChangeSettings();
  const chosen = settings.lockAfterIdleSeconds;
  return (
    <Panel heading={words.settings.locking}>
      <PanelRow label={words.settings.lockWhenIdle}>
        <Select
          label={words.settings.lockWhenIdle}
          value={String(chosen)}
          choices={secondsChoices(lockSeconds, chosen, {
            some: (seconds) => words.settings.lockAfter(shortDuration(seconds)),
            never: words.settings.lockNever,
          })}
          onChange={(value) => change({ lockAfterIdleSeconds: toSeconds(value) })}
        />
      </PanelRow>
    </Panel>
  );
}

function CodesPanel(): ReactElement {
  const words = useWords();
  const app = useApp();
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
      {app.offers.clipboardClearing ? (
        <PanelRow label={words.settings.clipboardKeeps}>
          <Select
            label={words.settings.clipboardKeeps}
            value={String(settings.clipboardSeconds)}
            choices={secondsChoices(clipboardSeconds, settings.clipboardSeconds, {
              some: shortDuration,
              never: words.settings.clipboardNever,
            })}
            onChange={(value) => change({ clipboardSeconds: toSeconds(value) })}
          />
        </PanelRow>
      ) : null}
    </Panel>
  );
}

function LookPanel(): ReactElement {
  const words = useWords();
  const { settings } = useOpenState();
  const change = useChangeSettings();
  const { themes } = words.settings;
  return (
    <Panel heading={words.settings.look}>
      <PanelRow label={words.settings.theme}>
        <Segmented<Settings['theme']>
          label={words.settings.theme}
          value={settings.theme}
          choices={[
            { value: 'system', words: themes.system },
            { value: 'light', words: themes.light },
            { value: 'dark', words: themes.dark },
          ]}
          onChange={(theme) => change({ theme })}
        />
      </PanelRow>
    </Panel>
  );
}

function KeysPanel(): ReactElement {
  const words = useWords();
  const { go } = useNavigation();
  const { trash } = useOpenState();
  return (
    <Panel heading={words.settings.passwordAndKeys}>
      <PanelLink label={words.settings.changePassword} onPress={() => go({ name: 'change-password' })} />
      <PanelLink
        label={words.settings.recoverySheet}
        hint={useRecoverySheetHint(words)}
        onPress={() => go({ name: 'recovery-sheet' })}
      />
      <PanelLink
        label={words.settings.trash}
        hint={trash.length === 0 ? words.settings.trashEmpty : words.common.accounts(trash.length)}
        onPress={() => go({ name: 'trash' })}
      />
    </Panel>
  );
}

function useRecoverySheetHint(words: Words): string {
  const { clock } = useHost();
  const { recoverySheet } = useOpenState();
  switch (recoverySheet.status) {
    case 'confirmed':
      return words.settings.recoverySheetMade(formatDay(recoverySheet.madeUnixSeconds, clock));
    case 'unconfirmed':
      return words.settings.recoverySheetUnconfirmed(formatDay(recoverySheet.madeUnixSeconds, clock));
    case 'due':
      return recoverySheet.replacesEarlier ? words.settings.recoverySheetUsed : words.settings.recoverySheetNone;
    case 'not-due':
      return words.settings.recoverySheetNone;
  }
}

function BackupsPanel(): ReactElement {
  const words = useWords();
  const { go } = useNavigation();
  const { generationCount } = useOpenState();
  const saveBackup = useSaveBackup();
  return (
    <Panel heading={words.settings.backups}>
      <PanelRow label={words.settings.saveBackup} hint={words.settings.saveBackupHint}>
        <Button size="small" aria-label={words.settings.saveBackup} onPress={() => void saveBackup()}>
          {words.common.save}
        </Button>
      </PanelRow>
      <PanelLink
        label={words.settings.export}
        hint={words.settings.exportHint}
        onPress={() => go({ name: 'export' })}
      />
      <PanelLink
        label={words.settings.generations}
        hint={words.settings.generationsKept(generationCount)}
        onPress={() => go({ name: 'generations' })}
      />
      <PanelLink
        label={words.settings.openBackup}
        hint={words.settings.openBackupHint}
        onPress={() => go({ name: 'open-backup' })}
      />
    </Panel>
  );
}

/** Only where the host may erase what it keeps: a browser. */
function StoragePanel(): ReactElement | null {
  const words = useWords();
  const { storagePersistent } = useOpenState();
  if (storagePersistent === null) {
    return null;
  }
  return (
    <Panel heading={words.settings.storage}>
      {storagePersistent ? (
        <PanelRow label={words.settings.storagePersistent} hint={words.settings.storagePersistentHint} />
      ) : (
        <PanelRow label={words.settings.storageErasable} hint={words.settings.storageErasableHint} />
      )}
    </Panel>
  );
}

function HelpPanel(): ReactElement {
  const words = useWords();
  const { go } = useNavigation();
  const { version } = useHost();
  return (
    <Panel heading={words.settings.help}>
      <PanelLink label={words.settings.stepByStep} onPress={() => go({ name: 'step-by-step' })} />
      <PanelLink label={words.settings.allKeys} onPress={() => go({ name: 'all-keys' })} />
      <PanelLink
        label={words.settings.version(version)}
        hint={words.settings.versionHint}
        onPress={() => go({ name: 'about' })}
      />
    </Panel>
  );
}

/** The usual choices, the chosen one among them even where another program chose it, and "never" last. */
function secondsChoices(
  usual: readonly number[],
  chosen: number | null,
  say: { readonly some: (seconds: number) => string; readonly never: string },
): readonly Choice<string>[] {
  const seconds = chosen === null || usual.includes(chosen) ? usual : [...usual, chosen].toSorted((a, b) => a - b);
  return [
    ...seconds.map((each) => ({ value: String(each), words: say.some(each) })),
    { value: String(null), words: say.never },
  ];
}

function toSeconds(value: string): number | null {
  return value === String(null) ? null : Number(value);
}

/** "20 s", "5 min", "1 h": short, as a value. */
function shortDuration(seconds: number): string {
  if (seconds % 3600 === 0) {
    return `${seconds / 3600} h`;
  }
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
