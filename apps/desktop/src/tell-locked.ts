import type { App, Unsubscribe } from '@halfminute/core';

/**
 * Tells the shell whenever it locks or unlocks. Locked and hidden, the shell ends the page to give its memory back; as long as the page holds a
 * change that could not be saved it is not said to be locked.
 */
export function tellLocked(app: Pick<App, 'getState' | 'subscribe'>, tell: (isLocked: boolean) => void): Unsubscribe {
  let told: boolean | null = null;
  const look = (): void => {
    const { open, holdsUnsaved } = app.getState();
    const isLocked = open === null && !holdsUnsaved;
    if (isLocked !== told) {
      told = isLocked;
      tell(isLocked);
    }
  };
  look();
  return app.subscribe(look);
}
