import type { OtpAccount } from '@halfminute/otp';

/** 32 hexadecimal digits, lower case. */
export type AccountId = string & { readonly __brand: 'AccountId' };

/** One account as the document holds it, put together from its registers. */
export interface VaultAccount {
  readonly id: AccountId;
  readonly otp: OtpAccount;
  /** Each once, sorted by code unit. */
  readonly tags: readonly string[];
  readonly note: string;
  readonly favourite: boolean;
  /** Name of an icon in a pack; null: the letter tile. */
  readonly icon: string | null;
  readonly createdUnixSeconds: number;
  /** null while the account is not in the trash. */
  readonly trashedUnixSeconds: number | null;
  /** The import by which it came; null: it was added by itself. */
  readonly importId: string | null;
}

/** What a new account is made of. */
export interface NewAccount {
  readonly id: AccountId;
  readonly otp: OtpAccount;
  readonly tags?: readonly string[];
  readonly note?: string;
  readonly favourite?: boolean;
  readonly icon?: string | null;
  readonly importId?: string;
  /** It begins in the trash. */
  readonly isTrashed?: boolean;
}

/** What of an account is to be different. */
export interface AccountChanges {
  /** Replaces kind, secret, algorithm, digits, period, counter, parameters and names together. */
  readonly otp?: OtpAccount;
  /** Outranks the one in `otp`. */
  readonly issuer?: string;
  /** Outranks the one in `otp`. */
  readonly accountName?: string;
  readonly tags?: readonly string[];
  readonly note?: string;
  readonly favourite?: boolean;
  readonly icon?: string | null;
}

/** Who edits, and when. */
export interface EditContext {
  /** From `newReplica`, one for each run of the program: stamps of two runs never collide. */
  readonly replica: string;
  /** The wall clock, for what is shown and for the thirty days of the trash; never for the order of changes. */
  readonly unixSeconds: number;
}
