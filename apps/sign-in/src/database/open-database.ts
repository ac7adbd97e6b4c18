import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { openPostgres, openSqlite } from '@halfminute/mfa-sql';
import type { SqlDatabase } from '@halfminute/mfa-sql';
import type { SignInConfig } from '../config/config.ts';
import { databasePlace } from '../config/database-place.ts';
import type { SignInSchema } from './schema.ts';

/** Opens what `HALFMINUTE_DATABASE` names; the address says which kind of database it is. Throws where it cannot be opened. */
export async function openDatabase(config: Pick<SignInConfig, 'database'>): Promise<SqlDatabase<SignInSchema>> {
  const place = databasePlace(config.database);
  switch (place.kind) {
    case 'sqlite':
      if (!place.inMemory) {
        mkdirSync(dirname(place.path), { recursive: true, mode: 0o700 });
      }
      return openSqlite<SignInSchema>({ path: place.path });
    case 'postgres':
      return openPostgres<SignInSchema>({ connectionString: place.connectionString });
    case 'unknown':
      throw new RangeError('The database address begins with neither "sqlite:" nor "postgres://".');
  }
}
