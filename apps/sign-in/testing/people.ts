import { randomBytes } from 'node:crypto';
import { createCodeGenerator, Secret, timeStep } from '@halfminute/otp';
import type { Account, NewAccount } from '../src/accounts/account.ts';
import type { Services } from '../src/services.ts';
import { freshName } from './test-config.ts';

/** A person with an account, a password and perhaps an authenticator. */
export interface Person {
  readonly account: Account;
  readonly userName: string;
  readonly password: string;
  /** Her authenticator, once she has one. */
  readonly authenticator: TestAuthenticator | null;
}

/** What stands in a person's authenticator. */
export interface TestAuthenticator {
  readonly secret: Uint8Array;
  /** The code of the step at this time (Unix seconds), or some steps off. */
  codeAt(unixSeconds: number, steps?: number): string;
}

export interface PersonOptions {
  readonly account?: Partial<NewAccount>;
  readonly password?: string;
  /** MFA is required of her from now on. */
  readonly mfaRequired?: boolean;
  /** She has an authenticator already, confirmed without a code being spent. */
  readonly enrolled?: boolean;
  /**
   * With `enrolled`: that she keeps recovery codes, so that no page offers them (codes that nobody knows, since real ones cost a second of
   * hashing); or that she has none yet.
   */
  readonly recovery?: 'kept' | 'none';
}

const context = { actor: { kind: 'system' }, source: { address: null, agent: null, place: null } } as const;

/** Makes an account straight in the database. */
export async function createPerson(services: Services, options: PersonOptions = {}): Promise<Person> {
  const userName = options.account?.userName ?? freshName('ada');
  const password = options.password ?? `correct horse battery ${userName}`;
  const hash = await services.passwords.hash(password);
  const account = await services.database.transaction(async (transaction) => {
    const made = await services.accounts.create(transaction, {
      name: 'Ada Lovelace',
      mail: `${userName}@hartwell-moss.example`,
      passwordHash: hash,
      passwordLength: services.passwords.length(password),
      ...options.account,
      userName,
    });
    if (options.mfaRequired === true) {
      await services.accounts.requireMfa(transaction, {
        scope: { kind: 'account', userId: made.userId },
        from: Math.floor(services.clock()),
      });
    }
    return made;
  });
  const authenticator = options.enrolled === true ? await enrol(services, account.userId) : null;
  if (options.enrolled === true && options.recovery !== 'none') {
    await pretendRecoveryCodes(services, account.userId);
  }
  return { account, userName, password, authenticator };
}

/** Gives an account an authenticator (SHA-1, six figures, 30 seconds). */
export async function enrol(services: Services, userId: string, secret = freshSecret()): Promise<TestAuthenticator> {
  const result = await services.mfa.importAuthenticator({
    userId,
    context,
    secret: Secret.fromBytes(secret),
    profile: { algorithm: 'SHA1', digits: 6, periodSeconds: 30 },
    name: 'Halfminute',
  });
  if (result !== 'imported') {
    throw new Error(`The authenticator was not taken: ${result}.`);
  }
  return authenticatorOf(secret);
}

/** An authenticator that holds this secret. */
export function authenticatorOf(secret: Uint8Array): TestAuthenticator {
  const generator = createCodeGenerator({
    kind: 'totp',
    secret: Secret.fromBytes(secret),
    algorithm: 'SHA1',
    digits: 6,
    periodSeconds: 30,
  });
  return {
    secret,
    codeAt: (unixSeconds, steps = 0) => generator.codeForCounter(timeStep(unixSeconds, 30) + steps),
  };
}

/** A code of the right length that none of the steps around this time has. */
export function wrongCode(authenticator: TestAuthenticator, unixSeconds: number): string {
  const right = new Set(Array.from({ length: 81 }, (_, index) => authenticator.codeAt(unixSeconds, index - 40)));
  let code = '000000';
  while (right.has(code)) {
    code = String(Number(code) + 1).padStart(6, '0');
  }
  return code;
}

async function pretendRecoveryCodes(services: Services, userId: string): Promise<void> {
  const now = Math.floor(services.clock());
  await services.database.transaction(async (transaction) => {
    await transaction
      .updateTable('mfa_user')
      .set((update) => ({
        version: update('version', '+', 1),
        recovery_salt: new Uint8Array(randomBytes(16)),
        recovery_created_at: now,
        recovery_kept_at: now,
      }))
      .where('user_id', '=', userId)
      .execute();
    await transaction
      .insertInto('mfa_recovery_code')
      .values(
        Array.from({ length: 8 }, () => ({
          id: randomBytes(12).toString('base64url'),
          user_id: userId,
          hash: new Uint8Array(randomBytes(32)),
          used_at: null,
        })),
      )
      .execute();
  });
}

function freshSecret(): Uint8Array {
  return new Uint8Array(randomBytes(20));
}
