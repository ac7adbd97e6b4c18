import type { SqlDatabase } from '@halfminute/mfa-sql';
import type { Account } from '../accounts/account.ts';
import type { SignInConfig } from '../config/config.ts';
import type { AccountTable, SignInSchema } from '../database/schema.ts';
import { writtenQuery } from '@halfminute/mfa-sql';
import type { Services } from '../services.ts';

/** What a token's bearer is told of an account, and whether it may have one at all. */
export interface Standing {
  readonly userId: string;
  readonly userName: string;
  readonly name: string;
  readonly mail: string;
  readonly language: string | null;
  readonly admin: boolean;
  /** Frozen, or all its guessable factors switched off after too many wrong answers: no code, token or session until that is mended. */
  readonly locked: boolean;
}

const standingQuery = writtenQuery<StandingRow>(`
  select account.user_id, user_name, name, mail, language, admin, frozen_at, disabled_at
  from account left join mfa_user on mfa_user.user_id = account.user_id where account.user_id = ?`);

/** Null for an account that does not exist. */
export async function readStanding(database: SqlDatabase<SignInSchema>, userId: string): Promise<Standing | null> {
  const [found] = (await database.kysely.executeQuery(standingQuery(database.dialect, [userId]))).rows;
  return found === undefined
    ? null
    : {
        userId,
        userName: found.user_name,
        name: found.name,
        mail: found.mail,
        language: found.language,
        admin: found.admin !== 0,
        locked: found.frozen_at !== null || found.disabled_at !== null,
      };
}

type StandingRow = Pick<AccountTable, 'user_id' | 'user_name' | 'name' | 'mail' | 'language' | 'admin' | 'frozen_at'> &
  Pick<SignInSchema['mfa_user'], 'disabled_at'>;

/** Whether the password alone never signs this account in: MFA is required of it by now, or it has an authenticator. */
export async function needsMfa(
  services: Pick<Services, 'accounts' | 'clock' | 'database'>,
  account: Account,
): Promise<boolean> {
  const from = await services.accounts.mfaRequiredFrom(account);
  return (from !== null && from <= services.clock()) || (await isEnrolled(services.database, account.userId));
}

async function isEnrolled(database: SqlDatabase<SignInSchema>, userId: string): Promise<boolean> {
  const one = await database.kysely
    .selectFrom('mfa_authenticator')
    .select('id')
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst();
  return one !== undefined;
}

/** Whether a remembered device ever counts for this client and this account, by policy. */
export function mayRemember(
  config: Pick<SignInConfig, 'clients' | 'policy'>,
  about: { readonly clientId: string; readonly admin: boolean },
): boolean {
  const client = config.clients.find(({ id }) => id === about.clientId);
  return (
    client?.rememberedDevices === true &&
    config.policy.mfa.rememberDays > 0 &&
    (!about.admin || config.policy.rememberAdmins)
  );
}
