import type { Clock } from './platform.ts';

/** Compares the wall clock with one that nobody sets. */
export interface ClockWatch {
  /**
   * To be called every few seconds. Where the clock jumped since the last call: by how many seconds it is ahead of where
   * it would be without any jump (negative: behind; 0: it was set right again). null: it did not jump.
   */
  look(): number | null;
  /**
   * Whether the clock jumped since {@link forgetSleep} or, where it was surely no sleep, since the program began. What
   * counts days must not trust the clock then.
   */
  readonly jumped: boolean;
  /** A session ends: a leap that may have been sleep counts no longer. */
  forgetSleep(): void;
}

/** Clocks are slewed, timers come late and readings are not simultaneous: less than this is no jump. */
const JUMP_MS = 3000;

/** Where the monotonic clock may stand still in sleep, a leap forward of this length is taken for sleep. */
const SLEEP_MS = 60_000;

export function createClockWatch(clock: Clock): ClockWatch {
  let aheadMs = clock.unixMs() - clock.monotonicMs();
  let jumpedMs = 0;
  let surelyJumped = false;
  let perhapsJumped = false;

  return {
    look() {
      const nowAheadMs = clock.unixMs() - clock.monotonicMs();
      const leapMs = nowAheadMs - aheadMs;
      if (Math.abs(leapMs) < JUMP_MS) {
        // Not rebased: a clock that is turned little by little adds up to a jump all the same.
        return null;
      }
      aheadMs = nowAheadMs;
      if (leapMs >= SLEEP_MS && clock.monotonicCountsSleep !== true) {
        perhapsJumped = true;
        return null;
      }
      surelyJumped = true;
      jumpedMs += leapMs;
      return Math.abs(jumpedMs) < JUMP_MS ? 0 : Math.round(jumpedMs / 1000);
    },
    get jumped() {
      return surelyJumped || perhapsJumped;
    },
    forgetSleep() {
      perhapsJumped = false;
    },
  };
}
