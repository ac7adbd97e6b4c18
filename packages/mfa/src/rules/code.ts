import type { Match } from '../candidates.ts';
import { stepsBack } from '../candidates.ts';
import type { ClockVerdict } from '../mfa.ts';
import type { MfaPolicy } from '../policy.ts';
import type { Authenticator, FutureCode, MfaRecord } from '../record.ts';

/** What is known of an authenticator when its code is judged; a pending one was never used. */
export type Judged = Pick<Authenticator, 'id' | 'profile' | 'lastStep' | 'lateInARow'>;

export type CodeVerdict =
  /** The step that is spent, for each authenticator that has the code. Should two of its steps share it, the later, so that it is not good for both. */
  | { readonly verdict: 'right'; readonly uses: readonly [Match, ...Match[]] }
  | { readonly verdict: 'replayed'; readonly authenticatorId: string }
  | { readonly verdict: 'wrong'; readonly clock: ClockVerdict | null; readonly futureCode: FutureCode | null };

interface Judging {
  readonly matches: readonly Match[];
  readonly judged: readonly Judged[];
  readonly now: number;
  readonly policy: MfaPolicy;
}

/**
 * What a code is worth. A code that stands for a spent step is refused even if by chance another step in the window has the same one:
 * "accepted only once" (RFC 6238 section 5.2) is said of the code, and the next step has another.
 */
export function judgeCode(record: MfaRecord, { matches, judged, now, policy }: Judging): CodeVerdict {
  const known = matches.flatMap((match) => {
    const authenticator = judged.find(({ id }) => id === match.authenticatorId);
    return authenticator === undefined ? [] : [{ match, authenticator, age: match.presentStep - match.step }];
  });
  const inWindow = known.filter(({ authenticator, age }) => {
    const { back, ahead } = acceptedSteps(policy.window, authenticator.lateInARow);
    return age <= back && age >= -ahead;
  });
  const spent = [
    ...inWindow.filter(({ match, authenticator: { lastStep } }) => lastStep !== null && match.step <= lastStep),
    // The very code that was accepted is known for longer than it could have been used.
    ...known.filter(({ match, age, authenticator: { lastStep } }) => age >= 0 && match.step === lastStep),
  ];
  const [replayed] = spent;
  if (replayed !== undefined) {
    return { verdict: 'replayed', authenticatorId: replayed.authenticator.id };
  }
  const [use, ...others] = inWindow
    .map(({ match }) => match)
    .filter((match, _, all) => !all.some((later) => isLater(later, match)));
  if (use !== undefined) {
    return { verdict: 'right', uses: [use, ...others] };
  }
  const late = known.find(({ age }) => age > 0 && age <= stepsBack);
  if (late !== undefined) {
    const { periodSeconds } = late.authenticator.profile;
    return { verdict: 'wrong', clock: slow(late.match.step, { periodSeconds, now }), futureCode: null };
  }
  const early = known.find(({ age }) => age < 0);
  if (early === undefined) {
    return { verdict: 'wrong', clock: null, futureCode: null };
  }
  const { match, authenticator } = early;
  const clock = followsOn(record.futureCode, match)
    ? fast(match.step, { periodSeconds: authenticator.profile.periodSeconds, now })
    : null;
  return { verdict: 'wrong', clock, futureCode: match };
}

/**
 * How many steps before and after the present one are accepted. Two sign-ins in a row with a late code add a step at the back; nothing that
 * is learned takes one away (RFC 6238 section 6 would move the window instead).
 */
function acceptedSteps(
  window: MfaPolicy['window'],
  lateInARow: Authenticator['lateInARow'],
): { readonly back: number; readonly ahead: number } {
  const learned = lateInARow === 2 ? 1 : 0;
  switch (window) {
    case 'present':
      return { back: 0, ahead: 0 };
    case 'one-back':
      return { back: 1 + learned, ahead: 0 };
    case 'one-either-way':
      return { back: 1 + learned, ahead: 1 };
  }
}

function isLater(later: Match, match: Match): boolean {
  return later.authenticatorId === match.authenticatorId && later.step > match.step;
}

/**
 * Whether this is the code right after the last one, typed within the time in which a person reads it off. Only such a pair tells of a
 * clock that is fast. After one alone a guesser with the password would know a code that becomes valid in some minutes.
 */
function followsOn(before: FutureCode | null, match: Match): boolean {
  return (
    before !== null &&
    before.authenticatorId === match.authenticatorId &&
    before.step + 1 === match.step &&
    // Two codes that follow each other are on show for two periods together, which touch three steps.
    match.presentStep - before.presentStep <= 2
  );
}

interface Time {
  readonly periodSeconds: number;
  readonly now: number;
}

/** The middle of the code's step: half a period off at most. */
function slow(step: number, { periodSeconds, now }: Time): ClockVerdict {
  return { direction: 'slow', seconds: Math.round(now - (step + 0.5) * periodSeconds) };
}

function fast(step: number, { periodSeconds, now }: Time): ClockVerdict {
  return { direction: 'fast', seconds: Math.round((step + 0.5) * periodSeconds - now) };
}
