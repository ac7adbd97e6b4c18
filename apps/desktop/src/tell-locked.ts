import type { App } from '@halfminute/core';

interface Told {
  readonly isLocked: boolean;
  /** Locked and hidden, the shell may end the page to give its memory back: nothing would be lost. */
  readonly mayRest: boolean;
}

/** Tells the shell whenever it locks or unlocks, and whether the page still holds what is nowhere else. */
export function tellLocked(
  app: Pick<App, 'getState' | 'subscribe' | 'settled'>,
  tell: (told: Told) => void,
): { somethingWaits(waits: boolean): void } {
  let last: Told | null = null;
  let faceHolds = false;

  function say(next: Told): void {
    if (next.isLocked !== last?.isLocked || next.mayRest !== last.mayRest) {
      last = next;
      tell(next);
    }
  }

  function look(): void {
    const isLocked = app.getState().open === null;
    if (!isLocked || !isEmpty()) {
      say({ isLocked, mayRest: false });
      return;
    }
    // A save may be on its way, and end in a change that is kept for the next unlock.
    say({ isLocked, mayRest: last?.isLocked === true && last.mayRest });
    void app.settled().then(() => {
      if (app.getState().open === null && isEmpty()) {
        say({ isLocked: true, mayRest: true });
      }
    });
  }

  /** Neither an unsaved change, nor a link or something dropped that waits, nor a clock that was compared: "until you quit". */
  function isEmpty(): boolean {
    const { holdsUnsaved, incomingLinks, clockCorrectionMs } = app.getState();
    return !faceHolds && !holdsUnsaved && incomingLinks === 0 && clockCorrectionMs === null;
  }

  look();
  app.subscribe(look);
  return {
    somethingWaits(waits) {
      faceHolds = waits;
      look();
    },
  };
}
