import type { Transaction } from 'kysely';
import type { SignInSchema } from '../database/schema.ts';

/** A person who signs in. */
export interface Account {
  /** Random, never changes; the `sub` of every token. */
  readonly userId: string;
  /** What is typed at sign-in; compared by its canonical form (NFKC, lower case). */
  readonly userName: string;
  readonly name: string;
  readonly mail: string;
  /** Further addresses that every notice goes to. */
  readonly otherMails: readonly string[];
  readonly groups: readonly string[];
  readonly admin: boolean;
  readonly frozenAt: number | null;
  /** What the user tells IT, to be found at once: "F 2071". */
  readonly frozenReference: string | null;
  /** Argon2id in PHC form, or a hash that was imported and waits for the next sign-in; null before the first password. */
  readonly passwordHash: string | null;
  /** In code points; the rule about fifteen needs it. Null where the password was imported. */
  readonly passwordLength: number | null;
  /** MFA is required of the account itself from this time (Unix seconds); groups and everybody: see {@link Accounts.mfaRequiredFrom}. */
  readonly mfaRequiredFrom: number | null;
  readonly language: string | null;
  readonly createdAt: number;
  readonly lastSignInAt: number | null;
}

export interface NewAccount {
  readonly userName: string;
  readonly name: string;
  readonly mail: string;
  readonly otherMails?: readonly string[];
  readonly groups?: readonly string[];
  readonly admin?: boolean;
  readonly passwordHash?: string | null;
  readonly passwordLength?: number | null;
  readonly language?: string | null;
}

/** What an administrator may say of an account, besides its addresses. */
export type AccountStanding = Pick<Account, 'name' | 'groups' | 'admin' | 'language'>;

/** Whom MFA is required of. */
export type MfaScope =
  | { readonly kind: 'account'; readonly userId: string }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'all' };

type In = Transaction<SignInSchema>;

/** The accounts. Reading needs no transaction; every change runs in the caller's, together with its audit rows and mails. */
export interface Accounts {
  byUserName(typed: string): Promise<Account | null>;
  byUserId(userId: string): Promise<Account | null>;
  list(query: {
    readonly search?: string;
    readonly group?: string;
    readonly limit: number;
    readonly after?: string;
  }): Promise<readonly Account[]>;
  /** The earliest of account, groups and all that lies in force, or null; in force when not after now. */
  mfaRequiredFrom(account: Account): Promise<number | null>;

  create(transaction: In, account: NewAccount): Promise<Account>;
  setPassword(
    transaction: In,
    change: { readonly userId: string; readonly hash: string; readonly length: number },
  ): Promise<void>;
  /** Puts a better hash of the same password in the place of the one that was read; no event. */
  rehash(change: {
    readonly userId: string;
    readonly before: string;
    readonly after: string;
    readonly length: number;
  }): Promise<void>;
  /**
   * Whether this is still the hash that opens the account, and the account not frozen. Until the transaction ends nobody else changes either, so
   * that what the password opens is there when another password ends it.
   */
  stillOpens(
    transaction: In,
    account: { readonly userId: string; readonly passwordHash: string | null },
  ): Promise<boolean>;
  setMail(
    transaction: In,
    change: { readonly userId: string; readonly mail: string; readonly otherMails: readonly string[] },
  ): Promise<void>;
  /** Puts these in the place of what is there, the groups as a whole. */
  setStanding(transaction: In, change: AccountStanding & { readonly userId: string }): Promise<void>;
  freeze(
    transaction: In,
    change: { readonly userId: string; readonly at: number },
  ): Promise<{ readonly reference: string }>;
  unfreeze(transaction: In, userId: string): Promise<void>;
  requireMfa(transaction: In, change: { readonly scope: MfaScope; readonly from: number | null }): Promise<void>;
  noteSignIn(transaction: In, change: { readonly userId: string; readonly at: number }): Promise<void>;
}
