import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { readCsv } from '../csv.ts';
import type { FileContent } from '../file-content.ts';
import { csvColumns } from './format.ts';
import { readItem } from './item.ts';

/** The csv of Bitwarden: known by its header. Rows without a code are no entries. */
export function readBitwardenCsv({ text }: FileContent): Backup | null {
  if (text === null || !/^[^\r\n]{0,1000}\blogin_totp\b/.test(text)) {
    return null;
  }
  const [header = [], ...rows] = readCsv(text);
  const column = (name: string): number => header.indexOf(name);
  const at = {
    code: column(csvColumns.code),
    name: column(csvColumns.name),
    userName: column(csvColumns.userName),
    type: column(csvColumns.type),
  };
  const entries = rows.flatMap((row, index) => {
    const code = (row[at.code] ?? '').trim();
    const isLogin = at.type < 0 || row[at.type] === 'login';
    return code === '' || !isLogin
      ? []
      : [
          readItem({
            where: `entry ${index + 1}`,
            name: row[at.name] ?? '',
            userName: row[at.userName] ?? '',
            code,
          }),
        ];
  });
  return ready('Bitwarden', entries);
}
