import type { Transaction } from 'kysely';
import type { SignInSchema } from '../database/schema.ts';
import { giveCookie } from '../interactions/answer.ts';
import { createAttempts } from '../interactions/attempt.ts';
import type { Attempt } from '../interactions/attempt.ts';
import type { Visit } from '../interactions/visit.ts';
import { startPath } from './signed-in.ts';
import type { OwnVisit } from './signed-in.ts';

/** What a code that was asked for first allows this browser, once. */
export interface Permit {
  readonly use: 'permit';
  readonly for: 'add' | 'change-password' | 'recovery-codes';
  /** Unix seconds: until when the act may be begun. */
  readonly until: number;
  /** Codes on show, sealed: a new set, or the one in place of a recovery code that was used for this. */
  readonly sealedCodes: string | null;
  /** A replacement is shown first; only then the act's own page. */
  readonly replacement: boolean;
}

/** From the code to the act. */
const permitSeconds = 300;

export function permitUntil({ now }: Visit): number {
  return now + permitSeconds;
}

export function permitsOf({ services }: Visit) {
  return createAttempts(services, readPermit);
}

export function findPermit(visit: OwnVisit): Promise<Attempt<Permit> | null> {
  return permitsOf(visit).find({ belongsTo: belongsTo(visit), secret: visit.cookies.get(cookieName(visit)) });
}

/** Takes the place of whatever this browser had begun. */
export async function givePermit(visit: OwnVisit, state: Permit): Promise<string> {
  const { services, account } = visit;
  // A set-up page, or codes on show, stay for their hour; what may be begun is bounded by `until`.
  const seconds = services.config.policy.mfa.enrolmentSeconds + permitSeconds;
  const { id, secret } = await services.database.transaction((transaction) =>
    permitsOf(visit).begin(transaction, {
      belongsTo: belongsTo(visit),
      userId: account.userId,
      state,
      seconds,
    }),
  );
  giveCookie(visit, { name: cookieName(visit), value: secret, maxAgeSeconds: seconds });
  return id;
}

export function endPermit(
  visit: OwnVisit,
  transaction: Transaction<SignInSchema>,
  permit: Attempt<Permit>,
): Promise<boolean> {
  giveCookie(visit, { name: cookieName(visit), value: null });
  return permitsOf(visit).end(transaction, permit);
}

/** Where the permit is used. */
export function pageOf(permit: Pick<Permit, 'for'>): string {
  const pages = { add: 'add', 'change-password': 'password', 'recovery-codes': 'recovery-codes' } as const;
  return `${startPath}/${pages[permit.for]}`;
}

export function belongsTo({ session }: OwnVisit): string {
  return `session:${session.uid}`;
}

function cookieName({ cookieNames, session }: OwnVisit): string {
  return cookieNames.act(session.uid);
}

function readPermit(state: unknown): Permit | null {
  const isPermit = typeof state === 'object' && state !== null && 'use' in state && state.use === 'permit';
  // as: written by this service alone, from this type.
  return isPermit ? (state as Permit) : null;
}
