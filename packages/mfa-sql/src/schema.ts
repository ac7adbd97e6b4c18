import type { Generated } from 'kysely';

/** The tables of this package, for Kysely. Times are Unix seconds unless the name says otherwise. Every name begins with `mfa_`, `audit_` or is `outbox`. */
export interface MfaSchema {
  readonly mfa_user: MfaUserTable;
  readonly mfa_authenticator: MfaAuthenticatorTable;
  readonly mfa_pending: MfaPendingTable;
  readonly mfa_recovery_code: MfaRecoveryCodeTable;
  readonly mfa_device: MfaDeviceTable;
  readonly audit_entry: AuditEntryTable;
  readonly audit_head: AuditHeadTable;
  readonly audit_checkpoint: AuditCheckpointTable;
  readonly outbox: OutboxTable;
}

export interface MfaUserTable {
  user_id: string;
  version: number;
  consecutive_failures: number;
  wait_until: number | null;
  disabled_at: number | null;
  enrolment_needs: string;
  failure_notice_at: number | null;
  /** JSON of FutureCode, or null. */
  future_code: string | null;
  recovery_salt: Uint8Array | null;
  recovery_created_at: number | null;
  recovery_kept_at: number | null;
}

export interface MfaAuthenticatorTable {
  id: string;
  user_id: string;
  name: string;
  key_id: string;
  seed: Uint8Array;
  algorithm: string;
  digits: number;
  period_seconds: number;
  last_step: number | null;
  late_in_a_row: number;
  added_at: number;
  last_used_at: number | null;
}

export interface MfaPendingTable {
  id: string;
  user_id: string;
  attempt_id: string;
  key_id: string;
  seed: Uint8Array;
  algorithm: string;
  digits: number;
  period_seconds: number;
  shown_at: number;
  expires_at: number;
}

export interface MfaRecoveryCodeTable {
  id: string;
  user_id: string;
  hash: Uint8Array;
  used_at: number | null;
}

export interface MfaDeviceTable {
  id: string;
  user_id: string;
  secret_hash: Uint8Array;
  previous_hash: Uint8Array | null;
  previous_until: number | null;
  name: string;
  place: string | null;
  first_used_at: number;
  last_used_at: number;
  expires_at: number;
}

export interface AuditEntryTable {
  node: string;
  sequence: number;
  kind: string;
  user_id: string | null;
  at: number;
  /** JSON: actor, source and detail. */
  body: string;
  hash: string;
}

interface AuditHeadTable {
  node: string;
  sequence: number;
  hash: string;
}

export interface AuditCheckpointTable {
  id: Generated<number>;
  at: number;
  /** JSON: the head of each node's chain, and the hash of the checkpoint before. */
  heads: string;
  hash: string;
}

/** A mail to be sent. Holds kind and parameters, never a text; a link's token only sealed, and only until the mail is sent. */
interface OutboxTable {
  /** Also the mail's Message-ID. */
  id: string;
  kind: string;
  user_id: string;
  at: number;
  /** JSON. */
  parameters: string;
  sealed_token: Uint8Array | null;
  tries: number;
  next_try_at: number;
  sent_at: number | null;
  /** Why the last try failed, without any content. */
  last_error: string | null;
}
