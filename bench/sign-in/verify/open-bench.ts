import { openPostgres, openSqlite } from '@halfminute/mfa-sql';
import type { MfaSchema, SqlDatabase } from '@halfminute/mfa-sql';

/** A path is SQLite, a postgres: address is PostgreSQL. */
export function openBench(place: string): SqlDatabase<MfaSchema> {
  return place.startsWith('postgres')
    ? openPostgres<MfaSchema>({ connectionString: place })
    : openSqlite<MfaSchema>({ path: place });
}
