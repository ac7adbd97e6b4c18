import { createCodeGenerator, timeStep } from '@halfminute/otp';
import type { KeyRing } from './key-ring.ts';
import type { CodeProfile, SealedSeed } from './record.ts';
import { unsealSeed } from './sealed-seed.ts';

/** How far back a code is recognised as a late one, whatever the window: the clock doctor's reach. */
export const stepsBack = 20;

/** How far ahead. Two such codes in a row tell of a fast clock; one alone is answered like any wrong one. */
const stepsAhead = 40;

/** Every code of one authenticator that an attempt is compared with: the same number for every attempt, whatever was typed. */
export interface CandidateCodes {
  readonly authenticatorId: string;
  readonly presentStep: number;
  readonly firstStep: number;
  readonly codes: readonly string[];
}

/** A step whose code was typed. */
export interface Match {
  readonly authenticatorId: string;
  readonly step: number;
  readonly presentStep: number;
}

/** An authenticator, confirmed or pending, whose codes are wanted. */
export interface CodeSource {
  readonly id: string;
  readonly seed: SealedSeed;
  readonly profile: CodeProfile;
}

/** Opens the seed, makes the codes around `now` (Unix seconds) and wipes what was opened. Throws what {@link unsealSeed} throws. */
export async function candidateCodes(
  source: CodeSource,
  about: { readonly userId: string; readonly now: number; readonly keyRing: KeyRing },
): Promise<CandidateCodes> {
  const { algorithm, digits, periodSeconds } = source.profile;
  const secret = await unsealSeed(source.seed, { userId: about.userId, authenticatorId: source.id }, about.keyRing);
  const generator = createCodeGenerator({ kind: 'totp', secret, algorithm, digits, periodSeconds });
  const presentStep = timeStep(about.now, periodSeconds);
  const firstStep = Math.max(presentStep - stepsBack, 0);
  const codes: string[] = [];
  for (let step = firstStep; step <= presentStep + stepsAhead; step++) {
    codes.push(generator.codeForCounter(step));
  }
  generator.wipe();
  secret.wipe();
  return { authenticatorId: source.id, presentStep, firstStep, codes };
}

/** Compares with every candidate to its end, whatever matched before, so that the time taken tells nothing. */
export function matchesOf(digits: string, candidates: readonly CandidateCodes[]): readonly Match[] {
  const equal = candidates.map(({ codes }) => codes.map((code) => sameCode(code, digits)));
  return candidates.flatMap(({ authenticatorId, presentStep, firstStep }, at) =>
    (equal[at] ?? []).flatMap((isEqual, index) =>
      isEqual === 1 ? [{ authenticatorId, presentStep, step: firstStep + index }] : [],
    ),
  );
}

/** 1 if equal, else 0, in a time that depends on the lengths only. */
function sameCode(expected: string, given: string): number {
  let difference = expected.length ^ given.length;
  for (let index = 0; index < expected.length; index++) {
    // charCodeAt beyond the end is NaN, which the operator turns into 0.
    difference |= expected.charCodeAt(index) ^ given.charCodeAt(index);
  }
  return Number(difference === 0);
}
