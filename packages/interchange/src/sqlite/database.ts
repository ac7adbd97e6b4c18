import type { Bytes } from '../ciphers.ts';
import { InterchangeError } from '../errors.ts';
import { limits } from '../limits.ts';
import { startEngine } from './engine.ts';
import type { Engine } from './engine.ts';

type SqlValue = string | number | Bytes | null;
/** Values by their column, in lower case. */
export type Row = ReadonlyMap<string, SqlValue>;

/** A database of a stranger, to be read only. Throws InterchangeError 'damaged' wherever SQLite finds it so. */
export interface Database {
  /** The columns that hold what was written there, in lower case; none where there is no such table. */
  columnsOf(table: string): readonly string[];
  rowsOf(table: string): readonly Row[];
}

const schemaRows = 1000;
const rowBytes = 65_536;
/** All values of a table together. */
const tableBytes = 16 * 1024 * 1024;
/** Steps of SQLite's machine. 20,000 accounts of Microsoft's 25 columns take a tenth of them. */
const steps = { most: 10_000_000, each: 100_000 } as const;

/** Opens the bytes of a file of SQLite in memory. */
export async function openDatabase(file: Bytes): Promise<Database> {
  const engine = await startEngine(file.length);
  const pointer = open(engine, file);
  const run = (sql: string, rowLimit: number): readonly Row[] => readRows(engine, { database: pointer, sql, rowLimit });
  const tables = tablesOf(run('SELECT type, name, sql FROM sqlite_schema', schemaRows));
  const columnsOf = (table: string): readonly string[] =>
    !tables.has(table)
      ? []
      : run(`PRAGMA main.table_xinfo("${table}")`, schemaRows)
          // Others are worked out by an expression of the file's each time they are read.
          .filter((column) => column.get('hidden') === 0)
          .map((column) => String(column.get('name')).toLowerCase());
  return {
    columnsOf,
    rowsOf(table) {
      const names = columnsOf(table).map((name) => `"${name.replaceAll('"', '""')}"`);
      // An index may say something else than its table.
      return run(`SELECT ${names.join(', ')} FROM main."${table}" NOT INDEXED`, limits.entries);
    },
  };
}

/**
 * The tables by name in lower case. A view or a virtual table is a program: wherever there is one, nothing is read. Their
 * words are read instead of the kind beside them, since SQLite goes by their words, too.
 */
function tablesOf(schema: readonly Row[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const row of schema) {
    const sql = row.get('sql');
    if (typeof sql === 'string' && !/^create (?:table|unique index|index|trigger)\b/i.test(sql)) {
      throw new InterchangeError(
        'unsupported-file',
        'This database holds views or programs, which no authenticator writes. Choose the backup that the other program made.',
      );
    }
    if (row.get('type') === 'table') {
      names.add(String(row.get('name')).toLowerCase());
    }
  }
  return names;
}

function open({ memory, call, pointerTo }: Engine, file: Bytes): number {
  const write = (bytes: Uint8Array, at: number): number => {
    new Uint8Array(memory.buffer).set(bytes, at);
    return at;
  };
  const text = (ascii: string): number => write(new TextEncoder().encode(`${ascii}\0`), call.malloc(ascii.length + 1));
  const answer = call.malloc(8);
  const opened = call.sqlite3_open_v2(text(':memory:'), answer, openReadWrite, 0);
  const database = new DataView(memory.buffer).getUint32(answer, true);
  const room = call.sqlite3_malloc(file.length);
  if (opened !== 0 || room === 0) {
    throw new Error('SQLite has no memory.');
  }
  write(file, room);
  // A log beside the file cannot be had: read what is in the file (https://sqlite.org/fileformat2.html, offsets 18 and 19).
  write(Uint8Array.of(1, 1), room + 18);
  const size = BigInt(file.length);
  if (call.sqlite3_deserialize(database, text('main'), room, size, size, deserializeFlags) !== 0) {
    throw damaged();
  }
  for (const [limit, value] of sqlLimits) {
    call.sqlite3_limit(database, limit, value);
  }
  for (const [option, value] of safeOptions) {
    call.sqlite3__wasm_db_config_ip(database, option, value, 0);
  }
  let stepsLeft = steps.most;
  const handler = pointerTo(() => ((stepsLeft -= steps.each) > 0 ? 0 : 1));
  call.sqlite3_progress_handler(database, steps.each, handler, 0);
  return database;
}

