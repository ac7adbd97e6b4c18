import { event, notice, unchanged } from '../decision.ts';
import type { Decision, Moment } from '../decision.ts';
import type { MfaEvent } from '../events.ts';
import type { BeginOutcome, BeginRequest } from '../mfa.ts';
import type { Authenticator, MfaRecord, PendingAuthenticator } from '../record.ts';
import { withoutDevices } from './devices.ts';

/** `expiresAt` of a secret that was thrown away by a reset or by the cap. */
const voided = 0;

/** Attempts that show a secret at the same time; beyond, the eldest goes. */
const mostPending = 10;

/** A secret that ran out is remembered for a day, so that the page can say so, and then forgotten. */
const keptAfterExpirySeconds = 86_400;

/** What is shown to an attempt: the secret it saw before, a new one, or why none. */
export type Beginning =
  | { readonly begin: 'again'; readonly pending: PendingAuthenticator }
  | { readonly begin: 'anew' }
  | { readonly begin: 'refused'; readonly outcome: Exclude<BeginOutcome, { readonly result: 'pending' }> };

type Asked = Pick<BeginRequest, 'attemptId' | 'startAgain' | 'presented' | 'adds'>;

export function beginEnrolment(record: MfaRecord, asked: Asked, { now, policy }: Moment): Beginning {
  const isEnrolled = record.authenticators.length > 0;
  if (isEnrolled && asked.adds === 'first') {
    return { begin: 'refused', outcome: { result: 'already-enrolled' } };
  }
  const shown = record.pending.find(({ attemptId }) => attemptId === asked.attemptId);
  const isOnShow = shown !== undefined && now < shown.expiresAt;
  // Whoever switched all factors off by guessing does not come back through a new one.
  const needs = record.disabledAt !== null ? 'ticket' : isEnrolled ? 'nothing' : record.enrolmentNeeds;
  const presented = shown?.expiresAt === voided ? 'nothing' : asked.presented;
  // An attempt with a secret on show has presented what it needs: whatever raises the need voids the secret.
  if (!isOnShow && !isEnough(presented, needs)) {
    return { begin: 'refused', outcome: { result: 'needs-ticket', needs } };
  }
  if (shown !== undefined && !asked.startAgain) {
    return isOnShow ? { begin: 'again', pending: shown } : { begin: 'refused', outcome: { result: 'expired' } };
  }
  return record.authenticators.length >= policy.mostAuthenticators
    ? { begin: 'refused', outcome: { result: 'too-many-authenticators' } }
    : { begin: 'anew' };
}

/** Keeps what will be shown. Where the factors were switched off it took a ticket to come here, and that switches them on again. */
export function keepPending(
  record: MfaRecord,
  pending: PendingAuthenticator,
  { moment, presented }: { readonly moment: Moment; readonly presented: BeginRequest['presented'] },
): Decision<PendingAuthenticator> {
  const { enrolmentSeconds } = moment.policy;
  const replaced = record.pending.find(({ attemptId }) => attemptId === pending.attemptId);
  const others = record.pending
    .filter((other) => other !== replaced && moment.now < other.shownAt + enrolmentSeconds + keptAfterExpirySeconds)
    .toSorted((one, other) => other.shownAt - one.shownAt)
    .slice(0, mostPending - 1);
  const isExpired = replaced !== undefined && replaced.expiresAt <= moment.now;
  const enabled = enableFactors(record, moment);
  return {
    outcome: pending,
    after: { ...enabled.after, pending: [...others, pending] },
    events: [
      ...enabled.events,
      ...(isExpired ? [event(moment, 'enrolment-expired', {})] : []),
      event(moment, 'enrolment-begun', { authenticatorId: pending.id, presented }),
    ],
    notices: enabled.notices,
  };
}

/**
 * No secret is on show any more, and what an attempt presented for its own counts no more: a link or a ticket that was spent before a
 * reset, or before the cap, does not lead to another secret after it.
 */
export function voidPending(pending: readonly PendingAuthenticator[]): readonly PendingAuthenticator[] {
  return pending.map((one) => ({ ...one, expiresAt: voided }));
}

/** By a spent ticket of an administrator: guessing is possible again, from zero. */
export function enableFactors(record: MfaRecord, moment: Moment): Decision<null> {
  if (record.disabledAt === null) {
    return unchanged(record, null);
  }
  return {
    outcome: null,
    after: { ...record, disabledAt: null, waitUntil: null, consecutiveFailures: 0 },
    events: [event(moment, 'factors-enabled', {})],
    notices: [notice(moment, 'factors-enabled', {})],
  };
}

function isEnough(presented: BeginRequest['presented'], needs: 'nothing' | 'link' | 'ticket'): needs is 'nothing' {
  return needs === 'nothing' || presented === 'ticket' || presented === needs;
}

/** An authenticator more. Every other secret that is still on show goes: of two confirmed at the same moment, one is bound. */
export function addAuthenticator(
  record: MfaRecord,
  authenticator: Authenticator,
  { moment, imported }: { readonly moment: Moment; readonly imported: boolean },
): { readonly record: MfaRecord; readonly events: readonly MfaEvent[] } & Pick<Decision<null>, 'notices'> {
  const { id: authenticatorId, name } = authenticator;
  const first = record.authenticators.length === 0;
  const forgotten = withoutDevices(record, { moment, reason: 'factor-changed' });
  return {
    record: {
      ...forgotten.record,
      authenticators: [...record.authenticators, authenticator],
      pending: [],
      enrolmentNeeds: 'nothing',
    },
    events: [
      event(moment, imported ? 'authenticator-imported' : 'authenticator-added', { authenticatorId, name, first }),
      ...forgotten.events,
    ],
    notices: [notice(moment, 'authenticator-added', { authenticator: name, first, imported })],
  };
}
