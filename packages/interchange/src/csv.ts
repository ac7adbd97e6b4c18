import { InterchangeError } from './errors.ts';
import { limits } from './limits.ts';

/** What parts the fields: a comma (RFC 4180), or what a spreadsheet writes where commas stand in numbers. */
export type CsvDelimiter = ',' | ';' | '\t' | '|';

/**
 * Rows of fields (RFC 4180): quotes double inside quotes, line breaks may stand inside them, lines end in CRLF or LF.
 * Throws 'too-many-entries' where there are more rows or fields than any honest file has, and 'too-large' where one is longer.
 */
export function readCsv(text: string, delimiter: CsvDelimiter): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let fields = 0;
  let at = 0;
  while (at < text.length) {
    const first = afterBlanks(text, at);
    const quoted = text[first] === '"' ? readQuoted(text, first, delimiter) : { value: '', end: at };
    let end = quoted.end;
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') {
      end += 1;
    }
    row.push(quoted.value + text.slice(quoted.end, end));
    fields += 1;
    if (fields > limits.csvFields) {
      throw new InterchangeError(
        'too-many-entries',
        `This file has more than ${limits.csvFields} fields. Export a part of the accounts at a time.`,
      );
    }
    if (text[end] === delimiter) {
      at = end + 1;
      continue;
    }
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    rows.push(row);
    if (rows.length > limits.csvRows) {
      throw new InterchangeError(
        'too-many-entries',
        `This file has more than ${limits.csvRows} rows. Export a part of the accounts at a time.`,
      );
    }
    row = [];
  }
  if (row.length > 0) {
    rows.push(row);
  }
  return rows;
}

/** Some programs put a blank before a quote. */
function afterBlanks(text: string, at: number): number {
  let first = at;
  while (text[first] === ' ') {
    first += 1;
  }
  return first;
}

/**
 * What stands between the quote at `start` and the one that ends it. A quote that nothing ends before a delimiter or the end of a line is a
 * character like any other: some programs quote nothing, and it must not swallow the rows below.
 */
function readQuoted(
  text: string,
  start: number,
  delimiter: CsvDelimiter,
): { readonly value: string; readonly end: number } {
  let quote = text.indexOf('"', start + 1);
  while (quote >= 0 && text[quote + 1] === '"') {
    quote = text.indexOf('"', quote + 2);
  }
  const end = quote < 0 ? text.length : quote;
  if (end - start > limits.csvFieldLength) {
    throw new InterchangeError(
      'too-large',
      `A field of this file has more than ${limits.csvFieldLength} characters: a quote is missing, or it is no export. Export it again.`,
    );
  }
  const behind = text.charAt(afterBlanks(text, end + 1));
  const isEnded = quote >= 0 && (behind === '' || behind === delimiter || behind === '\r' || behind === '\n');
  return isEnded
    ? { value: text.slice(start + 1, end).replaceAll('""', '"'), end: afterBlanks(text, end + 1) }
    : { value: '', end: start };
}

/**
 * The other way: every field in quotes, lines ended by CRLF. What a field begins with is not looked at: such a file is for
 * a program that imports it, and a name that begins with "=" has to arrive as it is.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');
}

/** '="JBSW…"' and "'JBSW…" are how a text is kept from being a formula or a number in a spreadsheet. */
export function withoutGuard(cell: string): string {
  const bare = withoutFormula(cell);
  return bare === cell ? cell.replace(/^'(.*?)'?$/s, '$1') : bare;
}

/** The first of the two alone, for names: one may begin with an apostrophe of its own. */
export function withoutFormula(cell: string): string {
  return /^="(.*)"$/s.exec(cell)?.[1] ?? cell;
}
