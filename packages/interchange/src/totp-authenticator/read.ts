import { readFields } from '../account-fields.ts';
import { readAndroidPreferences } from '../android-preferences.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { decodeBase64, decodeHex } from '../bytes.ts';
import { openCbc, sha256, utf8 } from '../ciphers.ts';
import type { ImportEntry } from '../entry.ts';
import type { FileContent } from '../file-content.ts';
import { decodeText } from '../file-content.ts';
import { field, isArray, isObject, parseJson, textField } from '../json.ts';
import { preferenceName } from './format.ts';

const program = 'TOTP Authenticator';

/** What TOTP Authenticator keeps on a phone, and its backup: base64 of AES-CBC under the SHA-256 of the password. */
export function readTotpAuthenticator({ text }: FileContent): Backup | null {
  const kept = readAndroidPreferences(text)?.get(preferenceName);
  if (kept !== undefined) {
    const list = parseJson(kept);
    return ready(program, (isArray(list) ? list : []).map(readOne));
  }
  // Trimmed first: a class with blanks before "\s*$" would be quadratic.
  if (text === null || !/^[A-Za-z0-9+/\r\n]{64,}={0,2}$/.test(text.trim())) {
    return null;
  }
  const sealed = decodeBase64(text.trim());
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
      return isArray(list) ? ready(program, list.map(readOne)) : { outcome: 'wrong-password', mayBeDamaged: true };
    },
  };
}

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
    secret: String(field(entry, 'base')) === '16' ? decodeHex(textField(entry, 'key')) : key,
    digits: field(entry, 'digits'),
    periodSeconds: field(entry, 'period'),
  });
}
