import { authenticatorPlusTable } from '../authenticator-plus/format.ts';
import { ready } from '../backup.ts';
import type { ReadyBackup } from '../backup.ts';
import { startsWith } from '../bytes.ts';
import type { Bytes } from '../ciphers.ts';
import type { ImportEntry } from '../entry.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { googleTable } from '../google/database.ts';
import { microsoftTable } from '../microsoft/format.ts';
import { stratumTable } from '../stratum/database.ts';
import { openDatabase } from './database.ts';
import type { Row } from './database.ts';

/** The one table of a program's database that holds its accounts. */
export interface AccountTable {
  readonly program: string;
  readonly table: string;
  /** By these it is known, in lower case. */
  readonly columns: readonly string[];
  /** What accounts are kept under, where other tables of the program say it. A table that is absent has no rows. */
  readonly groupsByKey?: (rowsOf: (table: string) => readonly Row[]) => Groups;
  /** null where the row is no account with codes. */
  readonly readRow: (row: Row, where: string, groups: Groups) => ImportEntry | null;
}

/** Names of groups by whatever the program knows an account by. */
type Groups = ReadonlyMap<unknown, readonly unknown[]>;

/** What has more marks goes before what has fewer. */
const accountTables: readonly AccountTable[] = [microsoftTable, stratumTable, authenticatorPlusTable, googleTable];

/** https://sqlite.org/fileformat2.html, section 1.3. */
const mark = 'SQLite format 3\0';

/** The database of an authenticator, as it lies on a telephone. */
export async function readSqlite({ bytes }: FileContent): Promise<ReadyBackup | null> {
  return isSqlite(bytes) ? readSqliteBytes(bytes) : null;
}

export function isSqlite(bytes: Bytes): boolean {
  return startsWith(bytes, mark);
}

/** SQLite reads what is left of a file that was cut, and calls a table empty whose pages are missing. */
function requireWhole(bytes: Bytes): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { pageSize, pages, changed, pagesChanged, end } = headerFields;
  if (bytes.length < end) {
    throw cut();
  }
  // 1 stands for 65,536. Older programs leave the number of pages as it was, and then say so.
  const pageBytes = view.getUint16(pageSize) === 1 ? 65_536 : view.getUint16(pageSize);
  const isStated = view.getUint32(changed) === view.getUint32(pagesChanged);
  if (bytes.length % pageBytes !== 0 || (isStated && bytes.length < view.getUint32(pages) * pageBytes)) {
    throw cut();
  }
}

/** Of the file's header, at these bytes (https://sqlite.org/fileformat2.html, section 1.3). */
const headerFields = { pageSize: 16, changed: 24, pages: 28, pagesChanged: 92, end: 100 } as const;

function cut(): InterchangeError {
  return new InterchangeError(
    'damaged',
    'This database (SQLite) is cut short, and accounts are missing in it. Copy the file again.',
  );
}

/** As {@link readSqlite}, where it is known to be one. */
export async function readSqliteBytes(bytes: Bytes): Promise<ReadyBackup> {
  requireWhole(bytes);
  const database = await openDatabase(bytes);
  for (const { program, table, columns, groupsByKey, readRow } of accountTables) {
    const present = database.columnsOf(table);
    if (columns.every((column) => present.includes(column))) {
      const rowsOf = (name: string): readonly Row[] =>
        database.columnsOf(name).length === 0 ? [] : database.rowsOf(name);
      const groups = groupsByKey?.(rowsOf) ?? new Map<unknown, readonly unknown[]>();
      const entries = database.rowsOf(table).map((row, index) => readRow(row, `row ${index + 1}`, groups));
      return ready(
        program,
        entries.filter((entry) => entry !== null),
      );
    }
  }
  throw new InterchangeError(
    'unsupported-file',
    'This database (SQLite) has none of the tables in which an authenticator that is known here keeps its accounts. Choose the backup that the other program made.',
  );
}
