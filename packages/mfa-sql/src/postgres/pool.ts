import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type * as Pg from 'pg';
import { MfaSqlError } from '../errors.ts';
import { createStatementNames, preparing } from './prepared-statements.ts';
import { parsers } from './types.ts';

/** A pool of `pg`'s, which is loaded only here: whoever stays with SQLite need not install it. */
export async function createPool(options: {
  readonly connectionString: string;
  readonly poolSize: number;
}): Promise<PostgresPool> {
  const { Pool, types } = await loadPg();
  const pool = new Pool({
    connectionString: options.connectionString,
    max: options.poolSize,
    // Also how long a caller waits for a free connection: better an error than a queue without end.
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    types: { getTypeParser: ((oid, format) => parsers.get(oid) ?? types.getTypeParser(oid, format)) as GetTypeParser }, // as: see there
  });
  // A server that goes away ends idle connections, too; without a listener that would end the process. The next call says so.
  pool.on('error', () => {});
  // So does a connection that is lent out, between two statements: the pool listens to idle ones only.
  pool.on('connect', (client) => client.on('error', () => {}));

  const nameOf = createStatementNames();
  const clients = new WeakMap<Pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client);
      if (known !== undefined) {
        return known;
      }
      await refuseIfNotDurable(client);
      const made = preparing(client, nameOf);
      clients.set(client, made);
      return made;
    },
  };
}

/** Typed as one signature for each type and format; ours hands on what it does not know. */
type GetTypeParser = typeof Pg.types.getTypeParser;

async function loadPg(): Promise<typeof Pg> {
  try {
    return await import('pg');
  } catch (error) {
    throw new MfaSqlError('pg-missing', 'openPostgres needs the npm package "pg": npm install pg', { cause: error });
  }
}

/** Asks once a connection. Other databases that speak PostgreSQL's protocol may not know these settings, and answer null. */
async function refuseIfNotDurable(client: Pg.PoolClient): Promise<void> {
  try {
    const { rows } = await client.query<Record<string, string | null>>(
      `select current_setting('fsync', true) as fsync, current_setting('synchronous_commit', true) as synchronous_commit`,
    );
    for (const [setting, value] of Object.entries(rows[0] ?? {})) {
      if (value === 'off') {
        throw new MfaSqlError('not-durable', `PostgreSQL runs with ${setting}=off, and would forget a spent code.`);
      }
    }
  } catch (error) {
    // It is ours to give back: nobody else has it yet.
    client.release(true);
    throw error;
  }
}
