import { Refusal } from './refusal.ts';

/** One row with the number of the line it begins in. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV (RFC 4180) with "," or ";" between the cells, whichever the first line has more of; quotes, line ends within quotes,
 * and a byte order mark as spreadsheets write them. Empty lines are none. Throws Refusal where a quote is not closed, since then
 * nobody can say which row is which.
 */
export function readCsv(text: string): readonly CsvRow[] {
  const source = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let wasQuoted = false;
  let line = 1;
  let beginsAt = 1;

  function endCell(): void {
    cells.push(wasQuoted ? cell : cell.trim());
    cell = '';
    wasQuoted = false;
  }
  function endRow(): void {
    endCell();
    if (cells.length > 1 || cells[0] !== '') {
      rows.push({ line: beginsAt, cells });
    }
    cells = [];
  }

  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === '"' && cell.trim() === '' && !wasQuoted) {
      const quoted = readQuoted(source, at, line);
      cell = quoted.text;
      wasQuoted = true;
      line += quoted.lines;
      at = quoted.end;
    } else if (character === separator) {
      endCell();
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && source.charAt(at + 1) === '\n') {
        at += 1;
      }
      endRow();
      line += 1;
      beginsAt = line;
    } else if (!wasQuoted) {
      cell += character;
    } else if (character.trim() !== '') {
      throw new Refusal('csv', `Line ${line}: something stands between a closing quote and the end of its cell.`);
    }
  }
  endRow();
  return rows;
}

function separatorOf(source: string): string {
  const [first = ''] = source.split(/[\r\n]/, 1);
  return first.split(';').length > first.split(',').length ? ';' : ',';
}

/** From the opening quote at `begin`. `end` is the place of the closing one. */
function readQuoted(
  source: string,
  begin: number,
  line: number,
): { readonly text: string; readonly end: number; readonly lines: number } {
  let text = '';
  let at = begin + 1;
  for (;;) {
    const next = source.indexOf('"', at);
    if (next === -1) {
      throw new Refusal('csv', `Line ${line}: a quote is opened here and never closed.`);
    }
    text += source.slice(at, next);
    if (source.charAt(next + 1) !== '"') {
      return { text, end: next, lines: text.split(/\r\n|\r|\n/).length - 1 };
    }
    text += '"';
    at = next + 2;
  }
}
