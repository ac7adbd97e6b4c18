import { candidateCodes, matchesOf } from './candidates.ts';
import type { CodeSource, Match } from './candidates.ts';
import { event } from './decision.ts';
import type { Moment } from './decision.ts';
import type { Purpose } from './events.ts';
import type { NotTried } from './guessing.ts';
import type { KeyRing } from './key-ring.ts';
import type { Authenticator, MfaRecord } from './record.ts';
import type { Finding } from './rules/attempt.ts';
import { judgeCode } from './rules/code.ts';
import type { CodeVerdict, Judged } from './rules/code.ts';
import { codesLeft } from './rules/recovery.ts';
import type { AcceptedOutcome } from './rules/recovery.ts';
import { readTypedCode } from './typed-code.ts';

type Malformed = Extract<NotTried, { readonly result: 'malformed' }>;
type NotEnrolled = Extract<NotTried, { readonly result: 'not-enrolled' }>;
type JudgedCode = { readonly result: 'judged'; readonly verdict: CodeVerdict };

/** Reads what was typed and judges it against every candidate of every source. */
export async function judgeTyped(
  typed: string,
  sources: readonly (CodeSource & Judged)[],
  about: { readonly record: MfaRecord; readonly moment: Moment; readonly keyRing: KeyRing },
): Promise<Malformed | JudgedCode> {
  const lengths = new Set(sources.map(({ profile }) => profile.digits));
  const read = readTypedCode(
    typed,
    Array.from(lengths).sort((one, other) => one - other),
  );
  if (read.result === 'malformed') {
    return read;
  }
  const { record, moment, keyRing } = about;
  const { userId, now, policy } = moment;
  const candidates = await Promise.all(sources.map((source) => candidateCodes(source, { userId, now, keyRing })));
  const matches = matchesOf(read.digits, candidates);
  return { result: 'judged', verdict: judgeCode(record, { matches, judged: sources, now, policy }) };
}

/** Looks at a one-time code of the account's authenticators. */
export async function lookAtCode(
  typed: string,
  record: MfaRecord,
  about: { readonly moment: Moment; readonly keyRing: KeyRing; readonly purpose: Purpose },
): Promise<Malformed | NotEnrolled | Finding<AcceptedOutcome>> {
  if (record.authenticators.length === 0) {
    return { result: 'not-enrolled' };
  }
  const judged = await judgeTyped(typed, record.authenticators, { ...about, record });
  return judged.result === 'judged' ? findCode(judged.verdict, record, about) : judged;
}

function findCode(
  verdict: CodeVerdict,
  record: MfaRecord,
  { moment, purpose }: { readonly moment: Moment; readonly purpose: Purpose },
): Finding<AcceptedOutcome> {
  if (verdict.verdict !== 'right') {
    return missOf(verdict);
  }
  const { uses } = verdict;
  const [{ authenticatorId, step, presentStep }] = uses;
  const name = record.authenticators.find(({ id }) => id === authenticatorId)?.name ?? null;
  const drift = step - presentStep;
  return {
    found: 'right',
    endsFailures: true,
    outcome: {
      result: 'accepted',
      factor: 'code',
      authenticatorId,
      drift,
      replacementCode: null,
      recoveryCodesLeft: codesLeft(record.recovery),
      recoveryCodesKept: record.recovery !== null && record.recovery.keptAt !== null,
    },
    claim: (counted) => ({
      ...counted,
      authenticators: counted.authenticators.map((authenticator) => {
        const use = uses.find((one) => one.authenticatorId === authenticator.id);
        return use === undefined ? authenticator : afterUse(authenticator, use, moment);
      }),
    }),
    events: [event(moment, 'code-accepted', { factor: 'code', purpose, authenticatorId, name, drift })],
    notices: [],
  };
}

/** A verdict other than right, as the counting rules take it. */
export function missOf(verdict: Exclude<CodeVerdict, { readonly verdict: 'right' }>): Finding<never> {
  return verdict.verdict === 'replayed'
    ? { found: 'replayed', authenticatorId: verdict.authenticatorId }
    : { found: 'wrong', clock: verdict.clock, futureCode: verdict.futureCode };
}

function afterUse(authenticator: Authenticator, match: Match, { now }: Moment): Authenticator {
  const isLate = match.step < match.presentStep;
  return {
    ...authenticator,
    lastStep: match.step,
    lateInARow: isLate ? (authenticator.lateInARow === 0 ? 1 : 2) : 0,
    lastUsedAt: now,
  };
}
