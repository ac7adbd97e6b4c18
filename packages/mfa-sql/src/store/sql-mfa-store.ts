import type { MfaStore, RecordChange } from '@halfminute/mfa';
import type { Transaction } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { SqlDatabase } from '../database.ts';
import { enqueue } from '../outbox.ts';
import { isConflict, lostToAnother, retrying } from '../retrying.ts';
import type { MfaSchema } from '../schema.ts';
import { createRecordReader } from './read-record.ts';
import { writeRecord } from './write-record.ts';
import { usersSealedWithOtherKeys } from './users-to-rotate.ts';

export interface SqlMfaStore extends MfaStore {
  /**
   * The same store inside a transaction of the caller's. There `replace` never answers `conflict`: it throws, so that the transaction is
   * rolled back, and `SqlDatabase.transaction` runs it again.
   */
  within<Schema extends MfaSchema>(transaction: Transaction<Schema>): MfaStore;
}

/** The store of @halfminute/mfa. Its tables must be there: see migrateMfa. */
export function createSqlMfaStore<Schema extends MfaSchema>(options: {
  readonly database: SqlDatabase<Schema>;
  readonly audit: AuditLog;
}): SqlMfaStore {
  const { audit } = options;
  const database = options.database as unknown as SqlDatabase<MfaSchema>; // as: it has all our tables, and we name no other
  const { kysely } = database;
  const readRecord = createRecordReader(database.dialect);

  async function replaceIn(transaction: Transaction<MfaSchema>, change: RecordChange): Promise<void> {
    await writeRecord(transaction, change);
    for (const notice of change.notices) {
      // oxlint-disable-next-line no-await-in-loop -- one connection
      await enqueue(transaction, { ...notice, sealedToken: null });
    }
    // Last: from here to the end the transactions of this node wait for one another.
    await audit.append(transaction, change.events);
  }

  return {
    read: (userId) => readRecord(kysely, userId),
    replace: async (change) => {
      try {
        await retrying(
          () => kysely.transaction().execute((transaction) => replaceIn(transaction, change)),
          lostToAnother,
        );
        return 'replaced';
      } catch (error) {
        if (isConflict(error)) {
          return 'conflict';
        }
        throw error;
      }
    },
    usersSealedWithOtherKeys: (keyId, limit) => usersSealedWithOtherKeys(kysely, keyId, limit),
    within: (given) => {
      const transaction = given as unknown as Transaction<MfaSchema>; // as: see `database`
      return {
        read: (userId) => readRecord(transaction, userId),
        replace: async (change) => {
          await replaceIn(transaction, change);
          return 'replaced';
        },
        usersSealedWithOtherKeys: (keyId, limit) => usersSealedWithOtherKeys(transaction, keyId, limit),
      };
    },
  };
}
