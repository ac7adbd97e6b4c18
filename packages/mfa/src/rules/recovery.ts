import { event, notice, unchanged } from '../decision.ts';
import type { Decision, Moment } from '../decision.ts';
import type { VerifyOutcome } from '../mfa.ts';
import type { MfaRecord, RecoveryCode, RecoverySet } from '../record.ts';
import { withoutDevices } from './devices.ts';
import type { Finding, Guess } from './attempt.ts';

export type AcceptedOutcome = Extract<VerifyOutcome, { readonly result: 'accepted' }>;

/** What the hash of a typed recovery code belongs to: a code of the set, used or not, with what would take its place; or nothing. */
export interface RecognisedCode {
  readonly codeId: string;
  /** Null for a code that was used before: it gets no replacement. */
  readonly replacement: { readonly code: string; readonly stored: RecoveryCode } | null;
}

/** Decides on the record as it is after the hashing: the code may have been spent, or the set replaced, in between. */
export function findRecoveryCode(
  record: MfaRecord,
  recognised: RecognisedCode | null,
  moment: Moment,
  guess: Guess,
): Finding<AcceptedOutcome> {
  const set = record.recovery;
  const known = set?.codes.find(({ id }) => id === recognised?.codeId);
  if (set === null || recognised === null || known === undefined) {
    return { found: 'wrong', clock: null, futureCode: null };
  }
  if (known.usedAt !== null || recognised.replacement === null) {
    return { found: 'replayed', authenticatorId: null };
  }
  const { code, stored } = recognised.replacement;
  const codes = [...set.codes.map((other) => (other === known ? { ...other, usedAt: moment.now } : other)), stored];
  const left = codesLeft({ ...set, codes });
  // A recovery code is used where a device is lost: no device is trusted after it.
  const forgotten = withoutDevices(record, { moment, reason: 'recovery-code-used' });
  return {
    found: 'right',
    endsFailures: true,
    outcome: {
      result: 'accepted',
      factor: 'recovery',
      authenticatorId: null,
      drift: 0,
      replacementCode: code,
      recoveryCodesLeft: left,
      recoveryCodesKept: set.keptAt !== null,
    },
    claim: (counted) => ({ ...counted, recovery: { ...set, codes }, devices: forgotten.record.devices }),
    events: [event(moment, 'recovery-code-used', { purpose: guess.purpose, left }), ...forgotten.events],
    notices: [notice(moment, 'recovery-code-used', { left, purpose: guess.purpose })],
  };
}

export function codesLeft(set: RecoverySet | null): number {
  return set === null ? 0 : set.codes.filter(({ usedAt }) => usedAt === null).length;
}

/** A new set in the place of the old one, whose codes are worth nothing from then on. */
export function issueRecoverySet(record: MfaRecord, set: RecoverySet, moment: Moment): Decision<null> {
  const isRenewal = record.recovery !== null;
  const codes = set.codes.length;
  return {
    outcome: null,
    after: { ...record, recovery: set },
    events: [event(moment, 'recovery-codes-issued', { codes, isRenewal })],
    notices: isRenewal ? [notice(moment, 'recovery-codes-renewed', { codes })] : [],
  };
}

export function confirmRecoveryCodesKept(record: MfaRecord, moment: Moment): Decision<null> {
  if (record.recovery === null || record.recovery.keptAt !== null) {
    return unchanged(record, null);
  }
  return {
    outcome: null,
    after: { ...record, recovery: { ...record.recovery, keptAt: moment.now } },
    events: [event(moment, 'recovery-codes-kept', {})],
    notices: [],
  };
}
