import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { decodeBase64 } from '../bytes.ts';
import type { ImportEntry } from '../entry.ts';
import type { FileContent } from '../file-content.ts';
import { field, isObject, textField } from '../json.ts';

/** A maFile of Steam, or the list of them that newer versions write. */
export function readSteam({ json }: FileContent): Backup | null {
  const accounts = field(json, 'accounts');
  const files = isObject(accounts) ? Object.values(accounts) : [json];
  return files.some((file) => textField(file, 'shared_secret') !== '') ? ready('Steam', files.map(readMaFile)) : null;
}

/** One maFile, as JSON. */
export function readMaFile(file: unknown, index: number): ImportEntry {
  return readFields({
    where: `entry ${index + 1}`,
    kind: 'steam',
    issuer: 'Steam',
    accountName: field(file, 'account_name'),
    secret: decodeBase64(textField(file, 'shared_secret')),
  });
}
