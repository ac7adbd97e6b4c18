import type { MfaEvent, Notice } from './events.ts';
import type { MfaRecord } from './record.ts';

/**
 * Where records live. Three methods; `@halfminute/mfa/testing` holds the contract that every store passes, parallel cases
 * included.
 */
export interface MfaStore {
  /** The user's record, its lists in any order; for a user nothing is stored of, `emptyRecord(userId)`. */
  read(userId: string): Promise<MfaRecord>;

  /**
   * Puts `after` in the place of `before`, and the events and notices into the audit log and the outbox, in one
   * transaction; all of it or nothing. `conflict`, and nothing written, when the stored version is not `before.version`
   * any more. The stored version becomes `before.version + 1`, whatever `after.version` says. Must be durable once answered.
   */
  replace(change: RecordChange): Promise<'replaced' | 'conflict'>;

  /** Up to `limit` users with a seed, pending or not, that was sealed with another key than this one. */
  usersSealedWithOtherKeys(keyId: string, limit: number): Promise<readonly string[]>;
}

export interface RecordChange {
  readonly before: MfaRecord;
  readonly after: MfaRecord;
  readonly events: readonly MfaEvent[];
  readonly notices: readonly Notice[];
}
