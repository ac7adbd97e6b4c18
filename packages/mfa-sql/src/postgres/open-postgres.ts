import { Kysely, PostgresDialect } from 'kysely';
import type { SqlDatabase } from '../database.ts';
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
    dialect: new PostgresDialect({ pool: () => createPool({ connectionString, poolSize }) }),
  });
  return {
    kysely,
    dialect: 'postgres',
    transaction: (work) => retrying(() => kysely.transaction().execute(work), lostOrConflict),
    close: () => kysely.destroy(),
  };
}
