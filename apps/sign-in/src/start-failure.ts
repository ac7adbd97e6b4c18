/** The server could not be bound. */
const ofListening: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there already',
  EACCES: 'this user may not listen there',
  EADDRNOTAVAIL: 'this machine has no such address',
};

/** Node's names for a peer or a file that is not reached, and PostgreSQL's classes of errors for who is not let in (appendix A of its manual). */
const ofDatabase =
  /^(?:ECONN\w+|ENOENT|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|EACCES|EPERM|EISDIR|ENOTDIR|EROFS|ENOSPC|08...|28...|3D...|53...|57P..)$/;

/** SQLite's numbers for a file that may not be written, is damaged, has no room, cannot be opened, or is no database. */
const ofSqlite: ReadonlySet<unknown> = new Set([8, 11, 13, 14, 26]);

/**
 * Why the service did not start though nothing is wrong with its settings by themselves, in a sentence that says what to look at; null for whatever
 * else broke. It repeats no address of a database, since that may hold a password.
 */
export function startFailure(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') {
    return null;
  }
  const { code } = error;
  if ('syscall' in error && error.syscall === 'listen') {
    return `Not started: nobody can listen at the address in HALFMINUTE_LISTEN, since ${ofListening[code] ?? code}.`;
  }
  if ('errcode' in error && ofSqlite.has(error.errcode)) {
    return `Not started: the file that HALFMINUTE_DATABASE names cannot be used (SQLite error ${String(error.errcode)}). See that it is the right one, that there is room, and that this user may write it.`;
  }
  return ofDatabase.test(code)
    ? `Not started: the database that HALFMINUTE_DATABASE names cannot be reached, or lets nobody in (${code}). See that it runs, and that name, user and password are right.`
    : null;
}
