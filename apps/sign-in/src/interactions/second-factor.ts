import type { ConfirmOutcome, MfaRecord, Purpose, VerifyOutcome } from '@halfminute/mfa';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { CodeError, Form, RecoveryError } from '../pages/page.ts';
import { showPage } from './answer.ts';
import { noteRelay } from './relay-canary.ts';
import type { Visit } from './visit.ts';

export type Factor = 'code' | 'recovery';

/** An attempt that was not accepted, at a sign-in or at the end of a set-up: what its page says. */
export type Refused =
  | Exclude<VerifyOutcome, { readonly result: 'accepted' }>
  | Exclude<ConfirmOutcome, { readonly result: 'confirmed' }>;

interface TooMany {
  readonly result: 'too-many';
  readonly retryAfterSeconds: number;
}

/** Asks the one function that verifies everything (rule G5), within the budgets. */
export function verifyTyped(
  visit: Visit,
  about: { readonly userId: string; readonly factor: Factor; readonly typed: string; readonly purpose: Purpose },
): Promise<VerifyOutcome | TooMany> {
  const { services, request } = visit;
  return withinBudgets(visit, { userId: about.userId, factor: about.factor }, () =>
    services.mfa.verify({ ...about, context: request }),
  );
}

/** Takes from the budgets of this address before a code is looked at (rule G6), and gives back what was no wrong guess. */
export async function withinBudgets<Outcome extends { readonly result: string }>(
  visit: Visit,
  { userId, factor }: { readonly userId: string; readonly factor: Factor | 'enrolment' },
  look: () => Promise<Outcome>,
): Promise<Outcome | TooMany> {
  const { services } = visit;
  const budget = { address: visit.address, subject: userId };
  const allowed = await services.limits.take('code', budget);
  if (!allowed.allowed) {
    return { result: 'too-many', retryAfterSeconds: allowed.retryAfterSeconds };
  }
  await noteRelay(visit, userId);
  const outcome = await look().catch((error: unknown) => {
    services.limits.giveBack('code', budget);
    throw error;
  });
  if (outcome.result !== 'wrong' && outcome.result !== 'replayed') {
    services.limits.giveBack('code', budget);
  }
  services.metrics.count('second_factor', { factor, result: outcome.result });
  return outcome;
}

/** A refusal is never a success on the wire, either. */
export function statusOf(refused: Refused): ContentfulStatusCode {
  switch (refused.result) {
    case 'malformed':
      return 400;
    case 'replayed':
      return 409;
    case 'expired':
      return 410;
    case 'waiting':
      return 429;
    case 'wrong':
    case 'disabled':
    case 'not-enrolled':
      return 403;
  }
}

/** Sheets D6 and D7. Null for what has a page of its own. */
export function codeErrorOf(refused: Refused): CodeError | null {
  switch (refused.result) {
    case 'wrong':
      return refused.clock === null ? { reason: 'wrong' } : { reason: 'clock', ...refused.clock };
    case 'replayed':
      return { reason: 'replayed' };
    case 'malformed':
      return { reason: 'malformed', expected: refused.expected, got: refused.got };
    case 'expired':
    case 'waiting':
    case 'disabled':
    case 'not-enrolled':
      return null;
  }
}

export function recoveryErrorOf(refused: Refused): RecoveryError | null {
  switch (refused.result) {
    case 'wrong':
      return { reason: 'wrong' };
    case 'replayed':
      return { reason: 'used' };
    case 'malformed':
      return { reason: 'malformed' };
    case 'expired':
    case 'waiting':
    case 'disabled':
    case 'not-enrolled':
      return null;
  }
}

/** Sheet E5: while nothing is looked at, the page that would ask for a code says so instead. Null where a code may be tried. */
export function showClosed(
  visit: Visit,
  about: {
    readonly record: Pick<MfaRecord, 'disabledAt' | 'waitUntil'>;
    readonly clockUrl: string;
    readonly goOnUrl: string;
    readonly somebodyElse: Form | null;
    /** After a POST that was refused, perhaps for this. */
    readonly refused: boolean;
  },
): Response | null {
  const { services, now } = visit;
  const { record, refused, clockUrl, goOnUrl, somebodyElse } = about;
  if (record.disabledAt !== null) {
    const { cap } = services.config.policy.mfa;
    return showPage(visit, { kind: 'switched-off', failures: cap }, { status: refused ? 403 : 200 });
  }
  if (record.waitUntil === null || record.waitUntil <= now) {
    return null;
  }
  return showPage(
    visit,
    { kind: 'waiting', until: record.waitUntil, now, clockUrl, goOnUrl, somebodyElse },
    refused ? { status: 429, retryAfterSeconds: record.waitUntil - now } : {},
  );
}
