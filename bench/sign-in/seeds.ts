import { createHash } from 'node:crypto';
import { createMfa, defaultMfaPolicy } from '@halfminute/mfa';
import type { KeyRing } from '@halfminute/mfa';
import type { MfaSchema } from '@halfminute/mfa-sql';
import { createMemoryStore } from '@halfminute/mfa/testing';
import { createCodeGenerator, encodeBase32, Secret, timeStep } from '@halfminute/otp';
import type { Insertable, Kysely } from 'kysely';

/** Users of a bench: everything about one follows from its number, so that the load script and the server agree without a list. */
export const userId = (user: number): string => `bench-${user}`;

/** The one seal key of the bench, for the server's ring. */
const sealKey = { id: 'bench', bytes: new Uint8Array(createHash('sha256').update('bench seal key').digest()) };

const periodSeconds = 30;

function secretOf(user: number): Secret {
  return Secret.fromBytes(createHash('sha1').update(`bench secret ${user}`).digest());
}

/** For a service that takes it as text. */
export function secretInBase32(user: number): string {
  return encodeBase32(secretOf(user).reveal());
}

/** The code that this user's authenticator shows now. */
export function codeNow(user: number): string {
  const secret = secretOf(user);
  const generator = createCodeGenerator({ kind: 'totp', secret, algorithm: 'SHA1', digits: 6, periodSeconds });
  return generator.codeForCounter(timeStep(Date.now() / 1000, periodSeconds));
}

export const benchRing: KeyRing = {
  presentKeyId: sealKey.id,
  key: (id) => Promise.resolve(id === sealKey.id ? sealKey.bytes : null),
};

/** Rows of users from `first` on, each with one confirmed authenticator; in batches, since an import of a million would not fit one statement. */
export async function insertEnrolledUsers(
  database: Kysely<MfaSchema>,
  { first, count, ring }: { first: number; count: number; ring: KeyRing },
): Promise<void> {
  const store = createMemoryStore();
  const mfa = createMfa({
    store,
    keyRing: ring,
    policy: defaultMfaPolicy,
    clock: () => Date.now() / 1000,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    slowHash: () => Promise.reject(new Error('A bench has no recovery codes.')),
  });
  const users: Insertable<MfaSchema['mfa_user']>[] = [];
  const authenticators: Insertable<MfaSchema['mfa_authenticator']>[] = [];
  for (let user = first; user < first + count; user++) {
    await mfa.importAuthenticator({
      userId: userId(user),
      secret: secretOf(user),
      profile: { algorithm: 'SHA1', digits: 6, periodSeconds },
      name: 'Bench',
      context: { actor: { kind: 'system' }, source: { address: null, agent: null, place: null } },
    });
    const record = await store.read(userId(user));
    const [authenticator] = record.authenticators;
    if (authenticator === undefined) {
      throw new Error('The import of an authenticator kept none.');
    }
    users.push({
      user_id: record.userId,
      version: record.version,
      consecutive_failures: 0,
      wait_until: null,
      disabled_at: null,
      enrolment_needs: record.enrolmentNeeds,
      failure_notice_at: null,
      future_code: null,
      // Kept since long, so that no page offers them.
      recovery_salt: new Uint8Array(16),
      recovery_created_at: 1,
      recovery_kept_at: 1,
    });
    authenticators.push({
      id: authenticator.id,
      user_id: record.userId,
      name: authenticator.name,
      key_id: authenticator.seed.keyId,
      seed: authenticator.seed.bytes,
      algorithm: authenticator.profile.algorithm,
      digits: authenticator.profile.digits,
      period_seconds: authenticator.profile.periodSeconds,
      last_step: null,
      late_in_a_row: 0,
      added_at: authenticator.addedAt,
      last_used_at: null,
    });
  }
  for (let at = 0; at < users.length; at += rowsAStatement) {
    await database
      .insertInto('mfa_user')
      .values(users.slice(at, at + rowsAStatement))
      .execute();
    await database
      .insertInto('mfa_authenticator')
      .values(authenticators.slice(at, at + rowsAStatement))
      .execute();
  }
}

/** SQLite takes 32,766 parameters in one statement. */
const rowsAStatement = 1000;
