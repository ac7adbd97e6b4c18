import { useEffect, useEffectEvent, useRef, type ReactElement } from 'react';
import { useApp, useAppState, useOpenState } from './hooks/app-context.tsx';
import { LayerContext } from './hooks/layer.tsx';
import { NavigationContext, type Navigation } from './hooks/navigation.tsx';
import { isOfReading, screenOfReading } from './hooks/screen-of-reading.ts';
import { useNoteActivity } from './hooks/use-note-activity.ts';
import { useTheme } from './hooks/use-theme.ts';
import type { Incoming, IncomingThing } from './hooks/use-incoming.ts';
import { useScreenStack, type Layer } from './hooks/use-screen-stack.ts';
import { GlobalKeys } from './keyboard/global-keys.tsx';
import { ScreenView } from './screen-view.tsx';

interface OpenScreensProps {
  readonly incoming: Incoming;
}

/** The screens of an open session as a stack; the list is its ground. */
export function OpenScreens({ incoming }: OpenScreensProps): ReactElement {
  const { settings } = useOpenState();
  const { layers, navigation } = useScreenStack();
  useTheme(settings.theme);
  useNoteActivity();
  useIncomingScreens(incoming, navigation);
  useLinksFromElsewhere(navigation);
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

/** What pasted, dropped or chosen things lead to: the Add form filled in, the screen that opens a vault file, or the import. */
function useIncomingScreens(incoming: Incoming, navigation: Navigation): void {
  const app = useApp();
  const { waiting } = incoming;
  const open = useEffectEvent(async (thing: IncomingThing) => {
    incoming.take();
    const reading = await app.imports.read(thing.kind === 'files' ? thing.files : { text: thing.text });
    // It may have been locked while a large file was read.
    if (app.getState().open !== null) {
      navigation.go(screenOfReading(reading, app));
    }
  });
  useEffect(() => {
    if (waiting !== null) {
      void open(waiting);
    }
  }, [waiting]);
}

/**
 * Another program's link opens the Add form, filled in, or, where it holds several accounts, the import; nothing is saved without a yes. It lies on
 * whatever is open, so that what was half typed stays; the next link waits until this one is done with.
 */
function useLinksFromElsewhere(navigation: Navigation): void {
  const app = useApp();
  const { incomingLinks } = useAppState();
  const isReadingRef = useRef(false);
  const isOneOpen = isOfReading(navigation.screen);
  const open = useEffectEvent(async () => {
    const link = isReadingRef.current ? null : app.takeIncomingLink();
    if (link === null) {
      return;
    }
    isReadingRef.current = true;
    const reading = await app.imports.read({ text: link });
    isReadingRef.current = false;
    // It may have been locked meanwhile.
    if (app.getState().open !== null) {
      navigation.lay(screenOfReading(reading, app));
    }
  });
  useEffect(() => {
    if (incomingLinks > 0 && !isOneOpen) {
      void open();
    }
  }, [incomingLinks, isOneOpen]);
}
