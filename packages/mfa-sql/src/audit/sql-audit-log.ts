import type { Kysely, Transaction } from 'kysely';
import type { SqlDatabase } from '../database.ts';
import type { MfaSchema } from '../schema.ts';
import type { AuditInput } from './audit-entry.ts';
import type { AuditLog } from './audit-log.ts';
import { writtenQuery } from '../written-query.ts';
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
  if (dialect === 'postgres') {
    await transaction.executeQuery(
      insertAll('postgres', [sequence, hash, node, ...columns.map((name) => rows.map((row) => row[name]))]),
    );
    return;
  }
  for (const row of rows) {
    // oxlint-disable-next-line no-await-in-loop -- one connection
    await transaction.executeQuery(
      insertOne(
        'sqlite',
        columns.map((name) => row[name]),
      ),
    );
  }
  await transaction.executeQuery(moveHead('sqlite', [sequence, hash, node]));
}

const columns = ['node', 'sequence', 'kind', 'user_id', 'at', 'body', 'hash'] as const;
const insertOne = writtenQuery(`insert into audit_entry (${columns.join(', ')}) values (?, ?, ?, ?, ?, ?, ?)`);
const moveHead = writtenQuery('update audit_head set sequence = ?, hash = ? where node = ?');

/** Both in one way to the server: meanwhile others wait for the lock. */
const insertAll = writtenQuery(`
  with moved as (update audit_head set sequence = ?, hash = ? where node = ?)
  insert into audit_entry (${columns.join(', ')})
  select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::double precision[], ?::text[], ?::text[])`);

interface Head {
  readonly sequence: number;
  readonly hash: string;
}

const findHead = 'select sequence, hash from audit_head where node = ?';
const headQuery = { sqlite: writtenQuery<Head>(findHead), postgres: writtenQuery<Head>(`${findHead} for update`) };

/** The head of our chain, which nobody else can move until the transaction ends. SQLite's transactions are alone anyway. */
async function lockHead(transaction: Kysely<MfaSchema>, node: string, dialect: 'sqlite' | 'postgres'): Promise<Head> {
  const find = async () => (await transaction.executeQuery(headQuery[dialect](dialect, [node]))).rows[0];
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
