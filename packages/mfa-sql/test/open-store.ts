import {
  createAuditLog,
  createSqlMfaStore,
  migrateMfa,
  openPostgres,
  openSqlite,
  type AuditLog,
  type MfaSchema,
  type SqlDatabase,
  type SqlMfaStore,
} from '@halfminute/mfa-sql';

/** `place` is a connection string of PostgreSQL, or the path of a file. */
export function openPlace(place: string): SqlDatabase<MfaSchema> {
  return place.startsWith('postgres:') ? openPostgres({ connectionString: place }) : openSqlite({ path: place });
}

/** All parts over one place, whose tables are made if need be. */
export interface Opened {
  readonly database: SqlDatabase<MfaSchema>;
  readonly audit: AuditLog;
  readonly store: SqlMfaStore;
}

export async function openStore(place: string, node = 'one'): Promise<Opened> {
  const database = openPlace(place);
  await migrateMfa(database);
  const audit = createAuditLog({ database, node, clock: () => 1_800_000_000 });
  return { database, audit, store: createSqlMfaStore({ database, audit }) };
}
