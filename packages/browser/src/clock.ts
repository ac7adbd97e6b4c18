import type { Clock } from '@halfminute/core';

/** `setTimeout` keeps its delay in 32 signed bits: a longer one fires at once. */
const longestTimeoutMs = 2 ** 31 - 1;

/** The browser's clock: wall time of the system, monotonic time since the page was opened. */
export const browserClock: Clock = {
  unixMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  utcOffsetMinutes: (unixMs) => -new Date(unixMs).getTimezoneOffset(),
  schedule(delayMs, task) {
    const dueMs = performance.now() + delayMs;
    let timer: ReturnType<typeof setTimeout>;
    // Waits in steps, because of the limit above and because a timer may fire a fraction of a millisecond early.
    const wait = (): void => {
      const leftMs = dueMs - performance.now();
      if (leftMs > 0) {
        timer = setTimeout(wait, Math.min(leftMs, longestTimeoutMs));
      } else {
        task();
      }
    };
    timer = setTimeout(wait, Math.min(Math.max(delayMs, 0), longestTimeoutMs));
    return () => clearTimeout(timer);
  },
};
