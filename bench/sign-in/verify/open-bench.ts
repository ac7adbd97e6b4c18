import { openPostgres, openSqlite } from '@halfminute/mfa-sql';
import type { MfaSchema, SqlDatabase } from '@halfminute/mfa-sql';

/** A path is SQLite, a postgres: address is PostgreSQL. */
export async function openBench(place: string): Promise<SqlDatabase<MfaSchema>> {
  return place.startsWith('postgres')
    ? await openPostgres<MfaSchema>({ connectionString: place })
    : await openSqlite<MfaSchema>({ path: place });
}
