import { migrateMfa } from '@halfminute/mfa-sql';
import type { SqlDatabase } from '@halfminute/mfa-sql';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { SignInSchema } from './schema.ts';
import { steps } from './steps.ts';

/** Any number that no other program takes for its lock in the same database. */
const POSTGRES_LOCK = 6_238_001;

/**
 * Brings the tables up to this version of the service: the package's first, then ours. Only forward; each step is one
 * transaction and noted in it, so that a start that was killed goes on where it was. Several nodes may start at once.
 *
 * Throws where the database was made by a later version: what that one keeps is not known here.
 */
export async function migrateSignIn(database: SqlDatabase<SignInSchema>): Promise<void> {
  await migrateMfa(database);
  if (database.dialect === 'sqlite') {
    // A transaction of SQLite is immediate, and so a lock of the whole file.
    await database.transaction((transaction) => migrate(transaction, 'sqlite'));
    return;
  }
  await database.kysely.connection().execute(async (connection) => {
    // A lock of the session, not of a transaction: one that waited begins its transaction only after the other's has ended, and
    // so sees its tables at any level of isolation.
    await sql`select pg_advisory_lock(${POSTGRES_LOCK})`.execute(connection);
    try {
      await connection.transaction().execute((transaction) => migrate(transaction, 'postgres'));
    } finally {
      await sql`select pg_advisory_unlock(${POSTGRES_LOCK})`.execute(connection);
    }
  });
}

async function migrate(database: Kysely<SignInSchema>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  await sql`create table if not exists sign_in_migration (step integer primary key)`.execute(database);
  const { rows } = await sql<{ step: number }>`select step from sign_in_migration order by step`.execute(database);
  const done = rows.length;
  if (done > steps.length) {
    throw new RangeError(
      `The database was made by a later version of the service: it has ${done} steps of migration, this one knows ${steps.length}.`,
    );
  }
  for (const [index, step] of steps.slice(done).entries()) {
    // oxlint-disable-next-line no-await-in-loop -- each step stands on the one before
    await step(database, dialect);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await sql`insert into sign_in_migration (step) values (${done + index + 1})`.execute(database);
  }
}
