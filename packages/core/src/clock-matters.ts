import { createClockCorrection } from './clock-correction.ts';
import type { ClockCorrection } from './clock-correction.ts';
import { createClockWatch } from './clock-watch.ts';
import type { Notices } from './notices.ts';
import type { Platform } from './platform.ts';

/** Whether the clock is to be trusted, and what the user is told of it. */
export interface ClockMatters {
  readonly correction: ClockCorrection;
  /** See ClockWatch. */
  readonly jumped: boolean;
  /** Tells of a jump since the last look, and answers whether there was one. */
  look(): boolean;
  forgetSleep(): void;
}

export function createClockMatters(need: {
  readonly platform: Platform;
  readonly notices: Notices;
  /** Other codes may be right now, and other notices. */
  changed(): void;
}): ClockMatters {
  const { platform, notices, changed } = need;
  const { clock } = platform;
  const watch = createClockWatch(clock);

  function look(): boolean {
    const aheadSeconds = watch.look();
    if (aheadSeconds === null) {
      return false;
    }
    if (aheadSeconds === 0) {
      notices.withdraw('clock-jumped');
    } else {
      const atUnixSeconds = Math.floor(clock.unixMs() / 1000);
      notices.raise({ kind: 'clock-jumped', seconds: aheadSeconds, atUnixSeconds });
    }
    correction.drop();
    return true;
  }

  const correction = createClockCorrection({
    platform,
    jumped: look,
    changed(measured) {
      notices.withdraw('clock-measured');
      if (measured !== null) {
        notices.raise({ kind: 'clock-measured', ...measured });
      }
      changed();
    },
  });

  return {
    correction,
    get jumped() {
      return watch.jumped;
    },
    look,
    forgetSleep: () => watch.forgetSleep(),
  };
}
