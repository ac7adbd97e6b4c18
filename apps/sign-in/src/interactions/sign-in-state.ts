import type { SecondFactor } from '../provider/acr.ts';

/** Where a sign-in stands. Each stage has one page; `stages.ts` says what leads from one to the next. */
export type Stage = (typeof stageNames)[number];

const stageNames = ['password', 'ticket', 'enrol', 'code', 'recovery-codes', 'replacement', 'finished'] as const;

/** What the server keeps of a sign-in between two requests. */
export interface SignInState {
  readonly use: 'sign-in';
  readonly stage: Stage;
  /** Only the second factor is asked for, on a session that lives. */
  readonly stepUp: boolean;
  /** When the password was right, Unix seconds; null at a step-up. */
  readonly passwordAt: number | null;
  /** What was given besides the password so far, and when. */
  readonly factor: SecondFactor;
  readonly factorAt: number | null;
  /** What this browser presented for a first enrolment; it was spent for this sign-in. */
  readonly presented: 'nothing' | 'link' | 'ticket';
  /** Whether a link was mailed from the page that asks for one. */
  readonly linkSent: boolean;
  /** Codes on show until one is typed back, sealed with the service's keys (base64url). */
  readonly sealedCodes: string | null;
}

export const freshState: SignInState = {
  use: 'sign-in',
  stage: 'password',
  stepUp: false,
  passwordAt: null,
  factor: 'none',
  factorAt: null,
  presented: 'nothing',
  linkSent: false,
  sealedCodes: null,
};

/** Null for another use of the table. */
export function readSignInState(state: unknown): SignInState | null {
  if (typeof state !== 'object' || state === null || !('use' in state) || state.use !== 'sign-in') {
    return null;
  }
  // as: written by this service alone, from this type; a state of an older version lacks at most what `freshState` has.
  return { ...freshState, ...(state as Partial<SignInState>) };
}
