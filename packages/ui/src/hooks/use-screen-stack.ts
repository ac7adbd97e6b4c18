import type { AccountId } from '@halfminute/core';
import { useEffect, useRef, useState } from 'react';
import type { Navigation, Screen } from './navigation.tsx';

export interface Layer {
  readonly key: number;
  readonly screen: Screen;
  /** What had the focus when this layer was laid on. */
  readonly returnFocus: Element | null;
}

/** The stack of screens, and the focus that goes back to where it was when the top one is taken away. */
export function useScreenStack(): { readonly layers: readonly Layer[]; readonly navigation: Navigation } {
  const [layers, setLayers] = useState<readonly Layer[]>([{ key: 0, screen: { name: 'list' }, returnFocus: null }]);
  const nextKey = useRef(1);
  const focusAfter = useRef<Element | null>(null);
  useEffect(() => {
    const target = focusAfter.current;
    focusAfter.current = null;
    // Looked at after every change of the stack: only then is the screen below in sight and can be focused.
    if (layers.length > 0 && target instanceof HTMLElement && target.isConnected) {
      target.focus();
    }
  }, [layers]);
  const top = layers.at(-1)?.screen ?? { name: 'list' };
  const layerOf = (screen: Screen): Layer => {
    const key = nextKey.current;
    nextKey.current += 1;
    return { key, screen, returnFocus: document.activeElement };
  };
  const navigation: Navigation = {
    screen: top,
    go: (screen) => {
      if (screen.name === top.name && screen.name !== 'add' && screen.name !== 'import') {
        return;
      }
      const layer = layerOf(screen);
      // A second Add form or import takes the place of the first: there is only one thing to add at a time.
      setLayers(screen.name === top.name ? [...layers.slice(0, -1), layer] : [...layers, layer]);
    },
    lay: (screen) => setLayers([...layers, layerOf(screen)]),
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
