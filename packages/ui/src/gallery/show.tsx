import { createApp } from '@halfminute/core';
import {
  createMemoryClock,
  createMemoryPalette,
  createMemoryPlatform,
  type MemoryPalette,
} from '@halfminute/core/testing';
import { createRoot } from 'react-dom/client';
import { AppView } from '../app-view.tsx';
import type { CloseQuestion } from '../hooks/app-context.tsx';
import { PaletteView } from '../palette/palette-view.tsx';
import type { PaletteHost } from '../palette/palette-host.ts';
import { galleryStates } from './states.ts';

export interface ShownState {
  /** Lets time pass on the host's clock. */
  advance(milliseconds: number): void;
}

/** 25 November 2026, 08:12:00 UTC. */
const minuteMs = Date.UTC(2026, 10, 25, 8, 12);
const version = '1.0.0';

/** Sets the stage of one state and shows it in `root`; the steps of its user come from the driver. */
export async function showGalleryState(root: Element, id: string): Promise<ShownState> {
  const state = galleryStates.find((one) => one.id === id);
  if (state === undefined) {
    throw new Error(`The gallery has no state called "${id}".`);
  }
  const clock = createMemoryClock({ unixMs: minuteMs + (state.atSecond ?? 12) * 1000 });
  const palette = createMemoryPalette();
  const platform = createMemoryPlatform({
    seed: 7,
    clock,
    fileName: 'ada.halfminute',
    ...state.host,
    ...state.desk?.(),
    ...(state.view === 'palette' ? { palette } : {}),
  });
  const app = createApp(platform, { cost: 'standard', version });
  await state.setup({ app, platform });
  createRoot(root).render(
    state.view === 'palette' ? (
      <PaletteView host={createPaletteHost(palette)} />
    ) : (
      <AppView
        app={state.sabotage?.(app) ?? app}
        host={{
          clock,
          keyboard: state.keyboard ?? 'browser-tab',
          isMac: false,
          version,
          ...(state.closing === true && { closing: closeAsked }),
        }}
      />
    ),
  );
  return { advance: (milliseconds) => clock.advance(milliseconds) };
}

const closeAsked: CloseQuestion = { isAsked: () => true, subscribe: () => () => {}, stay: () => {}, close: () => {} };

/** On a desktop that lets nobody type into other windows, so that both answers to Ctrl+Enter can be shown. */
function createPaletteHost(palette: MemoryPalette): PaletteHost {
  return {
    ask: async (question) => palette.ask(question),
    async typeCode(id) {
      const { answer } = await palette.ask({ ask: 'copy', id });
      return answer === 'copied' || answer === 'locked' ? answer : 'failed';
    },
    canType: true,
    close: () => undefined,
    watchLeft: () => () => undefined,
    watchOpened(opened) {
      opened();
      return () => undefined;
    },
  };
}
