import type { SqlDatabase } from '@halfminute/mfa-sql';
import { sql } from 'kysely';
import type { SignInSchema } from '../database/schema.ts';
import type { Keys } from '../keys/keys.ts';
import type { BootFacts } from './refusals.ts';

/** Asks the running parts what `refusals` has to know. */
export async function bootFacts({
  database,
  keys,
}: {
  readonly database: SqlDatabase<SignInSchema>;
  readonly keys: Pick<Keys, 'development'>;
}): Promise<BootFacts> {
  return {
    developmentKeys: keys.development,
    sqliteSynchronous: database.dialect === 'sqlite' ? await synchronousOf(database) : null,
  };
}

async function synchronousOf(database: SqlDatabase<SignInSchema>): Promise<number> {
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(database.kysely);
  // Nothing answered is as good as off.
  return rows[0]?.synchronous ?? 0;
}
