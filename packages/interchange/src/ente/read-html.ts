import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { damagedEntry } from '../entry.ts';
import type { ImportEntry, ImportWarning } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import type { FileContent } from '../file-content.ts';
import { endOfPage, isHtml, readHtmlRows } from '../html-table.ts';
import type { HtmlRow } from '../html-table.ts';
import { enteProgram } from './format.ts';
import { kindShown } from './shown.ts';

const periodAssumed: ImportWarning = {
  code: 'period-assumed',
  message:
    'This page says in its pictures only how long a code is good. 30 seconds are usual: compare the code with Ente Auth, or scan its picture.',
};

/** The page that Ente Auth prints its codes on, a table with one row each. */
export function readEnteHtml({ text }: FileContent): Backup | null {
  if (text === null || !isHtml(text) || !/<table class="otp-entry">/i.test(text)) {
    return null;
  }
  return ready(enteProgram, [...readHtmlRows(text).map(readRow), ...endOfPage(text)]);
}

function readRow({ cells: [cell = ''], isWhole }: HtmlRow, index: number): ImportEntry {
  const where = `entry ${index + 1}`;
  const lines = cell.split('\n').map((line) => line.trim());
  const rest = lines.findIndex((line) => line.startsWith('Type: '));
  // Both names have a line, but where the first is empty it is lost with the blanks around all.
  const [accountName = '', issuer = ''] = lines.slice(0, Math.max(rest, 0)).reverse();
  const valueOf = (label: string): string | undefined =>
    lines
      .slice(rest)
      .find((line) => line.startsWith(`${label}: `))
      ?.slice(label.length + 2);
  const type = valueOf('Type');
  if (!isWhole || rest < 0 || type === undefined) {
    return damagedEntry(where, { issuer, accountName });
  }
  const kind = kindShown(type.toLowerCase(), issuer);
  const isSteam = kind === 'steam';
  return readFields({
    where,
    kind,
    issuer,
    accountName,
    secret: valueOf('Secret'),
    algorithm: isSteam ? undefined : valueOf('Algorithm'),
    digits: isSteam ? undefined : valueOf('Digits'),
    details: readDetails({ note: noteIn(lines.slice(rest)) }),
    warnings: kind === 'totp' ? [periodAssumed] : [],
  });
}

/** The note is the last, and may have lines of its own. */
function noteIn(lines: readonly string[]): string {
  const start = lines.findIndex((line) => line.startsWith('Note: '));
  return start < 0 ? '' : lines.slice(start).join('\n').slice('Note: '.length);
}
