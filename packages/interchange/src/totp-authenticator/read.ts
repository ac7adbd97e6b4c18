import { readFields } from '../account-fields.ts';
import { endOf, readAndroidPreferences } from '../android-preferences.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { decodeBase64, decodeHex } from '../bytes.ts';
import { openCbc, sha256, utf8 } from '../ciphers.ts';
import { damagedEntry } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import type { FileContent } from '../file-content.ts';
import { decodeText } from '../text-encoding.ts';
import { field, isArray, isObject, parseJson, scalarText, textField } from '../json.ts';
import { preferenceName } from './format.ts';

const program = 'TOTP Authenticator';

/** What TOTP Authenticator keeps on a phone, and its backup: base64 of AES-CBC under the SHA-256 of the password. */
export function readTotpAuthenticator({ text }: FileContent): Backup | null {
  const preferences = readAndroidPreferences(text);
  const kept = preferences?.get(preferenceName);
  if (preferences !== null && kept !== undefined) {
    const list = parseJson(kept);
    return ready(program, [
      ...(isArray(list) ? list.map(readOne) : [damagedEntry('entry 1', { issuer: '', accountName: '' }, damagedList)]),
      ...endOf(preferences),
    ]);
  }
  const base64 = text?.trim() ?? '';
  // What it must not hold is looked for: a pattern of what it must hold remembers each letter, and 32 MiB are too many.
  if (base64.length < 64 || /[^A-Za-z0-9+/\r\n=]/.test(base64)) {
    return null;
  }
  const sealed = decodeBase64(base64);
  if (sealed === null || sealed.length % 16 !== 0) {
    return null;
  }
  return {
    outcome: 'needs-password',
    program,
    async unlock({ password }) {
      const key = await sha256(utf8(password));
      const opened = await openCbc({ key, iv: new Uint8Array(16), sealed });
      const list = opened === null ? undefined : listIn(decodeText(opened) ?? '');
      return isArray(list)
        ? ready(program, list.map(readOne))
        : // An encrypted maFile looks the same, without the manifest that opens it.
          { outcome: 'wrong-password', mayBeDamaged: true, mayWant: 'steam-manifest' };
    },
  };
}

const damagedList = 'The list of accounts in this file is damaged, and no account could be read. Copy the file again.';

/** An object whose one name is the list, as JSON again. */
function listIn(text: string): unknown {
  const json = parseJson(text);
  return isObject(json) ? parseJson(Object.keys(json)[0] ?? '') : json;
}

function readOne(entry: unknown, index: number): ImportEntry {
  const key = field(entry, 'key');
  return readFields({
    where: `entry ${index + 1}`,
    kind: 'totp',
    issuer: field(entry, 'issuer'),
    accountName: field(entry, 'name'),
    secret: scalarText(entry, 'base') === '16' ? decodeHex(textField(entry, 'key')) : key,
    digits: field(entry, 'digits'),
    periodSeconds: field(entry, 'period'),
  });
}
