import type { MfaEvent, MfaStore, RecordChange } from '@halfminute/mfa';
import type { Transaction } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { SqlDatabase } from '../database.ts';
import { MfaSqlError } from '../errors.ts';
import { enqueue } from '../outbox.ts';
import { isConflict, isRefusal } from '../retrying.ts';
import type { MfaSchema } from '../schema.ts';
import { codeClaimOf, writeCodeClaims } from './code-claims.ts';
import type { CodeClaim } from './code-claims.ts';
import { createGroupCommit } from './group-commit.ts';
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
  const { kysely, dialect } = database;
  const readRecord = createRecordReader(dialect);

  /** All of them in one transaction of ours or the caller's; each is replaced or not for itself. */
  async function replaceAllIn(
    transaction: Transaction<MfaSchema>,
    changes: readonly RecordChange[],
  ): Promise<readonly ('replaced' | 'conflict')[]> {
    const claims = firstClaims(changes);
    const claimed = await writeCodeClaims(transaction, {
      dialect,
      claims: [...claims.values()],
      userIds: changes.map(({ after }) => after.userId),
    });
    const answers: ('replaced' | 'conflict')[] = [];
    const events: MfaEvent[] = [];
    for (const change of changes) {
      const claim = claims.get(change);
      const answer =
        claim === undefined
          ? // oxlint-disable-next-line no-await-in-loop -- one connection
            await writeRecord(transaction, change)
          : claimed.has(claim.userId)
            ? 'replaced'
            : 'conflict';
      answers.push(answer);
      if (answer === 'replaced') {
        events.push(...change.events);
        for (const notice of change.notices) {
          // oxlint-disable-next-line no-await-in-loop -- one connection
          await enqueue(transaction, { ...notice, sealedToken: null });
        }
      }
    }
    // Last: from here to the end the transactions of this node wait for one another.
    await audit.append(transaction, events);
    return answers;
  }

  const replace = createGroupCommit(async (changes) => {
    try {
      return await database.transaction(async (transaction) => {
        try {
          return await replaceAllIn(transaction, changes);
        } catch (error) {
          // Another try would find the same: what was read is old.
          throw isConflict(error) ? new OutdatedError() : error;
        }
      });
    } catch (error) {
      if (error instanceof OutdatedError && changes.length === 1) {
        return ['conflict'];
      }
      throw error;
    }
  }, isOfOne);

  return {
    read: (userId) => readRecord(kysely, userId),
    replace,
    usersSealedWithOtherKeys: (keyId, limit) => usersSealedWithOtherKeys(kysely, keyId, limit),
    within: (given) => {
      const transaction = given as unknown as Transaction<MfaSchema>; // as: see `database`
      return {
        read: (userId) => readRecord(transaction, userId),
        replace: async (change) => {
          const [answer] = await replaceAllIn(transaction, [change]);
          if (answer !== 'replaced') {
            throw new MfaSqlError('conflict', 'The record was replaced by somebody else in between.');
          }
          return answer;
        },
        usersSealedWithOtherKeys: (keyId, limit) => usersSealedWithOtherKeys(transaction, keyId, limit),
      };
    },
  };
}

/** Those that only claim a step, a user's first one: a second of the same record comes after it, and finds another version. */
function firstClaims(changes: readonly RecordChange[]): ReadonlyMap<RecordChange, CodeClaim> {
  const claims = new Map<RecordChange, CodeClaim>();
  const users = new Set<string>();
  for (const change of changes) {
    const { userId } = change.after;
    const claim = users.has(userId) ? null : codeClaimOf(change);
    users.add(userId);
    if (claim !== null) {
      claims.set(change, claim);
    }
  }
  return claims;
}

/** A conflict that `SqlDatabase.transaction` is not to try again, since `replace` brought what it read along. */
class OutdatedError extends Error {
  override readonly name = 'OutdatedError';
}

function isOfOne(error: unknown): boolean {
  return error instanceof OutdatedError || isRefusal(error);
}
