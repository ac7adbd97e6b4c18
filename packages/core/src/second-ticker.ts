import type { Clock, Unsubscribe } from './platform.ts';

/** Calls its listeners at each boundary of a second of the wall clock; asleep while there are none. */
export interface SecondTicker {
  add(listener: SecondListener): Unsubscribe;
  /** Whole Unix seconds; never negative, whatever the clock says. */
  unixSeconds(): number;
  stop(): void;
}

interface SecondListener {
  /** A new second, or the same one once more where a timer came early. */
  tick(unixSeconds: number): void;
  /** Called after all have ticked: what can wait until the screen shows the new second. */
  afterTick(): void;
}

const SECOND_MS = 1000;

export function createSecondTicker(clock: Clock): SecondTicker {
  const listeners = new Set<SecondListener>();
  let cancel: Unsubscribe | null = null;

  function unixSeconds(): number {
    return Math.max(0, Math.floor(clock.unixMs() / SECOND_MS));
  }

  function arm(): void {
    const intoSecondMs = ((clock.unixMs() % SECOND_MS) + SECOND_MS) % SECOND_MS;
    cancel = clock.schedule(SECOND_MS - intoSecondMs, tick);
  }

  function tick(): void {
    // Armed first, so that a listener that throws stops nobody's clock.
    arm();
    const now = unixSeconds();
    const ticking = [...listeners];
    for (const listener of ticking) {
      listener.tick(now);
    }
    for (const listener of ticking) {
      if (listeners.has(listener)) {
        listener.afterTick();
      }
    }
  }

  function stop(): void {
    cancel?.();
    cancel = null;
  }

  return {
    add(listener) {
      listeners.add(listener);
      if (cancel === null) {
        arm();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          stop();
        }
      };
    },
    unixSeconds,
    stop() {
      listeners.clear();
      stop();
    },
  };
}
