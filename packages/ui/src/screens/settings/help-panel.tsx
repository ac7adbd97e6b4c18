import type { ReactElement } from 'react';
import { useHost } from '../../hooks/app-context.tsx';
import { useNavigation } from '../../hooks/navigation.tsx';
import { useWords } from '../../hooks/words.tsx';
import { Panel, PanelLink } from '../../parts/panel.tsx';

export function HelpPanel(): ReactElement {
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
