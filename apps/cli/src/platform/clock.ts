import { performance } from 'node:perf_hooks';
import type { Clock } from '@halfminute/core';

const MS_PER_MINUTE = 60_000;

export const nodeClock: Clock = {
  unixMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  utcOffsetMinutes: (unixMs) => -new Date(unixMs).getTimezoneOffset(),
  schedule(delayMs, task) {
    // Node fires at once, with a warning, above 2^31 - 1 ms (24.8 days). No command lives as long as that.
    const timer = setTimeout(task, Math.min(delayMs, 24 * 24 * 60 * MS_PER_MINUTE));
    return () => clearTimeout(timer);
  },
};