const openReadWrite = 0x2;
/** Freed by SQLite, and read only. */
const deserializeFlags = 0x1 | 0x4;
/** SQLITE_LIMIT_LENGTH, _SQL_LENGTH, _COLUMN, _EXPR_DEPTH, _COMPOUND_SELECT, _VDBE_OP, _ATTACHED. */
const sqlLimits: readonly (readonly [number, number])[] = [
  [0, rowBytes],
  [1, rowBytes],
  [2, 200],
  [3, 50],
  [4, 5],
  [5, 20_000],
  [7, 0],
];
/** SQLITE_DBCONFIG_ENABLE_TRIGGER, _DEFENSIVE, _ENABLE_VIEW, _TRUSTED_SCHEMA. */
const safeOptions: readonly (readonly [number, number])[] = [
  [1003, 0],
  [1010, 1],
  [1015, 0],
  [1017, 0],
];

interface Query {
  readonly database: number;
  readonly sql: string;
  readonly rowLimit: number;
}

const sqliteRow = 100;
const sqliteDone = 101;

function readRows(engine: Engine, { database, sql, rowLimit }: Query): readonly Row[] {
  const { memory, call } = engine;
  const words = new TextEncoder().encode(`${sql}\0`);
  const at = call.malloc(words.length + 8);
  new Uint8Array(memory.buffer).set(words, at + 8);
  if (call.sqlite3_prepare_v2(database, at + 8, words.length, at, 0) !== 0) {
    throw damaged();
  }
  const statement = new DataView(memory.buffer).getUint32(at, true);
  const names = Array.from({ length: call.sqlite3_column_count(statement) }, (_, column) => {
    const start = call.sqlite3_column_name(statement, column);
    const bytes = new Uint8Array(memory.buffer);
    return new TextDecoder().decode(bytes.slice(start, bytes.indexOf(0, start))).toLowerCase();
  });
  const rows: Row[] = [];
  let bytesLeft = tableBytes;
  const take = (column: number): SqlValue => {
    const value = readValue(engine, statement, column);
    bytesLeft -= typeof value === 'string' || value instanceof Uint8Array ? value.length : 8;
    return value;
  };
  try {
    for (;;) {
      const outcome = call.sqlite3_step(statement);
      if (outcome === sqliteDone) {
        return rows;
      }
      if (outcome !== sqliteRow) {
        throw damaged();
      }
      rows.push(new Map(names.map((name, column) => [name, take(column)])));
      if (rows.length > rowLimit || bytesLeft < 0) {
        throw new InterchangeError(
          'too-many-entries',
          `This database holds more than the ${limits.entries} entries that are read at most. Export a part of them at a time.`,
        );
      }
    }
  } finally {
    call.sqlite3_finalize(statement);
  }
}

/** The numbers of https://sqlite.org/c3ref/c_blob.html. */
const typeNumbers = { integer: 1, float: 2, text: 3, blob: 4 } as const;

function readValue({ memory, call }: Engine, statement: number, column: number): SqlValue {
  switch (call.sqlite3_column_type(statement, column)) {
    case typeNumbers.integer:
    case typeNumbers.float:
      // Exact up to 2^53, beyond which no field of an account goes.
      return call.sqlite3_column_double(statement, column);
    case typeNumbers.text: {
      const start = call.sqlite3_column_text(statement, column);
      const length = call.sqlite3_column_bytes(statement, column);
      return new TextDecoder().decode(new Uint8Array(memory.buffer).slice(start, start + length));
    }
    case typeNumbers.blob: {
      const start = call.sqlite3_column_blob(statement, column);
      return new Uint8Array(memory.buffer).slice(start, start + call.sqlite3_column_bytes(statement, column));
    }
    default:
      return null;
  }
}

function damaged(): InterchangeError {
  return new InterchangeError('damaged', 'This database (SQLite) is damaged, or too large for one. Copy it again.');
}
