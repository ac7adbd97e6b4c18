import type * as Pg from 'pg';
import type { PostgresPool } from 'kysely';
import { MfaSqlError } from '../errors.ts';
import { preparing } from './prepared-statements.ts';

/** A pool of `pg`'s, which is loaded only here: whoever stays with SQLite need not install it. */
export async function createPool(options: {
  readonly connectionString: string;
  readonly poolSize: number;
}): Promise<PostgresPool> {
  const { Pool, types } = await loadPg();
  const config: Pg.PoolConfig = {
    connectionString: options.connectionString,
    max: options.poolSize,
    // Also how long a caller waits for a free connection: better an error than a queue without end.
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    types: { getTypeParser: ((oid, format) => parsers.get(oid) ?? types.getTypeParser(oid, format)) as GetTypeParser }, // as: see there
  };
  const pool = new Pool(config);
  // A server that goes away ends idle connections, too; without a listener that would end the process. The next call says so.
  pool.on('error', () => {});
  return preparing(pool);
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

/** By the type's object id in pg_type. */
const parsers = new Map<number, (text: string) => unknown>([
  [20, readBigint],
  [17, readBytea],
]);

/** int8; `pg` would leave it a text, since not all of them are numbers of JavaScript. Ours are. */
function readBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new MfaSqlError('damaged', 'The database holds an integer beyond 2^53 - 1.');
  }
  return value;
}

/** `\x` and hexadecimal figures, the only form since PostgreSQL 9.0. A plain Uint8Array, so that both databases answer alike. */
function readBytea(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'));
}
