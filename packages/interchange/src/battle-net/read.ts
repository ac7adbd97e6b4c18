import { readFields } from '../account-fields.ts';
import { endOf, readAndroidPreferences } from '../android-preferences.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { decodeHex } from '../bytes.ts';
import type { FileContent } from '../file-content.ts';
import { mask, preferenceNames } from './format.ts';

/** What Battle.net keeps on an Android phone: a serial number, and a secret for codes of 8 digits. */
export function readBattleNet({ text }: FileContent): Backup | null {
  const preferences = readAndroidPreferences(text);
  if (preferences === null) {
    return null;
  }
  const secret = preferences.get(preferenceNames.secret);
  if (secret === undefined) {
    return null;
  }
  const entry = readFields({
    where: 'entry 1',
    kind: 'totp',
    issuer: 'Battle.net',
    accountName: unmask(preferences.get(preferenceNames.serial) ?? '') ?? '',
    secret: decodeHex(unmask(secret) ?? '-'),
    digits: 8,
  });
  return ready('Battle.net', [entry, ...endOf(preferences)]);
}

function unmask(text: string): string | null {
  const bytes = decodeHex(text);
  const masks = decodeHex(mask);
  if (bytes === null || masks === null || bytes.length > masks.length) {
    return null;
  }
  return String.fromCharCode(...bytes.map((byte, at) => byte ^ (masks[at] ?? 0)));
}
