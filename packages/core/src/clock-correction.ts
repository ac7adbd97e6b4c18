import type { ClockOutcome } from './app-desk.ts';
import { PlatformError } from './platform.ts';
import type { Clock, Platform } from './platform.ts';
import type { TimeMeasurement } from './platform-desk.ts';

/** The computer's clock, and by how much a time server says it is wrong. */
export interface ClockCorrection {
  /** Tells the corrected time. What is written into the vault, and when to lock, goes by the computer's own clock. */
  readonly clock: Clock;
  /** null: the computer's clock is believed. */
  readonly correctionMs: number | null;
  /** Asks a time server, once, and corrects by more than a second from then on until the program ends. */
  measure(): Promise<ClockOutcome>;
  /** The clock was set: what was measured says nothing of it. */
  drop(): void;
}

export interface ClockCorrectionNeed {
  readonly platform: Platform;
  /** Whether the clock has jumped since this was asked last. */
  jumped(): boolean;
  /** `measured`: what the user is told; null: nothing any more. */
  changed(measured: { readonly offsetSeconds: number; readonly corrected: boolean } | null): void;
}

/** Less is nothing that a code could be refused for. */
const RIGHT_WITHIN_MS = 1000;

export function createClockCorrection({ platform, jumped, changed }: ClockCorrectionNeed): ClockCorrection {
  const { clock: ownClock, timeSource } = platform;
  let correctionMs: number | null = null;

  async function ask(): Promise<TimeMeasurement | null> {
    if (timeSource === undefined) {
      return null;
    }
    jumped();
    try {
      const measurement = await timeSource.measure();
      const isSound = Number.isFinite(measurement.offsetMs) && measurement.roundTripMs >= 0;
      // A clock that was set while the question was under way was measured half before and half after.
      return isSound && !jumped() ? measurement : null;
    } catch (error) {
      if (error instanceof PlatformError) {
        return null;
      }
      throw error;
    }
  }

  return {
    clock: {
      unixMs: () => ownClock.unixMs() + (correctionMs ?? 0),
      monotonicMs: () => ownClock.monotonicMs(),
      utcOffsetMinutes: (unixMs) => ownClock.utcOffsetMinutes(unixMs),
      schedule: (delayMs, task) => ownClock.schedule(delayMs, task),
    },
    get correctionMs() {
      return correctionMs;
    },
    async measure() {
      if (timeSource === undefined) {
        return { outcome: 'unsupported' };
      }
      const measurement = await ask();
      if (measurement === null) {
        return { outcome: 'not-answered' };
      }
      const { offsetMs, roundTripMs } = measurement;
      const isWrong = Math.abs(offsetMs) > RIGHT_WITHIN_MS;
      // The answer is right to within half of its way: by less than that nothing is corrected.
      const corrected = isWrong && Math.abs(offsetMs) > roundTripMs / 2;
      correctionMs = corrected ? offsetMs : null;
      changed(isWrong ? { offsetSeconds: Math.round(offsetMs / 1000), corrected } : null);
      return { outcome: 'measured', offsetMs, roundTripMs, corrected };
    },
    drop() {
      correctionMs = null;
      changed(null);
    },
  };
}
