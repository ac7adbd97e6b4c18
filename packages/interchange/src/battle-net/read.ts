import { readFields } from '../account-fields.ts';
import { endOf, readAndroidPreferences } from '../android-preferences.ts';
import type { Preferences } from '../android-preferences.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { decodeHex } from '../bytes.ts';
import type { FileContent } from '../file-content.ts';
import { mask, olderPreferenceName, preferenceNames, secretLetters } from './format.ts';

/** What Battle.net keeps on an Android phone, or its older authenticator: a serial number, and a secret for codes of 8 digits. */
export function readBattleNet({ text }: FileContent): Backup | null {
  const preferences = readAndroidPreferences(text);
  const kept = preferences === null ? null : keptIn(preferences);
  if (preferences === null || kept === null) {
    return null;
  }
  const entry = readFields({
    where: 'entry 1',
    kind: 'totp',
    issuer: 'Battle.net',
    accountName: kept.serial,
    secret: decodeHex(kept.secret),
    digits: 8,
  });
  return ready('Battle.net', [entry, ...endOf(preferences)]);
}

function keptIn(preferences: Preferences): { readonly secret: string; readonly serial: string } | null {
  const secret = preferences.get(preferenceNames.secret);
  if (secret !== undefined) {
    return { secret: unmask(secret) ?? '-', serial: unmask(preferences.get(preferenceNames.serial) ?? '') ?? '' };
  }
  const older = preferences.get(olderPreferenceName);
  if (older === undefined) {
    return null;
  }
  const both = unmask(older) ?? '-';
  return { secret: both.slice(0, secretLetters), serial: both.slice(secretLetters) };
}

function unmask(text: string): string | null {
  const bytes = decodeHex(text);
  const masks = decodeHex(mask);
  if (bytes === null || masks === null || bytes.length > masks.length) {
    return null;
  }
  return String.fromCharCode(...bytes.map((byte, at) => byte ^ (masks[at] ?? 0)));
}
