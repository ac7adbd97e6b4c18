import type { App, AppState, Clock, OpenState } from '@halfminute/core';
import { createContext, use, useCallback, useSyncExternalStore } from 'react';

/** What the screens must know of their host beyond the port. */
export interface UiHost {
  readonly clock: Pick<Clock, 'unixMs' | 'utcOffsetMinutes'>;
  /** A browser keeps Ctrl+N for itself, so there Alt+N adds an account. */
  readonly keyboard: 'browser-tab' | 'window';
  /** Apple's Command instead of Ctrl. */
  readonly isMac: boolean;
  /** Of the program, such as "1.0.0". */
  readonly version: string;
  /** Ends the program, where a page can; a tab cannot. */
  readonly quit?: () => void;
  /** Absent where the host itself asks before a page goes, as a browser does. */
  readonly closing?: CloseQuestion;
  /** Hears whether something that was dropped or pasted waits for the unlock, and would be lost with the page. */
  readonly somethingWaits?: (waits: boolean) => void;
}

/** Whether the window was to close although a change is not saved. */
export interface CloseQuestion {
  readonly isAsked: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  /** The window stays. */
  readonly stay: () => void;
  /** The program ends, and the change is lost. */
  readonly close: () => void;
}

interface AppContextValue {
  readonly app: App;
  readonly host: UiHost;
}

export const AppContext = createContext<AppContextValue | null>(null);

function useAppContext(): AppContextValue {
  const value = use(AppContext);
  if (value === null) {
    throw new Error('useApp was called outside AppView');
  }
  return value;
}

export function useApp(): App {
  return useAppContext().app;
}

export function useHost(): UiHost {
  return useAppContext().host;
}

export function useAppState(): AppState {
  const app = useApp();
  const subscribe = useCallback((listener: () => void) => app.subscribe(listener), [app]);
  return useSyncExternalStore(subscribe, () => app.getState());
}

/** The state of an open session. Screens that use it are only ever shown while the session is open. */
export function useOpenState(): OpenState {
  const { open } = useAppState();
  if (open === null) {
    throw new Error('a screen of the open session was shown while it is not open');
  }
  return open;
}
