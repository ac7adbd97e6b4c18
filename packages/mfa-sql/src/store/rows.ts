import type {
  Authenticator,
  CodeProfile,
  FutureCode,
  MfaRecord,
  PendingAuthenticator,
  RecoveryCode,
  RememberedDevice,
  SealedSeed,
} from '@halfminute/mfa';
import type {
  MfaAuthenticatorTable,
  MfaDeviceTable,
  MfaPendingTable,
  MfaRecoveryCodeTable,
  MfaUserTable,
} from '../schema.ts';

/** A row as JSON holds it: bytes as hexadecimal figures (SQLite writes those of no bytes as an empty text). */
type Listed<Row> = { readonly [Name in keyof Row]: Uint8Array extends Row[Name] ? string | null : Row[Name] };

/** What the statement of read-record.ts answers; PostgreSQL's driver has read the JSON already, SQLite's has not. */
export interface RecordRow extends MfaUserTable {
  readonly authenticators: string | null | readonly Listed<MfaAuthenticatorTable>[];
  readonly pending: string | null | readonly Listed<MfaPendingTable>[];
  readonly recovery_codes: string | null | readonly Listed<MfaRecoveryCodeTable>[];
  readonly devices: string | null | readonly Listed<MfaDeviceTable>[];
}

export function toRecord(row: RecordRow): MfaRecord {
  const { recovery_salt: salt, recovery_created_at: createdAt } = row;
  return {
    userId: row.user_id,
    version: row.version,
    consecutiveFailures: row.consecutive_failures,
    waitUntil: row.wait_until,
    disabledAt: row.disabled_at,
    enrolmentNeeds: row.enrolment_needs as MfaRecord['enrolmentNeeds'], // as: written by toUserRow only
    failureNoticeAt: row.failure_notice_at,
    futureCode: row.future_code === null ? null : (JSON.parse(row.future_code) as FutureCode), // as: written by toUserRow only
    authenticators: list(row.authenticators).map(toAuthenticator),
    pending: list(row.pending).map(toPending),
    recovery:
      salt === null || createdAt === null
        ? null
        : {
            salt: new Uint8Array(salt),
            createdAt,
            keptAt: row.recovery_kept_at,
            codes: list(row.recovery_codes).map(toRecoveryCode),
          },
    devices: list(row.devices).map(toDevice),
  };
}

function list<Row>(rows: string | null | readonly Row[]): readonly Row[] {
  return typeof rows === 'string' ? (JSON.parse(rows) as readonly Row[]) : (rows ?? []); // as: made by the statement
}

function toAuthenticator(row: Listed<MfaAuthenticatorTable>): Authenticator {
  return {
    id: row.id,
    name: row.name,
    seed: toSeed(row),
    profile: toProfile(row),
    lastStep: row.last_step,
    lateInARow: row.late_in_a_row as Authenticator['lateInARow'], // as: written by toAuthenticatorRow only
    addedAt: row.added_at,
    lastUsedAt: row.last_used_at,
  };
}

function toPending(row: Listed<MfaPendingTable>): PendingAuthenticator {
  return {
    id: row.id,
    attemptId: row.attempt_id,
    seed: toSeed(row),
    profile: toProfile(row),
    shownAt: row.shown_at,
    expiresAt: row.expires_at,
  };
}

function toSeed(row: { readonly key_id: string; readonly seed: string | null }): SealedSeed {
  return { keyId: row.key_id, bytes: toBytes(row.seed) };
}

function toProfile(row: {
  readonly algorithm: string;
  readonly digits: number;
  readonly period_seconds: number;
}): CodeProfile {
  return {
    algorithm: row.algorithm as CodeProfile['algorithm'], // as: written from a profile
    digits: row.digits as CodeProfile['digits'], // as: written from a profile
    periodSeconds: row.period_seconds,
  };
}

function toRecoveryCode(row: Listed<MfaRecoveryCodeTable>): RecoveryCode {
  return { id: row.id, hash: toBytes(row.hash), usedAt: row.used_at };
}

function toDevice(row: Listed<MfaDeviceTable>): RememberedDevice {
  return {
    id: row.id,
    secretHash: toBytes(row.secret_hash),
    // SQLite's hex() of null is an empty text, and no hash is that short.
    previousHash: row.previous_hash === null || row.previous_hash === '' ? null : toBytes(row.previous_hash),
    previousUntil: row.previous_until,
    name: row.name,
    place: row.place,
    firstUsedAt: row.first_used_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
  };
}

function toBytes(hex: string | null): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(hex ?? '', 'hex'));
}

export function toUserRow(record: MfaRecord): Omit<MfaUserTable, 'version'> {
  return {
    user_id: record.userId,
    consecutive_failures: record.consecutiveFailures,
    wait_until: record.waitUntil,
    disabled_at: record.disabledAt,
    enrolment_needs: record.enrolmentNeeds,
    failure_notice_at: record.failureNoticeAt,
    future_code: record.futureCode === null ? null : JSON.stringify(record.futureCode),
    recovery_salt: record.recovery?.salt ?? null,
    recovery_created_at: record.recovery?.createdAt ?? null,
    recovery_kept_at: record.recovery?.keptAt ?? null,
  };
}

export function toAuthenticatorRow(userId: string, authenticator: Authenticator): MfaAuthenticatorTable {
  return {
    id: authenticator.id,
    user_id: userId,
    name: authenticator.name,
    key_id: authenticator.seed.keyId,
    seed: authenticator.seed.bytes,
    ...profileColumns(authenticator.profile),
    last_step: authenticator.lastStep,
    late_in_a_row: authenticator.lateInARow,
    added_at: authenticator.addedAt,
    last_used_at: authenticator.lastUsedAt,
  };
}

export function toPendingRow(userId: string, pending: PendingAuthenticator): MfaPendingTable {
  return {
    id: pending.id,
    user_id: userId,
    attempt_id: pending.attemptId,
    key_id: pending.seed.keyId,
    seed: pending.seed.bytes,
    ...profileColumns(pending.profile),
    shown_at: pending.shownAt,
    expires_at: pending.expiresAt,
  };
}

function profileColumns({ algorithm, digits, periodSeconds }: CodeProfile) {
  return { algorithm, digits, period_seconds: periodSeconds };
}

export function toRecoveryCodeRow(userId: string, code: RecoveryCode): MfaRecoveryCodeTable {
  return { id: code.id, user_id: userId, hash: code.hash, used_at: code.usedAt };
}

export function toDeviceRow(userId: string, device: RememberedDevice): MfaDeviceTable {
  return {
    id: device.id,
    user_id: userId,
    secret_hash: device.secretHash,
    previous_hash: device.previousHash,
    previous_until: device.previousUntil,
    name: device.name,
    place: device.place,
    first_used_at: device.firstUsedAt,
    last_used_at: device.lastUsedAt,
    expires_at: device.expiresAt,
  };
}
