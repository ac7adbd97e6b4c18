import { findLinks } from '@halfminute/otp';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { codesIn } from '../code-list/long-codes.ts';
import { readCsv } from '../csv.ts';
import type { CsvDelimiter } from '../csv.ts';
import { InterchangeError } from '../errors.ts';
import type { ImportEntry } from '../entry.ts';
import type { FileContent } from '../file-content.ts';
import { endOfPage, readHtmlRows } from '../html-table.ts';
import { requireFewEntries } from '../link-list/read.ts';
import { columnsOf, programOf, tableColumnsOf } from './columns.ts';
import type { Columns } from './columns.ts';
import { isLoginRow, mayHoldLink, readRow } from './row.ts';

/**
 * A table of logins or accounts, a row each, as password managers export it and spreadsheets save it again: known by the names
 * of its columns. Rows without a code are counted only; passwords are not looked at.
 */
export function readLoginTable({ text }: FileContent): Backup | null {
  const table = text === null ? null : (tableIn(text) ?? tableInQuotes(text) ?? tableInPage(text));
  if (text === null || table === null) {
    return null;
  }
  const { columns, rows, atEnd = [] } = table;
  const program = programOf(columns);
  const entries: ImportEntry[] = [];
  let withoutCode = 0;
  rows.forEach((cells, index) => {
    const codes = readRow({ columns, cells, program, where: `entry ${index + 1}` });
    entries.push(...codes);
    requireFewEntries(entries.length);
    withoutCode += codes.length === 0 && isLoginRow({ columns, cells }) ? 1 : 0;
  });
  const hasColumn = columns.placesOf('code').length + columns.placesOf('keepass').length > 0;
  if (!hasColumn && findLinks(text, { most: entries.length + 1 }).length > entries.length) {
    // In a column that is made for something else, such as the notes: each is read as in any text.
    return null;
  }
  if (entries.length === 0 && (!hasColumn || withoutCode === 0)) {
    throw withoutCodes(rows.filter((cells) => cells.some((cell) => cell.trim() !== '')).length);
  }
  return { ...ready(program, [...entries, ...atEnd]), withoutCode };
}

function withoutCodes(count: number): InterchangeError {
  return new InterchangeError(
    'unsupported-file',
    `This is a table with ${count} ${count === 1 ? 'row' : 'rows'}, and none of them holds a code or the key of one. Export the one-time passwords with the logins, or a list of otpauth links.`,
  );
}

interface Table {
  readonly columns: Columns;
  readonly rows: readonly (readonly string[])[];
  /** What is said of a table that is cut. */
  readonly atEnd?: readonly ImportEntry[];
}

const delimiters: readonly CsvDelimiter[] = [',', ';', '\t', '|'];

/** What spreadsheets write in front of a table to name its delimiter. */
const separatorLine = /^\s*"?sep=([,;\t|])"?[,;\t|]*\r?\n/i;

/** Characters of a first row that are looked at: a hundred columns have no more. */
const longestHead = 20_000;

/** null where no delimiter parts the first row into columns that are known. */
function tableIn(text: string): Table | null {
  const table = text.replace(separatorLine, '').replace(/^(?:[ \t,;|]*\r?\n){1,20}/, '');
  const start = (/^[^\r\n]*/.exec(table)?.[0] ?? '').slice(0, longestHead);
  // What holds an address or a key is no head of a table.
  if (start.includes('://') || codesIn(start).length > 0) {
    return null;
  }
  for (const delimiter of delimiters) {
    if (tableColumnsOf(readCsv(start, delimiter)[0] ?? []) !== null) {
      const [names = [], ...rows] = readCsv(table, delimiter);
      // Tables that were put together name their columns again.
      const head = names.join('\n');
      return { columns: columnsOf(names), rows: rows.map((cells) => (cells.join('\n') === head ? [] : cells)) };
    }
  }
  return null;
}

/** A table whose every row was put in quotes as a whole, by a spreadsheet that took it for one column. */
function tableInQuotes(text: string): Table | null {
  if (!/^\s*"[^"\r\n]*(?:""[^"\r\n]*)*[,;\t|]/.test(text.slice(0, longestHead))) {
    return null;
  }
  const rows = readCsv(text, ',');
  return rows.every(({ length }) => length === 1) ? tableIn(rows.map(([row = '']) => row).join('\n')) : null;
}

/** A table of a page, if no link stands in it: those are read wherever they stand, also in what a page does not show. */
function tableInPage(text: string): Table | null {
  if (!/<tr\b/i.test(text) || mayHoldLink(text)) {
    return null;
  }
  const [header, ...rows] = readHtmlRows(text);
  const columns = header === undefined ? null : tableColumnsOf(header.cells);
  // Of a page that is cut in a row nobody can say what is missing.
  return columns === null || !rows.every(({ isWhole }) => isWhole)
    ? null
    : { columns, rows: rows.map(({ cells }) => cells), atEnd: /<html\b/i.test(text) ? endOfPage(text) : [] };
}
