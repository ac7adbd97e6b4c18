import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SqlDatabase } from '@halfminute/mfa-sql';
import { afterAll, beforeAll, describe } from 'vitest';
import { startPostgres } from '../../../../tools/postgres.ts';
import type { Postgres } from '../../../../tools/postgres.ts';
import { canRun } from '../../../../tools/requirements.ts';
import { migrateSignIn } from '../../src/database/migrations.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import type { SignInSchema } from '../../src/database/schema.ts';

interface TestDatabases {
  /** An address of a database that nobody used yet. */
  fresh(): Promise<string>;
  /** A connection to `address`, or to a fresh database, with all tables; several to one address are nodes. Closed at the end. */
  open(address?: string): Promise<SqlDatabase<SignInSchema>>;
}

type Suite = (databases: TestDatabases, dialect: 'sqlite' | 'postgres') => void;

/** Runs the same suite on a file of SQLite and on a PostgreSQL server of our own. */
export function onEachDatabase(name: string, suite: Suite): void {
  describe(`${name}, on SQLite`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'halfminute-sign-in-'));
    let files = 0;
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    suite(
      opener(async () => `sqlite:${join(folder, `${++files}.db`)}`),
      'sqlite',
    );
  });

  describe.runIf(canRun(`${name}, on PostgreSQL`, 'postgres'))(`${name}, on PostgreSQL`, () => {
    let server: Postgres | null = null;
    beforeAll(async () => {
      server = await startPostgres();
    }, 60_000);
    afterAll(async () => {
      await server?.stop();
    });
    suite(
      opener(async () => {
        if (server === null) {
          throw new Error('The server has not started.');
        }
        return server.createDatabase();
      }),
      'postgres',
    );
  });
}

function opener(fresh: TestDatabases['fresh']): TestDatabases {
  const opened: SqlDatabase<SignInSchema>[] = [];
  afterAll(async () => {
    await Promise.all(opened.map((database) => database.close()));
  });
  return {
    fresh,
    async open(address) {
      const database = await openDatabase({ database: address ?? (await fresh()) });
      opened.push(database);
      await migrateSignIn(database);
      return database;
    },
  };
}

/** Real chance: what is tested here must not depend on it. */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** A clock that stands until it is moved. Unix seconds. */
export function createTestClock(start = 1_795_000_000) {
  let now = start;
  return {
    clock: () => now,
    pass: (seconds: number) => {
      now += seconds;
    },
  };
}
