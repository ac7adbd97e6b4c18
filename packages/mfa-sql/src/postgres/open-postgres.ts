import { CompiledQuery, Kysely, PostgresDialect, type DatabaseConnection } from 'kysely';
import type { SqlDatabase } from '../database.ts';
import { MfaSqlError } from '../errors.ts';
import { lostOrConflict, retrying } from '../retrying.ts';
import { createPool } from './pool.ts';

export interface PostgresOptions {
  /** `postgres://user@host:port/database`, as `pg` reads it. */
  readonly connectionString: string;
  /** Connections at most; 10 unless told. */
  readonly poolSize?: number;
}

/**
 * Opens a pool of connections with the npm package `pg`, at the first statement. While the database is down every call fails within some
 * seconds. A server that would forget what it committed is refused with MfaSqlError `not-durable`.
 */
export function openPostgres<Schema>({ connectionString, poolSize = 10 }: PostgresOptions): SqlDatabase<Schema> {
  const kysely = new Kysely<Schema>({
    dialect: new PostgresDialect({
      pool: () => createPool({ connectionString, poolSize }),
      onCreateConnection: refuseIfNotDurable,
    }),
  });
  return {
    kysely,
    dialect: 'postgres',
    transaction: (work) => retrying(() => kysely.transaction().execute(work), lostOrConflict),
    close: () => kysely.destroy(),
  };
}

const durability = CompiledQuery.raw(
  `select current_setting('fsync', true) as fsync, current_setting('synchronous_commit', true) as synchronous_commit`,
);

/** Other databases that speak PostgreSQL's protocol may not know these settings, and answer null. */
async function refuseIfNotDurable(connection: DatabaseConnection): Promise<void> {
  const { rows } = await connection.executeQuery<Record<string, string | null>>(durability);
  for (const [setting, value] of Object.entries(rows[0] ?? {})) {
    if (value === 'off') {
      throw new MfaSqlError('not-durable', `PostgreSQL runs with ${setting}=off, and would forget a spent code.`);
    }
  }
}
