import { emptyForm, type AccountId } from '@halfminute/core';
import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { useApp, useOpenState } from './hooks/app-context.tsx';
import { LayerContext } from './hooks/layer.tsx';
import { NavigationContext, type Navigation, type Screen } from './hooks/navigation.tsx';
import { useNoteActivity } from './hooks/use-note-activity.ts';
import { useTheme } from './hooks/use-theme.ts';
import type { Incoming } from './hooks/use-incoming.ts';
import { GlobalKeys } from './keyboard/global-keys.tsx';
import { ScreenView } from './screen-view.tsx';

interface Layer {
  readonly key: number;
  readonly screen: Screen;
  /** What had the focus when this layer was laid on. */
  readonly returnFocus: Element | null;
}

interface OpenScreensProps {
  readonly incoming: Incoming;
}

/** The screens of an open session as a stack; the list is its ground. */
export function OpenScreens({ incoming }: OpenScreensProps): ReactElement {
  const { settings } = useOpenState();
  const { layers, navigation } = useStack();
  useTheme(settings.theme);
  useNoteActivity();
  useIncomingScreens(incoming, navigation);
  return (
    <NavigationContext value={navigation}>
      {layers.map((layer, depth) => (
        <StackLayer key={layer.key} layer={layer} isOnTop={depth === layers.length - 1} />
      ))}
    </NavigationContext>
  );
}

function StackLayer({ layer, isOnTop }: { readonly layer: Layer; readonly isOnTop: boolean }): ReactElement {
  return (
    <LayerContext value={isOnTop}>
      <div className="layer" hidden={!isOnTop}>
        <GlobalKeys />
        <ScreenView screen={layer.screen} />
      </div>
    </LayerContext>
  );
}

/** What pasted or dropped things lead to: the Add form filled in, or the screen that opens a vault file. */
function useIncomingScreens(incoming: Incoming, navigation: Navigation): void {
  const app = useApp();
  const open = useEffectEvent(() => {
    const thing = incoming.waiting;
    if (thing === null) {
      return;
    }
    incoming.take();
    if (thing.kind === 'vault-file') {
      navigation.go({ name: 'open-backup', file: thing.file });
      return;
    }
    const typed = { ...emptyForm(), code: thing.text };
    const reading = app.accounts.readForm(typed);
    navigation.go({ name: 'add', form: reading.outcome === 'link' ? reading.form : typed });
  });
  useEffect(() => open(), [incoming.waiting]);
}

function useStack(): { readonly layers: readonly Layer[]; readonly navigation: Navigation } {
  const [layers, setLayers] = useState<readonly Layer[]>([{ key: 0, screen: { name: 'list' }, returnFocus: null }]);
  const nextKey = useRef(1);
  const focusAfter = useRef<Element | null>(null);
  useEffect(() => {
    const target = focusAfter.current;
    focusAfter.current = null;
    if (target instanceof HTMLElement && target.isConnected) {
      target.focus();
    }
  }, [layers]);
  const top = layers.at(-1)?.screen ?? { name: 'list' };
  const navigation: Navigation = {
    screen: top,
    go: (screen) => {
      if (screen.name === top.name && screen.name !== 'add') {
        return;
      }
      const key = nextKey.current;
      nextKey.current += 1;
      const layer: Layer = { key, screen, returnFocus: document.activeElement };
      // A second Add form takes the place of the first: there is only one thing to add at a time.
      setLayers(screen.name === top.name ? [...layers.slice(0, -1), layer] : [...layers, layer]);
    },
    back: () => {
      if (layers.length > 1) {
        focusAfter.current = layers.at(-1)?.returnFocus ?? null;
        setLayers(layers.slice(0, -1));
      }
    },
    home: (selected?: AccountId) => {
      setLayers([
        { key: 0, screen: selected === undefined ? { name: 'list' } : { name: 'list', selected }, returnFocus: null },
      ]);
    },
  };
  return { layers, navigation };
}
