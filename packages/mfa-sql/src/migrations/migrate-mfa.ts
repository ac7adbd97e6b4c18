import type { SqlDatabase } from '../database.ts';
import { migrate } from './migrate.ts';
import { createFirstTables } from './first-tables.ts';

/** Makes or completes the tables of this package. Safe when several nodes start at once; a newer schema than ours is refused. */
export async function migrateMfa<Schema>(database: SqlDatabase<Schema>): Promise<void> {
  await migrate(database, { name: 'mfa', steps: [createFirstTables] });
}
