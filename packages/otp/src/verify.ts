import { createCodeGenerator } from './generator.ts';
import type { HotpParameters, SteamParameters, TotpParameters } from './kinds.ts';
import { timeStep } from './totp.ts';

/** Steps or counters in one direction: more would be a search, not a window (RFC 4226 section 7.4, RFC 6238 section 5.2). */
const widestWindow = 100;

export interface TotpAttempt {
  readonly parameters: TotpParameters | SteamParameters;
  /** As the account writes it; stripping blanks and turning foreign figures into ASCII is the caller's. */
  readonly code: string;
  readonly unixSeconds: number;
  /** How many steps before the present one are accepted, 0 to 100. RFC 6238 section 5.2 recommends one at most. */
  readonly stepsBack: number;
  /** How many steps after the present one are accepted, 0 to 100. */
  readonly stepsForward: number;
  /** The step of the last code accepted, or null. No code of it, nor of an earlier one, is accepted again (RFC 6238 section 5.2). */
  readonly lastAcceptedStep: number | null;
}

/**
 * The time step whose code it is, for the caller to keep as the next `lastAcceptedStep`, or null. Every candidate is
 * computed and compared to its end, whatever matched before, so that the time taken tells nothing. Should two steps share one code, it is
 * the later, so that the same code cannot be used for it again.
 * Throws RangeError for a window that is none.
 */
export function verifyTotp(attempt: TotpAttempt): number | null {
  const { parameters, code, unixSeconds, stepsBack, stepsForward, lastAcceptedStep } = attempt;
  checkWindow(stepsBack);
  checkWindow(stepsForward);
  const present = timeStep(unixSeconds, parameters.periodSeconds);
  return matchingCounter(parameters, code, {
    first: present - stepsBack,
    last: present + stepsForward,
    leastAccepted: lastAcceptedStep === null ? 0 : lastAcceptedStep + 1,
  });
}

export interface HotpAttempt {
  /** `counter` is the next one expected. */
  readonly parameters: HotpParameters;
  readonly code: string;
  /** How many counters after the expected one are accepted too, 0 to 100 (RFC 4226 section 7.4, "s"). */
  readonly lookAhead: number;
}

/** The counter whose code it is, so that the next one expected is one more, or null. As careful as {@link verifyTotp}. */
export function verifyHotp(attempt: HotpAttempt): number | null {
  const { parameters, code, lookAhead } = attempt;
  checkWindow(lookAhead);
  return matchingCounter(parameters, code, {
    first: parameters.counter,
    last: parameters.counter + lookAhead,
    leastAccepted: parameters.counter,
  });
}

interface Candidates {
  readonly first: number;
  readonly last: number;
  readonly leastAccepted: number;
}

function matchingCounter(
  parameters: HotpParameters | TotpParameters | SteamParameters,
  code: string,
  { first, last, leastAccepted }: Candidates,
): number | null {
  const generator = createCodeGenerator(parameters);
  let matched = -1;
  for (let counter = Math.max(first, 0); counter <= Math.min(last, Number.MAX_SAFE_INTEGER); counter++) {
    const equal = equalCodes(generator.codeForCounter(counter), code);
    // Without a branch on the outcome: the mask is all ones for a match that counts, else zero.
    const counts = equal & Number(counter >= leastAccepted);
    matched = counts * counter + (1 - counts) * matched;
  }
  generator.wipe();
  return matched < 0 ? null : matched;
}

/** 1 if equal, else 0, in a time that depends on the lengths only. */
function equalCodes(expected: string, given: string): number {
  let difference = expected.length ^ given.length;
  for (let index = 0; index < expected.length; index++) {
    // charCodeAt beyond the end is NaN, which the operator turns into 0.
    difference |= expected.charCodeAt(index) ^ given.charCodeAt(index);
  }
  return Number(difference === 0);
}

function checkWindow(steps: number): void {
  if (!Number.isInteger(steps) || steps < 0 || steps > widestWindow) {
    throw new RangeError(`A window is a whole number of steps from 0 to ${widestWindow}.`);
  }
}
