import type { ReactElement } from 'react';
import { useApp, useOpenState } from '../../hooks/app-context.tsx';
import { useNavigation } from '../../hooks/navigation.tsx';
import { useSaveBackup } from '../../hooks/save-backup.tsx';
import { useWords } from '../../hooks/words.tsx';
import { Button } from '../../parts/button.tsx';
import { Panel, PanelLink, PanelRow } from '../../parts/panel.tsx';

export function BackupsPanel(): ReactElement {
  const words = useWords();
  const { go } = useNavigation();
  const { offers } = useApp();
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
        label={words.import.settingsRow}
        hint={words.import.settingsHint}
        onPress={() => go({ name: 'import' })}
      />
      <PanelLink
        label={words.settings.export}
        hint={offers.plainExport ? words.settings.exportHint : words.settings.exportSealedHint}
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
