import { timeStep } from '@halfminute/otp';
import { event, notice, unchanged } from '../decision.ts';
import type { Decision, Moment } from '../decision.ts';
import type { Authenticator, MfaRecord } from '../record.ts';
import { withoutDevices } from './devices.ts';
import { voidPending } from './enrolment.ts';

export function renameAuthenticator(
  record: MfaRecord,
  { authenticatorId, name }: { readonly authenticatorId: string; readonly name: string },
  moment: Moment,
): Decision<'renamed' | 'unknown'> {
  const renamed = record.authenticators.find(({ id }) => id === authenticatorId);
  if (renamed === undefined) {
    return unchanged(record, 'unknown');
  }
  return {
    outcome: 'renamed',
    after: {
      ...record,
      authenticators: record.authenticators.map((other) => (other === renamed ? { ...other, name } : other)),
    },
    events: [event(moment, 'authenticator-renamed', { authenticatorId, name, before: renamed.name })],
    notices: [],
  };
}

/** With the last authenticator the recovery codes go: they stand in for one, and are none. */
export function removeAuthenticator(
  record: MfaRecord,
  { authenticatorId, keepLast }: { readonly authenticatorId: string; readonly keepLast: boolean },
  moment: Moment,
): Decision<'removed' | 'last' | 'unknown'> {
  const removed = record.authenticators.filter(({ id }) => id === authenticatorId);
  if (removed.length === 0) {
    return unchanged(record, 'unknown');
  }
  return keepLast && record.authenticators.length === removed.length
    ? unchanged(record, 'last')
    : { ...withoutAuthenticators(record, removed, { moment, reason: 'factor-changed' }), outcome: 'removed' };
}

/** By an administrator: nothing of the factors stays, and the next enrolment needs more than the password. */
export function resetFactors(record: MfaRecord, reason: string, moment: Moment): Decision<null> {
  const { actor } = moment.context;
  const admin = actor.kind === 'admin' ? actor.name : null;
  const forgotten = withoutDevices(record, { moment, reason: 'reset' });
  return {
    outcome: null,
    after: {
      ...forgotten.record,
      consecutiveFailures: 0,
      waitUntil: null,
      disabledAt: null,
      // After the cap a mailed link is not enough, whatever happened in between.
      enrolmentNeeds: record.enrolmentNeeds === 'ticket' ? 'ticket' : 'link',
      futureCode: null,
      authenticators: [],
      pending: voidPending(record.pending),
      recovery: null,
    },
    events: [
      event(moment, 'mfa-reset', { reason, admin, authenticators: record.authenticators.length }),
      ...forgotten.events,
    ],
    notices: [notice(moment, 'mfa-reset', { reason, admin })],
  };
}

/** "This was not me": what was added since then was added by somebody else, and what is being added as well. */
export function undoSince(record: MfaRecord, since: number, moment: Moment): Decision<readonly string[]> {
  const removed = record.authenticators.filter(({ addedAt }) => addedAt >= since);
  const rest = withoutAuthenticators(record, removed, { moment, reason: 'not-me' });
  const { recovery, pending } = rest.after;
  const onShow = pending.filter(({ expiresAt }) => expiresAt > moment.now);
  const isTheirs = recovery !== null && recovery.createdAt >= since;
  // Whoever did this holds the password, and would enrol (again) with it alone.
  const isOpen = rest.after.authenticators.length === 0 && record.enrolmentNeeds === 'nothing';
  const events = [
    ...rest.events,
    ...(isTheirs ? [event(moment, 'recovery-codes-removed', { reason: 'not-me' })] : []),
    ...onShow.map(({ id }) => event(moment, 'enrolment-expired', { authenticatorId: id, reason: 'not-me' })),
  ];
  const after: MfaRecord = {
    ...rest.after,
    pending: voidPending(pending),
    recovery: isTheirs ? null : recovery,
    enrolmentNeeds: isOpen ? 'link' : record.enrolmentNeeds,
  };
  const outcome = removed.map(({ name }) => name);
  return events.length === 0 && !isOpen
    ? unchanged(record, outcome)
    : { outcome, after, events, notices: rest.notices };
}

/**
 * The clock went back, and is right now. A last step that is still to come would refuse every code until then; it becomes the step before the
 * present one, so that nothing of the past opens again. What else waits for a time that comes later than it should is brought forward; a device
 * that was remembered by the wrong clock is not (rule D3: its end would lie too far off), but forgotten.
 */
export function clearFutureSteps(record: MfaRecord, moment: Moment): Decision<boolean> {
  const { now, policy } = moment;
  const present = ({ profile }: Authenticator) => timeStep(now, profile.periodSeconds);
  // One step ahead may have been accepted with the clock as it is.
  const future = record.authenticators.filter((one) => one.lastStep !== null && one.lastStep > present(one) + 1);
  const waitsTooLong = record.waitUntil !== null && record.waitUntil > now + policy.longestWaitSeconds;
  const pending = record.pending.filter(({ shownAt }) => shownAt <= now);
  const early = record.devices.filter(({ firstUsedAt }) => firstUsedAt > now);
  if (future.length === 0 && !waitsTooLong && pending.length === record.pending.length && early.length === 0) {
    return unchanged(record, false);
  }
  const forgotten = withoutDevices(record, { moment, reason: 'clock', devices: early });
  return {
    outcome: future.length > 0,
    after: {
      ...forgotten.record,
      waitUntil: waitsTooLong ? now + policy.longestWaitSeconds : record.waitUntil,
      futureCode: null,
      authenticators: record.authenticators.map((one) =>
        future.includes(one) ? { ...one, lastStep: present(one) - 1 } : one,
      ),
      pending,
    },
    events: [
      event(moment, 'clock-confirmed', { authenticators: future.length, accepted: future.length > 0 }),
      ...forgotten.events,
    ],
    notices: [],
  };
}

function withoutAuthenticators(
  record: MfaRecord,
  removed: readonly Authenticator[],
  { moment, reason }: { readonly moment: Moment; readonly reason: 'factor-changed' | 'not-me' },
): Decision<null> {
  const forgotten = withoutDevices(record, { moment, reason });
  const authenticators = record.authenticators.filter((one) => !removed.includes(one));
  const takesCodes = removed.length > 0 && authenticators.length === 0 && record.recovery !== null;
  return {
    outcome: null,
    after: {
      ...forgotten.record,
      authenticators,
      recovery: takesCodes ? null : record.recovery,
      futureCode: null,
    },
    events: [
      ...removed.map(({ id: authenticatorId, name }) =>
        event(moment, 'authenticator-removed', { authenticatorId, name, reason }),
      ),
      ...(takesCodes ? [event(moment, 'recovery-codes-removed', { reason })] : []),
      ...forgotten.events,
    ],
    notices: removed.map(({ name }) => notice(moment, 'authenticator-removed', { authenticator: name })),
  };
}
