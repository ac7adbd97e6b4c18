/** Why this package threw. What a caller must expect (a lost race) is an answer of the store instead. */
export type MfaSqlErrorCode =
  /** The database would forget what it said was written: SQLite below synchronous=FULL, PostgreSQL with fsync or synchronous_commit off. */
  | 'not-durable'
  /** The tables were made by a later version of this package. */
  | 'newer-schema'
  /** The record was replaced by somebody else in between; only inside a transaction of the caller's, which must run again. */
  | 'conflict'
  /** openPostgres without the npm package `pg`. */
  | 'pg-missing'
  /** A number in the database that is no safe integer, or a row that this package did not write. */
  | 'damaged';

/** The one error class of this package. Messages never hold a code, a seed or a connection string. */
export class MfaSqlError extends Error {
  readonly code: MfaSqlErrorCode;

  constructor(code: MfaSqlErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'MfaSqlError';
    this.code = code;
  }
}
