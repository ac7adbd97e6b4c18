import type { MfaSchema } from '@halfminute/mfa-sql';

/** All tables of the service: the package's and our own. Times are Unix seconds. */
export interface SignInSchema extends MfaSchema {
  readonly account: AccountTable;
  readonly account_group: AccountGroupTable;
  readonly mfa_requirement: MfaRequirementTable;
  readonly link: LinkTable;
  readonly budget: BudgetTable;
  readonly attempt: AttemptTable;
  readonly oidc: OidcTable;
  readonly setting: SettingTable;
  readonly logout_notice: LogoutNoticeTable;
}

export interface AccountTable {
  user_id: string;
  user_name: string;
  /** NFKC, lower case: what is compared. Unique. */
  canonical_name: string;
  name: string;
  mail: string;
  /** JSON: further addresses. */
  other_mails: string;
  admin: number;
  frozen_at: number | null;
  frozen_reference: string | null;
  password_hash: string | null;
  password_length: number | null;
  mfa_required_from: number | null;
  language: string | null;
  created_at: number;
  last_sign_in_at: number | null;
}

interface AccountGroupTable {
  user_id: string;
  group_name: string;
}

/** MFA for a group, or for all (`scope` is `group:NAME` or `all`). */
interface MfaRequirementTable {
  scope: string;
  from_at: number;
}

export interface LinkTable {
  id: string;
  kind: string;
  user_id: string;
  token_hash: Uint8Array;
  created_at: number;
  expires_at: number;
  spent_at: number | null;
  /** JSON. */
  parameters: string;
}

export interface BudgetTable {
  key: string;
  /** A leaky bucket: how full it was at `at`. */
  level: number;
  at: number;
}

/** A sign-in on its way, or an act on "My security" that waits for its code. */
export interface AttemptTable {
  id: string;
  /** SHA-256 of the cookie's secret; changes after the password and after the second factor. */
  cookie_hash: Uint8Array;
  /** The interaction it belongs to, or `session:` and the session's uid. */
  belongs_to: string;
  user_id: string | null;
  /** JSON of the flow's own state. */
  state: string;
  created_at: number;
  expires_at: number;
}

/** What oidc-provider keeps: sessions, grants, codes, tokens, interactions. */
export interface OidcTable {
  model: string;
  id: string;
  payload: string;
  grant_id: string | null;
  user_code: string | null;
  uid: string | null;
  account_id: string | null;
  expires_at: number | null;
  consumed_at: number | null;
}

/** A client that has to hear of the end of a session; gone as soon as it has heard. */
export interface LogoutNoticeTable {
  client_id: string;
  /** The session's id as this client knows it. */
  sid: string;
  user_id: string;
  /** When the session was ended. */
  at: number;
  tries: number;
  /** While a node is sending: when another one may try. */
  next_try_at: number;
}

/** What administrators set while the service runs: policy, and whether the clock was confirmed. */
interface SettingTable {
  name: string;
  /** JSON. */
  value: string;
}
