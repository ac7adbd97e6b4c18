import type { App } from '@halfminute/core';
import type { CloseQuestion } from '@halfminute/ui';

/** What a save may take before the user is told of it. */
const longestSaveMs = 4000;

interface Host {
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Ends the program, whatever is lost. */
  readonly quit: () => void;
}

interface Closing {
  /** Whether the window may go. A save that is on its way is waited for. */
  mayClose(): Promise<boolean>;
  /** A change that could not be saved would be lost with the window, so its user is asked; nobody closes twice by impatience. */
  readonly question: CloseQuestion;
}

export function createClosing(app: Pick<App, 'getState' | 'settled'>, { wait, quit }: Host): Closing {
  const listeners = new Set<() => void>();
  let isAsked = false;

  function ask(next: boolean): void {
    isAsked = next;
    listeners.forEach((listener) => listener());
  }

  return {
    async mayClose() {
      const isSettled = await Promise.race([app.settled().then(() => true), wait(longestSaveMs).then(() => false)]);
      const mayClose = isSettled && !app.getState().holdsUnsaved;
      ask(!mayClose);
      return mayClose;
    },
    question: {
      isAsked: () => isAsked,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      stay: () => ask(false),
      close: quit,
    },
  };
}
