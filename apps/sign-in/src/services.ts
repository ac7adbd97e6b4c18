import type { Mfa } from '@halfminute/mfa';
import type { AuditLog, SqlDatabase } from '@halfminute/mfa-sql';
import type { Accounts } from './accounts/account.ts';
import type { Passwords } from './accounts/passwords.ts';
import type { SignInConfig } from './config/config.ts';
import type { SignInSchema } from './database/schema.ts';
import type { Keys } from './keys/keys.ts';
import type { Limits } from './limits/limits.ts';
import type { Links } from './links/links.ts';
import type { Log } from './log/log.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Mails } from './mail/mails.ts';
import type { Sessions } from './provider/sessions.ts';
import type { Transaction } from 'kysely';

/** All parts of the running service, made once by `createServices` and handed to whatever answers a request or a command. */
export interface Services {
  readonly config: SignInConfig;
  /** Unix seconds. */
  readonly clock: () => number;
  readonly randomBytes: (length: number) => Uint8Array<ArrayBuffer>;
  readonly database: SqlDatabase<SignInSchema>;
  readonly keys: Keys;
  readonly mfa: Mfa;
  /** The same rules inside a transaction of ours, so that they are undone with it. */
  readonly mfaIn: (transaction: Transaction<SignInSchema>) => Mfa;
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly links: Links;
  readonly limits: Limits;
  readonly sessions: Sessions;
  readonly audit: AuditLog;
  readonly mails: Mails;
  readonly log: Log;
  readonly metrics: Metrics;
}
