import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { steps } from './steps.ts';

/** SQLite by Node's own module, with just what the queries of this platform need. */
export interface Database {
  all<Row>(sql: string, ...values: readonly SQLInputValue[]): Row[];
  /** Answers how many rows changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number;
  /** All of `work` or, if it throws, nothing of it. Everything here is synchronous, so that no other request comes between. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

/** Opens the file, makes it if it is not there, and brings its tables to today's form. */
export function openDatabase(path: string): Database {
  const sqlite = new DatabaseSync(path);
  // FULL: a payment that was released must not be pending again after a power cut.
  sqlite.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000',
  );
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  function prepared(sql: string): ReturnType<DatabaseSync['prepare']> {
    const statement = statements.get(sql) ?? sqlite.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  function transaction<Result>(work: () => Result): Result {
    sqlite.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      sqlite.exec('COMMIT');
      return result;
    } catch (error) {
      sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  const database: Database = {
    all: <Row>(sql: string, ...values: readonly SQLInputValue[]) => prepared(sql).all(...values) as Row[], // the statement beside the type names the columns
    run: (sql, ...values) => Number(prepared(sql).run(...values).changes),
    transaction,
    close: () => {
      sqlite.close();
    },
  };

  const [{ version } = { version: 0 }] = database.all<{ version: number }>(
    'SELECT user_version AS version FROM pragma_user_version',
  );
  for (const [index, step] of steps.entries()) {
    if (index >= version) {
      transaction(() => {
        sqlite.exec(step);
        sqlite.exec(`PRAGMA user_version = ${index + 1}`);
      });
    }
  }
  return database;
}
