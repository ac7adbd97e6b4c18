import type { ReactElement } from 'react';
import { useApp, useHost, useOpenState } from '../../hooks/app-context.tsx';
import { useNavigation } from '../../hooks/navigation.tsx';
import { useWords } from '../../hooks/words.tsx';
import { FixedRow } from '../../parts/managed.tsx';
import { Panel, PanelLink } from '../../parts/panel.tsx';
import { formatDay } from '../../strings/dates.ts';
import type { Words } from '../../strings/en.ts';

export function KeysPanel(): ReactElement {
  const words = useWords();
  const { go } = useNavigation();
  const { offers } = useApp();
  const { trash } = useOpenState();
  const sheetHint = useRecoverySheetHint(words);
  return (
    <Panel heading={words.settings.passwordAndKeys}>
      <PanelLink label={words.settings.changePassword} onPress={() => go({ name: 'change-password' })} />
      {offers.recoverySheet ? (
        <PanelLink
          label={words.settings.recoverySheet}
          hint={sheetHint}
          onPress={() => go({ name: 'recovery-sheet' })}
        />
      ) : (
        <FixedRow label={words.settings.recoverySheet} value={words.managed.off} />
      )}
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
