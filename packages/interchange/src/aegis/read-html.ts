import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { damagedEntry } from '../entry.ts';
import type { ImportEntry, ImportWarning } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import type { FileContent } from '../file-content.ts';
import { endOfPage, isHtml, readHtmlRows } from '../html-table.ts';
import type { HtmlRow } from '../html-table.ts';
import { htmlColumns } from './format.ts';

const periodAssumed: ImportWarning = {
  code: 'period-assumed',
  message:
    'This page says in its pictures only how long a code is good. 30 seconds are usual: compare the code with Aegis, or scan its picture.',
};

/** The page that Aegis prints its entries on. */
export function readAegisHtml({ text }: FileContent): Backup | null {
  if (text === null || !isHtml(text)) {
    return null;
  }
  const [header, ...rows] = readHtmlRows(text);
  return htmlColumns.every((name, index) => header?.cells[index] === name)
    ? ready('Aegis', [...rows.map(readRow), ...endOfPage(text)])
    : null;
}

function readRow({ cells, isWhole }: HtmlRow, index: number): ImportEntry {
  const cell = (name: (typeof htmlColumns)[number]): string => cells[htmlColumns.indexOf(name)] ?? '';
  if (!isWhole || cells.length < htmlColumns.length) {
    return damagedEntry(`entry ${index + 1}`, { issuer: cell('Issuer'), accountName: cell('Name') });
  }
  const kind = cell('Type').toLowerCase();
  // What does not apply has a hyphen.
  const given = (name: 'Counter' | 'PIN'): string => (cell(name) === '-' ? '' : cell(name));
  return readFields({
    where: `entry ${index + 1}`,
    kind,
    issuer: cell('Issuer'),
    accountName: cell('Name'),
    secret: cell('Secret'),
    algorithm: cell('Algo'),
    digits: cell('Digits'),
    counter: given('Counter'),
    pin: given('PIN'),
    details: readDetails({ note: cell('Note'), favourite: cell('Favorite') === 'true' }),
    warnings: kind === 'totp' ? [periodAssumed] : [],
  });
}
