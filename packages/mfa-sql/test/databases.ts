import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startPostgres, type Postgres } from '../../../tools/postgres.ts';
import { canRun } from '../../../tools/requirements.ts';

/** One of the two databases, as a test asks for it. */
export interface DatabaseKind {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** Where a fresh, empty database is: a path, or a connection string. */
  place(): Promise<string>;
}

/**
 * The databases of this test file, to be named at its top: SQLite in files, and PostgreSQL where there is one. Both go when the file's
 * tests are done.
 */
export function databaseKinds(suite: string): readonly DatabaseKind[] {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-mfa-sql-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let files = 0;
  const sqlite: DatabaseKind = {
    name: 'SQLite',
    place: () => Promise.resolve(join(folder, `${++files}.sqlite`)),
  };
  return canRun(`${suite} on PostgreSQL`, 'postgres') ? [sqlite, postgresKind()] : [sqlite];
}

function postgresKind(): DatabaseKind {
  let server: Postgres | undefined;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server?.stop());
  return {
    name: 'PostgreSQL',
    place: () => server?.createDatabase() ?? Promise.reject(new Error('The server was not started.')),
  };
}
