import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';

/** Kysely over node:sqlite. One connection, whose users Kysely lets in one after another. */
export function createSqliteDialect(database: DatabaseSync): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(database),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

function createDriver(database: DatabaseSync): Driver {
  const connection = createConnection(database);
  const run = async (sql: string) => {
    await connection.executeQuery(CompiledQuery.raw(sql));
  };
  return {
    async init() {},
    acquireConnection: async () => connection,
    // Immediate: the lock for writing is asked for here, where waiting for another process is harmless, and not at the first write, where
    // SQLite could only fail.
    beginTransaction: () => run('begin immediate'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: async () => {
      // SQLite has rolled back by itself after some errors (a full disk).
      if (database.isTransaction) {
        await run('rollback');
      }
    },
    releaseConnection: async () => {},
    destroy: async () => database.close(),
  };
}

function createConnection(database: DatabaseSync): DatabaseConnection {
  const prepared = createStatementCache(database);
  return {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const deadline = performance.now() + longestWaitMs;
      for (;;) {
        try {
          return execute<Row>(prepared(sql), parameters);
        } catch (error) {
          // Inside a transaction we hold the lock already; outside nothing has happened yet, and another try is the same statement.
          if (!isBusy(error) || database.isTransaction || performance.now() > deadline) {
            throw error;
          }
        }
        await wait(1 + Math.random() * 4);
      }
    },
    async *streamQuery<Row>(
      { sql, parameters }: CompiledQuery,
      chunkSize: number,
    ): AsyncIterableIterator<QueryResult<Row>> {
      // A statement of its own: a cached one might be run again before this one is read to its end.
      let rows: Row[] = [];
      for (const row of database.prepare(sql).iterate(...bound(parameters))) {
        rows.push(row as Row); // as: Kysely's caller names the row type
        if (rows.length === chunkSize) {
          yield { rows };
          rows = [];
        }
      }
      yield { rows };
    },
  };
}

/** Another process holds the lock for a millisecond or so; past this something is wrong with it. */
const longestWaitMs = 10_000;
const SQLITE_BUSY = 5;

/** SQLITE_BUSY and its extended codes, which keep it in the lowest byte. */
function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === SQLITE_BUSY
  );
}

interface PreparedStatement {
  readonly statement: StatementSync;
  readonly answersRows: boolean;
}

function execute<Row>({ statement, answersRows }: PreparedStatement, parameters: readonly unknown[]): QueryResult<Row> {
  if (answersRows) {
    return { rows: statement.all(...bound(parameters)) as Row[] }; // as: Kysely's caller names the row type
  }
  const { changes, lastInsertRowid } = statement.run(...bound(parameters));
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}

function bound(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[]; // as: node:sqlite itself refuses what it cannot bind
}

/** Preparing costs more than most of our statements do; lists of changing length could fill memory, so the oldest ones go. */
const mostStatements = 300;

function createStatementCache(database: DatabaseSync): (sql: string) => PreparedStatement {
  const statements = new Map<string, PreparedStatement>();
  return (sql) => {
    const known = statements.get(sql);
    if (known !== undefined) {
      return known;
    }
    const statement = database.prepare(sql);
    const made = { statement, answersRows: statement.columns().length > 0 };
    statements.set(sql, made);
    if (statements.size > mostStatements) {
      for (const oldest of statements.keys()) {
        statements.delete(oldest);
        break;
      }
    }
    return made;
  };
}
