import { Refusal } from './refusal.ts';

/** One row with the number of the line it begins in. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV (RFC 4180) with ",", ";" or a tab between the cells: what a first line "sep=;" says, or whichever the first line has most of. Quotes,
 * line ends within quotes, and a byte order mark as spreadsheets write them. Lines with nothing in any cell are none. Throws Refusal where a quote
 * is not closed, since then nobody can say which row is which.
 */
export function readCsv(text: string): readonly CsvRow[] {
  const whole = text.replace(/^\uFEFF/, '');
  // What Excel wants of a file, and leaves in it.
  const told = /^sep=([,;\t])(?:\r\n|\r|\n|$)/i.exec(whole);
  const source = whole.slice(told?.[0].length ?? 0);
  const separator = told?.[1] ?? separatorOf(source);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let wasQuoted = false;
  let line = told === null ? 1 : 2;
  let beginsAt = line;

  function endCell(): void {
    cells.push(wasQuoted ? cell : cell.trim());
    cell = '';
    wasQuoted = false;
  }
  function endRow(): void {
    endCell();
    if (cells.some((each) => each !== '')) {
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
  const count = (separator: string) => first.split(separator).length;
  // Of as many the first one stays first.
  return [',', ';', '\t'].reduce((most, one) => (count(one) > count(most) ? one : most));
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
