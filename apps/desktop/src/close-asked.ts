import type { App } from '@halfminute/core';

/** Asked again within this time, the program ends whatever is lost. */
const insistsWithinMs = 10_000;

/** What a save may take before the user is told of it. */
const longestSaveMs = 4000;

interface Host {
  readonly monotonicMs: () => number;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/**
 * Whether the window may go. A save that is on its way is waited for. A change that could not be saved would be lost with the window: the first wish is
 * refused, so that the user sees what the screen says of it, the second one is heard.
 */
export function createCloseAnswer(
  app: Pick<App, 'getState' | 'settled'>,
  { monotonicMs, wait }: Host,
): () => Promise<boolean> {
  let refusedAtMs: number | null = null;
  return async () => {
    const insists = refusedAtMs !== null && monotonicMs() - refusedAtMs < insistsWithinMs;
    const isSettled = await Promise.race([app.settled().then(() => true), wait(longestSaveMs).then(() => false)]);
    if (insists || (isSettled && !app.getState().holdsUnsaved)) {
      return true;
    }
    refusedAtMs = monotonicMs();
    return false;
  };
}
