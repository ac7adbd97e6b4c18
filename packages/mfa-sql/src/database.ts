import type { Kysely, Transaction } from 'kysely';

/** A database opened for this package, and for whatever tables its user adds to `Schema`. */
export interface SqlDatabase<Schema> {
  readonly kysely: Kysely<Schema>;
  readonly dialect: 'sqlite' | 'postgres';
  /**
   * Runs `work` in a transaction (PostgreSQL: repeatable read or stricter where `work` needs it; SQLite: immediate). Where
   * the database says that it lost against another (SQLSTATE 40001, 40P01, SQLITE_BUSY) the whole of `work` runs again, up to a bound; so it must have no
   * effect but on the database.
   */
  transaction<T>(work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
