import type { ReactElement } from 'react';
import { useOpenState } from '../../hooks/app-context.tsx';
import { useWords } from '../../hooks/words.tsx';
import { Panel, PanelRow } from '../../parts/panel.tsx';

/** Only where the host may erase what it keeps: a browser. */
export function StoragePanel(): ReactElement | null {
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
