import type { Clock } from './platform.ts';

/** Knows how long nobody has touched the program. */
export interface IdleTimer {
  /** Pointer or key. Answers whether the time was over already: then it is too late, and no activity. */
  touch(limitSeconds: number | null): boolean;
  /** Whether nobody has touched it for `limitSeconds`; null: it does not matter how long. */
  isOver(limitSeconds: number | null): boolean;
  /** How long until it may be over, if nobody touches it. */
  remainingMs(limitSeconds: number): number;
  /** Begins anew. */
  restart(): void;
}

export function createIdleTimer(clock: Clock): IdleTimer {
  let touchedMonotonicMs = clock.monotonicMs();
  let touchedWallMs = clock.unixMs();

  function restart(): void {
    touchedMonotonicMs = clock.monotonicMs();
    touchedWallMs = clock.unixMs();
  }

  function idleMs(): number {
    const monotonicMs = clock.monotonicMs() - touchedMonotonicMs;
    // Where the monotonic clock may stand still in sleep, hours of sleep show on the wall clock only. A wall clock that
    // was set forward then locks too early, which harms nobody.
    return clock.monotonicCountsSleep === true ? monotonicMs : Math.max(monotonicMs, clock.unixMs() - touchedWallMs);
  }

  function isOver(limitSeconds: number | null): boolean {
    return limitSeconds !== null && idleMs() >= limitSeconds * 1000;
  }

  return {
    touch(limitSeconds) {
      const wasOver = isOver(limitSeconds);
      if (!wasOver) {
        restart();
      }
      return wasOver;
    },
    isOver,
    remainingMs: (limitSeconds) => Math.max(0, limitSeconds * 1000 - idleMs()),
    restart,
  };
}
