import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { SqlDatabase } from '../database.ts';
import { MfaSqlError } from '../errors.ts';
import { lostOrConflict, retrying } from '../retrying.ts';
import { createSharedTransactions } from './shared-transactions.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';

export interface SqliteOptions {
  /** The file; made, readable by its owner only, if it is not there. `:memory:` lives as long as the process. */
  readonly path: string;
  /** How far each commit must have come. Less than FULL is refused: with NORMAL a power cut forgets a spent step. */
  readonly synchronous?: 'FULL' | 'EXTRA';
}

/**
 * Opens a file with node:sqlite, for several processes at once if need be. Throws MfaSqlError `not-durable` where the file would not be
 * written through to the disk at each commit.
 */
export function openSqlite<Schema>({ path, synchronous = 'FULL' }: SqliteOptions): SqlDatabase<Schema> {
  if (!durable.has(synchronous)) {
    throw new MfaSqlError('not-durable', `SQLite needs synchronous FULL or EXTRA; with less it may forget.`);
  }
  if (path !== ':memory:') {
    keepToOwner(path);
  }
  const file = new DatabaseSync(path, { timeout: blockingWaitMs, enableForeignKeyConstraints: true });
  try {
    setPragmas(file, { path, synchronous });
  } catch (error) {
    file.close();
    throw error;
  }
  const kysely = new Kysely<Schema>({ dialect: createSqliteDialect(file) });
  const inShared = createSharedTransactions(kysely, {
    isOpen: () => file.isTransaction,
    run: (sql) => file.exec(sql),
  });
  return {
    kysely,
    dialect: 'sqlite',
    transaction: (work) => retrying(() => inShared(work), lostOrConflict),
    close: async () => {
      await kysely.destroy();
      // Kysely closes only what it has used.
      if (file.isOpen) {
        file.close();
      }
    },
  };
}

/** The values that `PRAGMA synchronous` answers for what is durable. */
const durable = new Map<string, number>([
  ['FULL', 2],
  ['EXTRA', 3],
]);

/** SQLite itself would wait with the whole process standing still; the dialect waits for others without. */
const blockingWaitMs = 0;

function keepToOwner(path: string): void {
  // The journal's files get the mode of the database's. Opening for appending makes the file, and changes none that is there.
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

/** Enough for what is in use of a million accounts; SQLite's own 2 MiB would read most of it anew from the system each time. */
const cacheKibibytes = 32_768;

/** The journal may grow to 32 MiB before it is put into the database: pages that are written often are then put there once. */
const journalPages = 8192;

function setPragmas(file: DatabaseSync, { path, synchronous }: Required<SqliteOptions>): void {
  const journal = path === ':memory:' ? 'memory' : 'wal';
  set(file, { pragma: 'journal_mode', value: 'wal', expected: journal });
  set(file, { pragma: 'synchronous', value: synchronous, expected: durable.get(synchronous) });
  set(file, { pragma: 'foreign_keys', value: 'on', expected: 1 });
  set(file, { pragma: 'cache_size', value: `-${cacheKibibytes}`, expected: -cacheKibibytes });
  // Savepoints keep the pages that change within them here; on the disk, where they would lie, each one is two more writes.
  set(file, { pragma: 'temp_store', value: 'memory', expected: 2 });
  set(file, { pragma: 'wal_autocheckpoint', value: String(journalPages), expected: journalPages });
}

/** Sets a pragma and reads it back: SQLite ignores what it does not know or cannot do. */
function set(
  file: DatabaseSync,
  { pragma, value, expected }: { pragma: string; value: string; expected: unknown },
): void {
  // Changing the journal of a new file needs it alone; another process that does the same at this moment is done soon.
  file.exec(`pragma busy_timeout = 5000; pragma ${pragma} = ${value}; pragma busy_timeout = ${blockingWaitMs}`);
  const actual = Object.values(file.prepare(`pragma ${pragma}`).get() ?? {})[0];
  if (actual !== expected) {
    throw new MfaSqlError(
      'not-durable',
      `SQLite was to run with ${pragma}=${String(expected)}, but says ${String(actual)}.`,
    );
  }
}
