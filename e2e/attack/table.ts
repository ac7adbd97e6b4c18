import type { AttackRow } from './carry-out.ts';

/** Characters of each column. */
const columns = { id: 5, name: 32, tried: 70, outcome: 15, seconds: 7 };
const gap = '  ';

export function headToLines(about: { readonly database: string; readonly nodes: number }): readonly string[] {
  const database = about.database === 'postgres' ? 'PostgreSQL' : 'SQLite';
  const head = cellsToLines({ id: 'no.', name: 'attack', tried: 'tried', outcome: 'outcome', seconds: 'seconds' });
  return [`${database}, ${about.nodes === 1 ? 'one node' : `${about.nodes} nodes`}`, '', ...head, line()];
}

export function rowToLines({ id, name, outcome, tried, note, seconds }: AttackRow): readonly string[] {
  const isBad = outcome === 'succeeded' || outcome === 'broken';
  const isLater = outcome === 'not applicable';
  return cellsToLines({
    id,
    name,
    tried: isLater ? '' : [tried, ...(note === null ? [] : [`(${note})`])].join(' '),
    outcome: isLater ? `${outcome}: ${tried}` : isBad ? outcome.toUpperCase() : outcome,
    seconds: isLater ? '' : seconds.toFixed(1).padStart(columns.seconds),
  });
}

/** The last line says how many succeeded. */
export function sumToLines(rows: readonly AttackRow[]): readonly string[] {
  const count = (outcome: AttackRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  const broken = count('broken');
  return [
    line(),
    `${count('refused')} refused, ${count('as documented')} as documented, ${count('not applicable')} not applicable, in ${seconds.toFixed(0)} s`,
    ...(broken === 0 ? [] : [`${broken} could not be carried out, and say nothing`]),
    `${count('succeeded')} succeeded`,
  ];
}

function line(): string {
  return '-'.repeat(Object.values(columns).reduce((sum, one) => sum + one + gap.length, -gap.length));
}

function cellsToLines(cells: Readonly<Record<keyof typeof columns, string>>): readonly string[] {
  // as: the keys of an object literal are its names, in the order of writing.
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const wrapped = names.map((name) => wrap(cells[name], columns[name]));
  const height = Math.max(...wrapped.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) =>
    names
      .map((name, column) => (wrapped[column]?.[row] ?? '').padEnd(columns[name]))
      .join(gap)
      .trimEnd(),
  );
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/ (?=\S)/)) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
