import { readFields } from '../account-fields.ts';
import { endOf, readAndroidPreferences } from '../android-preferences.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { decodeBase64, decodeHex } from '../bytes.ts';
import { openCbc, sha256, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import { damagedEntry } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import type { FileContent } from '../file-content.ts';
import { decodeText } from '../text-encoding.ts';
import { field, isArray, isObject, parseJson, scalarText, textField } from '../json.ts';
import { builtInPassword, noIssuer, preferenceName } from './format.ts';

const program = 'TOTP Authenticator';

/** What TOTP Authenticator keeps on a phone, and its backup: base64 of AES-CBC under the SHA-256 of the password. */
export async function readTotpAuthenticator({ text }: FileContent): Promise<Backup | null> {
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
  const open = await listUnder(builtInPassword, sealed);
  return open === null
    ? {
        outcome: 'needs-password',
        program,
        async unlock({ password }) {
          const list = await listUnder(password, sealed);
          return list === null
            ? // An encrypted maFile looks the same, without the manifest that opens it.
              { outcome: 'wrong-password', mayBeDamaged: true, mayWant: 'steam-manifest' }
            : ready(program, list.map(readOne));
        },
      }
    : ready(program, open.map(readOne));
}

async function listUnder(password: string, sealed: Bytes): Promise<readonly unknown[] | null> {
  const opened = await openCbc({ key: await sha256(utf8(password)), iv: new Uint8Array(16), sealed });
  const list = opened === null ? undefined : listIn(decodeText(opened) ?? '');
  return isArray(list) ? list : null;
}

const damagedList = 'The list of accounts in this file is damaged, and no account could be read. Copy the file again.';

/** An object whose one name is the list, as JSON again. */
function listIn(text: string): unknown {
  const json = parseJson(text);
  return isObject(json) ? parseJson(Object.keys(json)[0] ?? '') : json;
}

function readOne(entry: unknown, index: number): ImportEntry {
  const issuer = field(entry, 'issuer');
  return readFields({
    where: `entry ${index + 1}`,
    kind: 'totp',
    issuer: issuer === noIssuer ? '' : issuer,
    accountName: field(entry, 'name'),
    secret: secretOf(entry),
    digits: field(entry, 'digits'),
    periodSeconds: field(entry, 'period'),
    details: readDetails({ favourite: field(entry, 'isFavorite') }),
  });
}

/** The base of its spelling stands beside it. */
function secretOf(entry: unknown): unknown {
  const text = textField(entry, 'key');
  const base = scalarText(entry, 'base');
  return base === '16' ? decodeHex(text) : base === '64' ? decodeBase64(text) : field(entry, 'key');
}
