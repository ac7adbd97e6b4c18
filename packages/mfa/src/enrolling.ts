import { Secret } from '@halfminute/otp';
import type { Changes } from './changes.ts';
import { judgeTyped, missOf } from './code-factor.ts';
import { unchanged } from './decision.ts';
import type { Moment } from './decision.ts';
import { MfaError } from './errors.ts';
import type { Guessing } from './guessing.ts';
import type { BeginOutcome, BeginRequest, ConfirmOutcome, ConfirmRequest, Mfa, MfaHost, UserAct } from './mfa.ts';
import { authenticatorName } from './names.ts';
import { periodBounds } from './policy-check.ts';
import { drawBytes, drawId } from './randomness.ts';
import type { Authenticator, CodeProfile, MfaRecord, PendingAuthenticator } from './record.ts';
import type { Finding, Guess } from './rules/attempt.ts';
import { addAuthenticator, beginEnrolment, keepPending } from './rules/enrolment.ts';
import { sealSeed, unsealSeed } from './sealed-seed.ts';

/** 160 bits, as RFC 4226 section 4 recommends (R6). */
const newSecretBytes = 20;

/** 128 bits: the least that RFC 4226 section 4 allows (R6). */
const leastImportedBytes = 16;

interface Parts {
  readonly host: MfaHost;
  readonly changes: Changes;
  readonly guessing: Guessing;
  readonly momentOf: (act: UserAct) => Moment;
}

type Confirmed = Extract<ConfirmOutcome, { readonly result: 'confirmed' }>;

/** Setting up an authenticator: a secret is shown to one attempt, and becomes good for signing in once a code of it came back. */
export function createEnrolling({
  host,
  changes,
  guessing,
  momentOf,
}: Parts): Pick<Mfa, 'begin' | 'confirm' | 'importAuthenticator'> {
  async function newPending(request: BeginRequest, { now, policy }: Moment): Promise<PendingAuthenticator> {
    const id = drawId(host.randomBytes);
    const bytes = drawBytes(host.randomBytes, newSecretBytes);
    const secret = Secret.fromBytes(bytes);
    bytes.fill(0);
    const seed = await sealSeed(secret, { userId: request.userId, authenticatorId: id }, host);
    secret.wipe();
    return {
      id,
      attemptId: request.attemptId,
      seed,
      profile: policy.profile,
      shownAt: now,
      expiresAt: now + policy.enrolmentSeconds,
    };
  }

  async function lookAtConfirmation(
    request: ConfirmRequest,
    record: MfaRecord,
    moment: Moment,
  ): Promise<Finding<Confirmed> | Extract<ConfirmOutcome, { readonly result: 'malformed' | 'expired' }>> {
    const pending = record.pending.find(({ attemptId }) => attemptId === request.attemptId);
    if (pending === undefined || moment.now >= pending.expiresAt) {
      return { result: 'expired' };
    }
    const source = { ...pending, lastStep: null, lateInARow: 0 } as const;
    const judged = await judgeTyped(request.typed, [source], { record, moment, keyRing: host.keyRing });
    if (judged.result === 'malformed') {
      return judged;
    }
    const { verdict } = judged;
    if (verdict.verdict !== 'right') {
      return missOf(verdict);
    }
    const [{ step: lastStep }] = verdict.uses;
    const { id, seed, profile } = pending;
    // The code that confirms is spent: it is not the first one to sign in with.
    const authenticator: Authenticator = {
      id,
      name: authenticatorName(request.name, record),
      seed,
      profile,
      lastStep,
      lateInARow: 0,
      addedAt: moment.now,
      lastUsedAt: null,
    };
    const first = record.authenticators.length === 0;
    const added = addAuthenticator(record, authenticator, { moment, imported: false });
    return {
      found: 'right',
      outcome: { result: 'confirmed', authenticatorId: id, first },
      // A code for a secret that was just shown proves no factor that the account had before.
      endsFailures: first,
      claim: () => added.record,
      events: added.events,
      notices: added.notices,
    };
  }

  return {
    async begin(request) {
      const pending = await changes.make<
        PendingAuthenticator | { readonly refused: Exclude<BeginOutcome, { readonly result: 'pending' }> }
      >(request.userId, async (record) => {
        const moment = momentOf(request);
        const beginning = beginEnrolment(record, request, moment);
        switch (beginning.begin) {
          case 'refused':
            return unchanged(record, { refused: beginning.outcome });
          case 'again':
            return unchanged(record, beginning.pending);
          case 'anew': {
            const { presented } = request;
            return keepPending(record, await newPending(request, moment), { moment, presented });
          }
        }
      });
      if ('refused' in pending) {
        return pending.refused;
      }
      const { id: pendingId, seed, profile, shownAt, expiresAt } = pending;
      const secret = await unsealSeed(seed, { userId: request.userId, authenticatorId: pendingId }, host.keyRing);
      return { result: 'pending', pendingId, secret, profile, shownAt, expiresAt };
    },

    confirm(request) {
      const guess: Guess = { factor: 'code', purpose: 'enrol', against: 'pending' };
      const { userId, context } = request;
      return guessing.attempt({
        guess,
        userId,
        context,
        look: (record, moment) => lookAtConfirmation(request, record, moment),
      });
    },

    async importAuthenticator({ secret, profile, name, ...act }) {
      checkProfile(profile);
      if (secret.byteLength < leastImportedBytes) {
        return 'too-short';
      }
      const id = drawId(host.randomBytes);
      const seed = await sealSeed(secret, { userId: act.userId, authenticatorId: id }, host);
      return changes.make<'imported' | 'too-many-authenticators'>(act.userId, (record) => {
        const moment = momentOf(act);
        if (record.authenticators.length >= moment.policy.mostAuthenticators) {
          return unchanged(record, 'too-many-authenticators');
        }
        const authenticator: Authenticator = {
          id,
          name: authenticatorName(name, record),
          seed,
          profile,
          lastStep: null,
          lateInARow: 0,
          addedAt: moment.now,
          lastUsedAt: null,
        };
        const added = addAuthenticator(record, authenticator, { moment, imported: true });
        return { outcome: 'imported', after: added.record, events: added.events, notices: added.notices };
      });
    },
  };
}

/** Throws {@link MfaError} 'bad-profile' for codes that this package would not check as their maker does. */
function checkProfile({ algorithm, digits, periodSeconds }: CodeProfile): void {
  const refuse = (setting: string): never => {
    throw new MfaError('bad-profile', `An authenticator with this ${setting} cannot be imported.`, { setting });
  };
  if (!['SHA1', 'SHA256', 'SHA512'].includes(algorithm)) {
    refuse('algorithm');
  }
  if (![6, 7, 8].includes(digits)) {
    refuse('digits');
  }
  if (!Number.isInteger(periodSeconds) || periodSeconds < periodBounds.least || periodSeconds > periodBounds.most) {
    refuse('periodSeconds');
  }
}
