import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { damagedEntry } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import type { FileContent } from '../file-content.ts';
import { isHtml, readHtmlRows, endOfPage } from '../html-table.ts';
import type { HtmlRow } from '../html-table.ts';
import { readLoginCode } from '../login-code.ts';

const link = /^(?:otpauth|motp|steam):/i;

/** The page that Stratum prints its entries on: issuer, name, link and picture in a row. */
export function readStratumHtml({ text }: FileContent): Backup | null {
  if (text === null || !isHtml(text)) {
    return null;
  }
  const rows = readHtmlRows(text).filter(({ isHeader }) => !isHeader);
  return rows.some(({ cells }) => link.test(cells[2] ?? ''))
    ? ready('Stratum', [...rows.map(readRow), ...endOfPage(text)])
    : null;
}

function readRow({ cells, isWhole }: HtmlRow, index: number): ImportEntry {
  const where = `entry ${index + 1}`;
  const [name = '', userName = '', code = ''] = cells;
  return isWhole && link.test(code)
    ? readLoginCode({ where, name, userName, code })
    : damagedEntry(where, { issuer: name, accountName: userName });
}
