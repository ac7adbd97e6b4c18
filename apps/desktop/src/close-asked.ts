import type { App } from '@halfminute/core';

/** Asked again within this time, the program ends whatever is lost. */
const insistsWithinMs = 10_000;

/**
 * Whether the window may go. A change that could not be saved would be lost with it: the first wish is refused, so that the user sees what the
 * screen says of it, the second one is heard.
 */
export function createCloseAnswer(app: Pick<App, 'getState'>, now: () => number): () => boolean {
  let refusedAt: number | null = null;
  return () => {
    const insists = refusedAt !== null && now() - refusedAt < insistsWithinMs;
    if (!app.getState().holdsUnsaved || insists) {
      return true;
    }
    refusedAt = now();
    return false;
  };
}
