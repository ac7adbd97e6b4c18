import type { IdleTimer } from './idle-timer.ts';
import type { Clock, Unsubscribe } from './platform.ts';

/** Looks at the clock, the idle time and the day every few seconds, while something is open: a locked program sleeps. */
export interface Heartbeat {
  /** From now on, or anew: when it beats next depends on what is set. Nothing where nothing is open. */
  arm(): void;
  stop(): void;
}

export interface HeartbeatNeed {
  readonly clock: Clock;
  readonly idle: IdleTimer;
  isOpen(): boolean;
  /** Seconds after which it locks; null: never. */
  limitSeconds(): number | null;
  beat(): void;
}

/** How often at the least. */
const BEAT_MS = 5000;

export function createHeartbeat(need: HeartbeatNeed): Heartbeat {
  const { clock, idle } = need;
  let cancel: Unsubscribe | null = null;

  function stop(): void {
    cancel?.();
    cancel = null;
  }

  function arm(): void {
    stop();
    if (!need.isOpen()) {
      return;
    }
    const limitSeconds = need.limitSeconds();
    const untilIdleMs = limitSeconds === null ? BEAT_MS : Math.max(1, idle.remainingMs(limitSeconds));
    cancel = clock.schedule(Math.min(BEAT_MS, untilIdleMs), () => {
      need.beat();
      arm();
    });
  }

  return { arm, stop };
}
