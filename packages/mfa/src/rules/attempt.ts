import { event, notice, unchanged } from '../decision.ts';
import type { Decision, Moment } from '../decision.ts';
import type { MfaEvent, Notice, Purpose } from '../events.ts';
import type { ClockVerdict, VerifyOutcome } from '../mfa.ts';
import type { FutureCode, MfaRecord } from '../record.ts';
import { voidPending } from './enrolment.ts';

/** What is being tried, for the log. */
export interface Guess {
  readonly factor: 'code' | 'recovery';
  readonly purpose: Purpose;
  /** Against the account's own factors, or against a secret that was only just shown to whoever types. */
  readonly against: 'account' | 'pending';
}

/** What looking at the guess brought to light. */
export type Finding<Accepted> =
  | {
      readonly found: 'right';
      readonly outcome: Accepted;
      /** Whether it proves the account's second factor, and so ends the row of failures. */
      readonly endsFailures: boolean;
      /** Spends what was used, on whatever record is written in the end. */
      readonly claim: (record: MfaRecord) => MfaRecord;
      readonly events: readonly MfaEvent[];
      readonly notices: readonly Notice[];
    }
  | { readonly found: 'wrong'; readonly clock: ClockVerdict | null; readonly futureCode: FutureCode | null }
  | { readonly found: 'replayed'; readonly authenticatorId: string | null };

export type Refusal = Extract<VerifyOutcome, { readonly result: 'waiting' | 'disabled' }>;
export type Miss = Extract<VerifyOutcome, { readonly result: 'wrong' | 'replayed' }>;

/** The user is told of a right password with a wrong code once an hour at most. */
const noticeEverySeconds = 3600;

/** Refused unseen and uncounted: all factors are switched off, or a wait is on. Null: it may be looked at. */
export function refuse(record: MfaRecord, guess: Guess, moment: Moment): Decision<Refusal> | null {
  const detail = { factor: guess.factor, purpose: guess.purpose };
  if (record.disabledAt !== null) {
    return {
      ...unchanged(record, { result: 'disabled' }),
      events: [event(moment, 'attempt-while-disabled', detail)],
    };
  }
  if (record.waitUntil !== null && moment.now < record.waitUntil) {
    const until = record.waitUntil;
    return {
      ...unchanged(record, { result: 'waiting', until }),
      events: [event(moment, 'attempt-in-wait', { ...detail, until })],
    };
  }
  if (record.consecutiveFailures >= moment.policy.cap) {
    // The last try was counted but never settled: its process was killed in between.
    return { ...switchOff(record, moment), outcome: { result: 'disabled' } };
  }
  return null;
}

/**
 * One failure more, and the wait that goes with it. A factor that takes long to look at is counted before, so that of a hundred parallel
 * ones no more are looked at than the rules allow; if it was right, {@link settle} takes the count back.
 */
export function countFailure(record: MfaRecord, { now, policy }: Moment): MfaRecord {
  const consecutiveFailures = record.consecutiveFailures + 1;
  const doublings = consecutiveFailures - policy.failuresBeforeWait;
  const waitSeconds = Math.min(policy.firstWaitSeconds * 2 ** doublings, policy.longestWaitSeconds);
  return { ...record, consecutiveFailures, waitUntil: doublings < 0 ? null : now + waitSeconds };
}

/** What follows from what was found. A wrong guess was counted before, see {@link countFailure}. */
export function settle<Accepted>(
  record: MfaRecord,
  guess: Guess,
  moment: Moment,
  finding: Finding<Accepted>,
): Decision<Accepted | Refusal | Miss> {
  switch (finding.found) {
    case 'right': {
      const claimed = finding.claim(record);
      const after: MfaRecord = finding.endsFailures
        ? { ...claimed, consecutiveFailures: 0, waitUntil: null, enrolmentNeeds: 'nothing' }
        : claimed;
      return {
        outcome: finding.outcome,
        after: { ...after, futureCode: null },
        events: finding.events,
        notices: finding.notices,
      };
    }
    case 'wrong':
      return missed(record, guess, moment, {
        outcome: { result: 'wrong', clock: finding.clock },
        futureCode: finding.futureCode,
        authenticatorId: null,
      });
    case 'replayed':
      return missed(record, guess, moment, {
        outcome: { result: 'replayed' },
        futureCode: null,
        authenticatorId: finding.authenticatorId,
      });
  }
}

interface Missed {
  readonly outcome: Miss;
  readonly futureCode: FutureCode | null;
  readonly authenticatorId: string | null;
}

function missed(record: MfaRecord, guess: Guess, moment: Moment, miss: Missed): Decision<Miss> {
  const isReplay = miss.outcome.result === 'replayed';
  const { factor, purpose } = guess;
  const failures = record.consecutiveFailures;
  const { authenticatorId } = miss;
  const missEvent = isReplay
    ? event(moment, 'code-replayed', { factor, purpose, authenticatorId, failures })
    : event(moment, 'code-wrong', { factor, purpose, failures });
  const after = { ...record, futureCode: miss.futureCode };
  if (failures >= moment.policy.cap) {
    const off = switchOff(after, moment);
    return { ...off, outcome: miss.outcome, events: [missEvent, ...off.events] };
  }
  const decision = { outcome: miss.outcome, after, events: [missEvent] };
  // A wrong code for a secret of one's own tells nothing of the account's factors.
  const isTold = guess.against === 'account' && (isNoticeDue(record, moment) || (isReplay && failures === 1));
  if (!isTold) {
    return { ...decision, notices: [] };
  }
  return {
    ...decision,
    after: { ...after, failureNoticeAt: moment.now },
    notices: [
      isReplay
        ? notice(moment, 'code-replayed', { factor, purpose })
        : notice(moment, 'password-known', { wrongCodes: failures, purpose }),
    ],
  };
}

function isNoticeDue({ failureNoticeAt }: MfaRecord, { now }: Moment): boolean {
  // A notice of the future was sent by a clock that went back since.
  return failureNoticeAt === null || now - failureNoticeAt >= noticeEverySeconds || failureNoticeAt > now;
}

/** Shown secrets go too: after the cap only an administrator's ticket leads to a new one. */
function switchOff(record: MfaRecord, moment: Moment): Decision<null> {
  const wrongCodes = record.consecutiveFailures;
  return {
    outcome: null,
    after: {
      ...record,
      disabledAt: moment.now,
      waitUntil: null,
      enrolmentNeeds: 'ticket',
      pending: voidPending(record.pending),
      futureCode: null,
    },
    events: [event(moment, 'factors-disabled', { failures: wrongCodes })],
    notices: [notice(moment, 'factors-disabled', { wrongCodes })],
  };
}
