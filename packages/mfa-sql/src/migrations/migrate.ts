import { sql, type CreateTableBuilder, type Kysely, type Transaction } from 'kysely';
import type { SqlDatabase } from '../database.ts';
import { MfaSqlError } from '../errors.ts';

/** One step forward, in the transaction of all that are still to be done. A step that was released never changes. */
export type Migration = (transaction: Kysely<unknown>, dialect: SqlDatabase<unknown>['dialect']) => Promise<void>;

/**
 * Brings the tables called `name` to the last of `steps`: only what was not done yet, all or nothing, while other processes that start at
 * the same time wait. Throws MfaSqlError `newer-schema` when more was done than there are steps.
 */
export async function migrate<Schema>(
  database: SqlDatabase<Schema>,
  { name, steps }: { readonly name: string; readonly steps: readonly Migration[] },
): Promise<void> {
  const kysely = database.kysely as unknown as Kysely<VersionSchema>; // as: the caller's schema need not name our table
  if (database.dialect === 'sqlite') {
    // An immediate transaction is a lock of the whole file.
    await kysely.transaction().execute((transaction) => takeSteps(transaction, { dialect: 'sqlite', name, steps }));
    return;
  }
  await kysely.connection().execute(async (connection) => {
    // The lock is the session's: who waited for it begins the transaction afterwards, and sees what the other one did at any isolation.
    await sql`select pg_advisory_lock(${migrationLock})`.execute(connection);
    try {
      await connection
        .transaction()
        .execute((transaction) => takeSteps(transaction, { dialect: 'postgres', name, steps }));
    } finally {
      await sql`select pg_advisory_unlock(${migrationLock})`.execute(connection);
    }
  });
}

/** Any number that no other program takes for its lock, the same in every version of this package. */
const migrationLock = 4_226_001;

interface VersionSchema {
  readonly mfa_sql_version: { readonly name: string; readonly version: number };
}

async function takeSteps(
  transaction: Transaction<VersionSchema>,
  todo: { readonly dialect: 'sqlite' | 'postgres'; readonly name: string; readonly steps: readonly Migration[] },
): Promise<void> {
  const { dialect, name, steps } = todo;
  const done = await readVersion(transaction, name);
  if (done > steps.length) {
    throw new MfaSqlError(
      'newer-schema',
      `The tables "${name}" are at version ${done}, and this program knows ${steps.length}. Start the newer program; there is no way back.`,
    );
  }
  for (const step of steps.slice(done)) {
    // oxlint-disable-next-line no-await-in-loop -- each step stands on the one before
    await step(transaction as unknown as Kysely<unknown>, dialect); // as: a step makes the tables that a schema would name
  }
  if (done < steps.length) {
    await transaction
      .insertInto('mfa_sql_version')
      .values({ name, version: steps.length })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ version: steps.length }))
      .execute();
  }
}

async function readVersion(transaction: Transaction<VersionSchema>, name: string): Promise<number> {
  await transaction.schema
    .createTable('mfa_sql_version')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  const row = await transaction
    .selectFrom('mfa_sql_version')
    .select('version')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** What the two databases name differently in a `create table`. */
export function tableWords(dialect: 'sqlite' | 'postgres') {
  const sqlite = dialect === 'sqlite';
  return {
    bytes: sqlite ? sql`blob` : sql`bytea`,
    /** A whole number up to 2^53 - 1. */
    whole: sqlite ? sql`integer` : sql`bigint`,
    /** Unix seconds, with fractions where the clock has them. */
    time: sqlite ? sql`real` : sql`double precision`,
    /** SQLite: a column keeps the type it was given, and the rows lie in the tree of their key. */
    byKey: <Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) =>
      sqlite ? table.modifyEnd(sql`strict, without rowid`) : table,
  };
}
