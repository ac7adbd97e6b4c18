import { harmlessText } from '../admin/harmless-text.ts';

type Cell = string | number | boolean | null;

/**
 * Rows as CSV (RFC 4180) that a spreadsheet opens without running anything: a text that it would take for a formula gets an
 * apostrophe in front, and what acts without being seen, line ends included, is spelt out.
 */
export function formatCsv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(formatCell).join(',')}\r\n`).join('');
}

function formatCell(cell: Cell): string {
  if (typeof cell !== 'string') {
    return cell === null ? '' : String(cell);
  }
  const text = harmlessText(cell);
  // Leading blanks do not stop Excel; a tab or a line end would have been spelt out already. Full-width signs count there as well.
  const isFormula = /^\s*[=+\-@＝＋－＠]/u.test(text);
  const plain = isFormula ? `'${text}` : text;
  return /[",;\s]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
