import type { Clock, Unsubscribe } from '../platform.ts';

interface Scheduled {
  readonly dueMs: number;
  readonly order: number;
  readonly task: () => void;
}

/** A clock that only moves when told to, and runs what was scheduled on it in the order it falls due. */
export interface MemoryClock extends Clock {
  /** Lets time pass: both clocks move, and due tasks run at the moment they are due. */
  advance(byMs: number): void;
  /** Somebody sets the wall clock; the monotonic clock does not notice. Negative: back. */
  setWallForward(byMs: number): void;
  /**
   * The computer sleeps: the wall clock goes on, nothing runs, and the monotonic clock goes on only where
   * `monotonicCountsSleep` is set.
   */
  sleep(forMs: number): void;
  /** How many tasks wait, so that a test can see that none was left behind. */
  readonly waiting: number;
}

export interface MemoryClockOptions {
  /** Where the wall clock starts, in milliseconds since the Unix epoch. */
  readonly unixMs?: number;
  readonly utcOffsetMinutes?: number;
  /** Whether the monotonic clock goes on in {@link MemoryClock.sleep}; true unless told otherwise. */
  readonly monotonicCountsSleep?: boolean;
}

/** 1 June 2027, 08:00:00 UTC: a fixed morning, so that every test sees the same codes. */
const DEFAULT_START_MS = 1_811_836_800_000;

export function createMemoryClock(options: MemoryClockOptions = {}): MemoryClock {
  const monotonicCountsSleep = options.monotonicCountsSleep ?? true;
  const utcOffsetMinutes = options.utcOffsetMinutes ?? 0;
  let wallMs = options.unixMs ?? DEFAULT_START_MS;
  let monotonicMs = 0;
  /** What timers run by: stands still while the computer sleeps. */
  let timerMs = 0;
  let scheduledSoFar = 0;
  const scheduled = new Set<Scheduled>();

  function firstDueBy(limitMs: number): Scheduled | null {
    let first: Scheduled | null = null;
    for (const candidate of scheduled) {
      if (candidate.dueMs > limitMs) {
        continue;
      }
      if (
        first === null ||
        candidate.dueMs < first.dueMs ||
        (candidate.dueMs === first.dueMs && candidate.order < first.order)
      ) {
        first = candidate;
      }
    }
    return first;
  }

  function pass(ms: number): void {
    wallMs += ms;
    monotonicMs += ms;
    timerMs += ms;
  }

  return {
    monotonicCountsSleep,
    unixMs: () => wallMs,
    monotonicMs: () => monotonicMs,
    utcOffsetMinutes: () => utcOffsetMinutes,
    schedule(delayMs: number, task: () => void): Unsubscribe {
      scheduledSoFar += 1;
      const entry: Scheduled = { dueMs: timerMs + Math.max(0, delayMs), order: scheduledSoFar, task };
      scheduled.add(entry);
      return () => {
        scheduled.delete(entry);
      };
    },
    advance(byMs: number): void {
      const endMs = timerMs + byMs;
      for (let next = firstDueBy(endMs); next !== null; next = firstDueBy(endMs)) {
        scheduled.delete(next);
        pass(Math.max(0, next.dueMs - timerMs));
        next.task();
      }
      pass(endMs - timerMs);
    },
    setWallForward(byMs: number): void {
      wallMs += byMs;
    },
    sleep(forMs: number): void {
      wallMs += forMs;
      if (monotonicCountsSleep) {
        monotonicMs += forMs;
      }
    },
    get waiting() {
      return scheduled.size;
    },
  };
}
