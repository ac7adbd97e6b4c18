import { HashingBusyError } from './passwords.ts';

export interface BoundedQueueOptions {
  /** How many may run at a time. */
  readonly threads: number;
  /** How many more may wait. */
  readonly queue: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly onWaiting: (waiting: number) => void;
}

/** Runs work a few at a time, in the order it came. */
export interface BoundedQueue {
  /** Throws HashingBusyError at once, and before anything is run, where too many wait already. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves once nothing runs and nothing waits. */
  idle(): Promise<void>;
}

export function createBoundedQueue({ threads, queue, now, onWaiting }: BoundedQueueOptions): BoundedQueue {
  const waiting: (() => void)[] = [];
  let whenIdle: (() => void)[] = [];
  let running = 0;
  let averageMs = 50;

  function next(): void {
    const start = waiting.shift();
    if (start !== undefined) {
      onWaiting(waiting.length);
      start();
      return;
    }
    running -= 1;
    if (running === 0) {
      for (const resolve of whenIdle) {
        resolve();
      }
      whenIdle = [];
    }
  }

  return {
    async run(work) {
      if (running < threads) {
        running += 1;
      } else if (waiting.length < queue) {
        // The one that ends hands its place on, so `running` stays as it is.
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          onWaiting(waiting.length);
        });
      } else {
        const untilDoneMs = (averageMs * (waiting.length + running)) / threads;
        throw new HashingBusyError(Math.min(30, Math.max(1, Math.ceil(untilDoneMs / 1000))));
      }
      const startedMs = now();
      try {
        return await work();
      } finally {
        averageMs += (now() - startedMs - averageMs) / 16;
        next();
      }
    },

    async idle() {
      if (running > 0) {
        await new Promise<void>((resolve) => {
          whenIdle.push(resolve);
        });
      }
    },
  };
}
