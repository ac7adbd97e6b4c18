import type { ReactElement } from 'react';
import { useNavigation } from '../hooks/navigation.tsx';
import { useWords } from '../hooks/words.tsx';
import { SubPage } from '../parts/page.tsx';
import { BackupsPanel } from './settings/backups-panel.tsx';
import { ClockPanel } from './settings/clock-panel.tsx';
import { CodesPanel } from './settings/codes-panel.tsx';
import { ComputerPanel } from './settings/computer-panel.tsx';
import { HelpPanel } from './settings/help-panel.tsx';
import { ImportsPanel } from './settings/imports-panel.tsx';
import { KeysPanel } from './settings/keys-panel.tsx';
import { LockingPanel } from './settings/locking-panel.tsx';
import { LookPanel } from './settings/look-panel.tsx';
import { StoragePanel } from './settings/storage-panel.tsx';

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
        <ClockPanel />
        <KeysPanel />
        <BackupsPanel />
        <ImportsPanel />
        <StoragePanel />
        <ComputerPanel />
        <HelpPanel />
      </div>
    </SubPage>
  );
}
