import type { Kysely, QueryCreator, Transaction } from 'kysely';
import type { SqlDatabase } from '../database.ts';
import type { MfaSchema } from '../schema.ts';
import type { AuditInput } from './audit-entry.ts';
import type { AuditLog } from './audit-log.ts';
import { beginning, link, toEntry } from './chain.ts';
import { makeCheckpoint } from './checkpoints.ts';
import { verifyLog } from './verify-log.ts';

/**
 * The audit log in the tables of this package. `node` names the chain that this process writes; two processes with one name would wait for
 * each other. `clock` (Unix seconds) dates the checkpoints.
 */
export function createAuditLog<Schema extends MfaSchema>(options: {
  readonly database: SqlDatabase<Schema>;
  readonly node: string;
  readonly clock?: () => number;
}): AuditLog {
  const { node, clock = () => Date.now() / 1000 } = options;
  const database = options.database as unknown as SqlDatabase<MfaSchema>; // as: it has all our tables, and we name no other
  const { kysely, dialect } = database;
  return {
    append: (transaction, entries) =>
      append(transaction as unknown as Transaction<MfaSchema>, { dialect, node, entries }), // as: see `database`
    checkpoint: () => makeCheckpoint(kysely, clock),
    verify: (query) => verifyLog(kysely, query),
    entries: async ({ userId, kinds, since, before, limit }) => {
      if (kinds?.length === 0) {
        return [];
      }
      const rows = await kysely
        .selectFrom('audit_entry')
        .select(['node', 'sequence', 'kind', 'user_id', 'at', 'body', 'hash'])
        .$if(userId !== undefined, (query) => query.where('user_id', '=', userId ?? ''))
        .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds ?? []))
        .$if(since !== undefined, (query) => query.where('at', '>=', since ?? 0))
        .$if(before !== undefined, (query) => query.where('at', '<', before ?? 0))
        .orderBy('at', 'desc')
        .orderBy('node')
        .orderBy('sequence', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toEntry);
    },
  };
}

async function append(
  transaction: Transaction<MfaSchema>,
  options: {
    readonly dialect: 'sqlite' | 'postgres';
    readonly node: string;
    readonly entries: readonly AuditInput[];
  },
): Promise<void> {
  const { dialect, node, entries } = options;
  if (entries.length === 0) {
    return;
  }
  const head = await lockHead(transaction, node, dialect);
  let { sequence, hash } = head;
  const rows = entries.map((entry) => {
    sequence++;
    const row = link(entry, { node, sequence, previousHash: hash });
    hash = row.hash;
    return row;
  });
  const moved = (database: QueryCreator<MfaSchema>) =>
    database.updateTable('audit_head').set({ sequence, hash }).where('node', '=', node);
  if (dialect === 'postgres') {
    // Both in one way to the server: meanwhile others wait for the lock.
    await transaction.with('moved', moved).insertInto('audit_entry').values(rows).execute();
  } else {
    await transaction.insertInto('audit_entry').values(rows).execute();
    await moved(transaction).execute();
  }
}

/** The head of our chain, which nobody else can move until the transaction ends. SQLite's transactions are alone anyway. */
async function lockHead(
  transaction: Kysely<MfaSchema>,
  node: string,
  dialect: 'sqlite' | 'postgres',
): Promise<{ readonly sequence: number; readonly hash: string }> {
  const find = () =>
    transaction
      .selectFrom('audit_head')
      .select(['sequence', 'hash'])
      .where('node', '=', node)
      .$if(dialect === 'postgres', (query) => query.forUpdate())
      .executeTakeFirst();
  const head = await find();
  if (head !== undefined) {
    return head;
  }
  await transaction
    .insertInto('audit_head')
    .values({ node, sequence: 0, hash: beginning })
    .onConflict((conflict) => conflict.column('node').doNothing())
    .execute();
  return (await find()) ?? { sequence: 0, hash: beginning };
}
