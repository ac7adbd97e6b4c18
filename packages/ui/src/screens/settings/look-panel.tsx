import type { Settings } from '@halfminute/core';
import type { ReactElement } from 'react';
import { useOpenState } from '../../hooks/app-context.tsx';
import { useWords } from '../../hooks/words.tsx';
import { Panel, PanelRow } from '../../parts/panel.tsx';
import { Segmented } from '../../parts/select.tsx';
import { useChangeSettings } from './use-change-settings.ts';

export function LookPanel(): ReactElement {
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
