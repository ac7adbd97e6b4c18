import { createChanges } from './changes.ts';
import { lookAtCode } from './code-factor.ts';
import { event, unchanged } from './decision.ts';
import type { Moment } from './decision.ts';
import { newDeviceValue, recogniseDevice } from './device-cookie.ts';
import { createEnrolling } from './enrolling.ts';
import { MfaError } from './errors.ts';
import { createGuessing } from './guessing.ts';
import type { Mfa, MfaHost, UserAct } from './mfa.ts';
import { authenticatorName, shortName } from './names.ts';
import { checkMfaPolicy } from './policy-check.ts';
import { isOfSet, lookAtRecoveryCode, makeRecoverySet } from './recovery-factor.ts';
import {
  clearFutureSteps,
  removeAuthenticator,
  renameAuthenticator,
  resetFactors,
  undoSince,
} from './rules/account.ts';
import type { Guess } from './rules/attempt.ts';
import { forgetDevices, rememberDevice, useDevice } from './rules/devices.ts';
import { enableFactors } from './rules/enrolment.ts';
import { confirmRecoveryCodesKept, issueRecoverySet } from './rules/recovery.ts';
import { rotateKeys } from './seed-rotation.ts';

const secondsPerDay = 86_400;

/** The verifier's side over a host. Throws {@link MfaError} 'bad-policy' for a policy that no rule can live with. */
export function createMfa(host: MfaHost): Mfa {
  checkMfaPolicy(host.policy);
  const { store, keyRing, policy } = host;
  const changes = createChanges(store);

  /** Asked anew for each decision, so that a wait is compared with the time at which the record is written. */
  function momentOf({ userId, context }: UserAct): Moment {
    const now = host.clock();
    if (!Number.isFinite(now)) {
      throw new MfaError('bad-clock', 'The clock answered no time; without it nothing can be verified.');
    }
    // Whole seconds, so that every store can keep them as they are.
    return { userId, context, now: Math.floor(now), policy };
  }

  const guessing = createGuessing(changes, momentOf);

  return {
    ...createEnrolling({ host, changes, guessing, momentOf }),

    read: (userId) => store.read(userId),

    verify({ typed, factor, purpose, userId, context }) {
      const guess: Guess = { factor, purpose, against: 'account' };
      return guessing.attempt({
        guess,
        userId,
        context,
        look: async (record, moment) =>
          factor === 'code'
            ? lookAtCode(typed, record, { moment, keyRing, purpose })
            : lookAtRecoveryCode(typed, record, { host, guess }),
      });
    },

    reportPostedSecret: (act) =>
      changes.make<undefined>(act.userId, (record) => ({
        ...unchanged(record, undefined),
        events: [event(momentOf(act), 'posted-secret-ignored', {})],
      })),

    rename: ({ authenticatorId, name, ...act }) =>
      changes.make(act.userId, (record) =>
        renameAuthenticator(record, { authenticatorId, name: authenticatorName(name, record) }, momentOf(act)),
      ),

    remove: ({ authenticatorId, keepLast = false, ...act }) =>
      changes.make(act.userId, (record) => removeAuthenticator(record, { authenticatorId, keepLast }, momentOf(act))),

    async issueRecoveryCodes(act) {
      const { now } = momentOf(act);
      const { codes, set } = await makeRecoverySet({ count: policy.recoveryCodes, now }, host);
      await changes.make(act.userId, (record) => issueRecoverySet(record, set, momentOf(act)));
      return codes;
    },

    confirmRecoveryCodesKept: ({ typed, ...act }) =>
      changes.make<'kept' | 'other-set'>(act.userId, async (record) =>
        typed === undefined || (await isOfSet(typed, record.recovery, host))
          ? { ...confirmRecoveryCodesKept(record, momentOf(act)), outcome: 'kept' }
          : unchanged(record, 'other-set'),
      ),

    async rememberDevice({ name, days, ...act }) {
      const granted = Math.min(Math.floor(days), policy.rememberDays);
      if (!(granted >= 1)) {
        return null;
      }
      const { deviceId, cookie, hash } = await newDeviceValue(host.randomBytes);
      const { expiresAt } = await changes.make(act.userId, (record) => {
        const moment = momentOf(act);
        const device = {
          id: deviceId,
          secretHash: hash,
          previousHash: null,
          previousUntil: null,
          name: shortName(name),
          place: act.context.source.place,
          firstUsedAt: moment.now,
          lastUsedAt: moment.now,
          expiresAt: moment.now + granted * secondsPerDay,
        };
        return rememberDevice(record, device, moment);
      });
      return { deviceId, cookie, expiresAt };
    },

    useDevice: ({ cookie, ...act }) =>
      changes.make(act.userId, async (record) => {
        const { shown, next } = await recogniseDevice(cookie, record, keyRing);
        return useDevice(record, shown, next, momentOf(act));
      }),

    forgetDevices: ({ deviceId, ...act }) =>
      changes.make(act.userId, (record) => forgetDevices(record, deviceId, momentOf(act))),

    async reset({ reason, ...act }) {
      await changes.make(act.userId, (record) => resetFactors(record, reason, momentOf(act)));
    },

    async enableAgain(act) {
      await changes.make(act.userId, (record) => enableFactors(record, momentOf(act)));
    },

    undoSince: ({ since, ...act }) => changes.make(act.userId, (record) => undoSince(record, since, momentOf(act))),

    clearFutureSteps: (act) => changes.make(act.userId, (record) => clearFutureSteps(record, momentOf(act))),

    rotateKeys: (batch) => rotateKeys(batch, { host, changes }),
  };
}
