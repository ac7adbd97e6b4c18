import { createCodeGenerator, secondsLeft, timeStep } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import type { CodeView } from './app.ts';

export type TimedAccount = Exclude<OtpAccount, { readonly kind: 'hotp' }>;
type TimedView = Extract<CodeView, { readonly kind: 'timed' }>;

/** The codes of one timed account: this period's, the next one's and, made ahead, the one after that. */
export interface TimedCodes {
  /** At a boundary this only moves strings. */
  at(unixSeconds: number): TimedView;
  /** Makes ahead what the next boundary will need. To be called when there is time. */
  prepare(): void;
  /** Wipes the keyed state, which is as secret as the secret. Not to be used afterwards. */
  wipe(): void;
}

export function createTimedCodes(account: TimedAccount, generator = createCodeGenerator(account)): TimedCodes {
  const { periodSeconds } = account;
  /** The codes of `firstStep`, and of the steps after it in their order. */
  let firstStep = 0;
  let made: readonly string[] = [];

  function moveTo(step: number): void {
    const passed = step - firstStep;
    // Any other move (the first look, sleep, a clock that was set) finds nothing to go on with.
    made = passed === 0 || passed === 1 ? made.slice(passed) : [];
    firstStep = step;
  }

  function madeFor(offset: number): string {
    while (made.length <= offset) {
      made = [...made, generator.codeForCounter(firstStep + made.length)];
    }
    return made[offset] ?? '';
  }

  return {
    at(unixSeconds) {
      moveTo(timeStep(unixSeconds, periodSeconds));
      return {
        kind: 'timed',
        code: madeFor(0),
        nextCode: madeFor(1),
        secondsLeft: secondsLeft(unixSeconds, periodSeconds),
        periodSeconds,
      };
    },
    prepare() {
      madeFor(2);
    },
    wipe() {
      made = [];
      generator.wipe();
    },
  };
}
