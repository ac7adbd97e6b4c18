import type { OpenServices } from '../compose.ts';
import { sweepAttempts } from '../interactions/attempt.ts';
import { sweepExpired } from '../provider/sql-sessions.ts';
import { readClockState } from './clock-watch.ts';

/** What is done again and again while the service runs. */
export interface Ticker {
  /** Once a second from now on. */
  start(): void;
  /** Once, now. */
  tick(): Promise<void>;
  stop(): Promise<void>;
  /** Why nothing may be decided at present, or null. */
  closedBecause(): 'clock' | 'policy' | null;
}

const everyMs = 1_000;
const sweepEverySeconds = 30;
const mostRowsASweep = 1_000;

/**
 * Each second: joins the heads of the audit log in a checkpoint, takes over a changed policy, looks whether the clock went back (rule T25); each
 * half minute: deletes what is over.
 */
export function createTicker({ services, refreshPolicy }: OpenServices): Ticker {
  const { audit, clock, database, log } = services;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let closed: 'clock' | 'policy' | null = null;
  let sweptAt = 0;

  function close(reason: 'clock' | 'policy' | null): void {
    if (closed !== reason) {
      closed = reason;
      if (reason === null) {
        log.info('decides-again');
      } else {
        log.error('decides-nothing', { reason });
      }
    }
  }

  async function judge(): Promise<void> {
    const state = await readClockState(services);
    if (state.state === 'went-back') {
      return close('clock');
    }
    try {
      await refreshPolicy();
    } catch {
      return close('policy');
    }
    close(null);
  }

  async function sweep(): Promise<void> {
    const now = clock();
    if (Math.abs(now - sweptAt) >= sweepEverySeconds) {
      sweptAt = now;
      await sweepExpired(database, { now, most: mostRowsASweep });
      await sweepAttempts(services);
    }
  }

  async function tick(): Promise<void> {
    await judge();
    await audit.checkpoint();
    await sweep();
  }

  return {
    tick,
    closedBecause: () => closed,
    start: () => {
      timer = setInterval(() => {
        // One that is slow is not overtaken by the next.
        running ??= tick()
          .catch((error: unknown) => {
            log.error('tick-failed', { error: error instanceof Error ? error.name : typeof error });
          })
          .finally(() => {
            running = null;
          });
      }, everyMs);
      timer.unref();
    },
    stop: async () => {
      if (timer !== null) {
        clearInterval(timer);
      }
      await running;
    },
  };
}
