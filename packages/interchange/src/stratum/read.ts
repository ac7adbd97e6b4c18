import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup, ReadyBackup, Unlocked, Unlocking } from '../backup.ts';
import { startsWith } from '../bytes.ts';
import { openCbc, openGcm, pbkdf2, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import type { ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, parseJson } from '../json.ts';
import { algorithmsByNumber, kindsByNumber, legacy, strong } from './format.ts';

const program = 'Stratum';

/** A backup of Stratum, plain or in either of its encryptions. */
export function readStratum(file: FileContent): Backup | null {
  if (startsWith(file.bytes, strong.mark)) {
    return locked(async ({ password, argon2 }) => {
      const { salt, iv, sealed } = cut(file.bytes, strong);
      const key = await argon2({ ...strong.argon2, salt, password: utf8(password), length: 32 });
      return openGcm({ key: Uint8Array.from(key), iv, sealed });
    });
  }
  if (startsWith(file.bytes, legacy.mark)) {
    return locked(async ({ password }) => {
      const { salt, iv, sealed } = cut(file.bytes, legacy);
      const key = await pbkdf2({ hash: 'SHA-1', password: utf8(password), salt, iterations: legacy.iterations });
      return openCbc({ key, iv, sealed });
    });
  }
  const entries = field(file.json, 'Authenticators');
  return isArray(entries) ? readEntries(file.json, entries) : null;
}

function locked(open: (how: Unlocking) => Promise<Bytes | null>): Backup {
  return {
    outcome: 'needs-password',
    program,
    async unlock(how): Promise<Unlocked> {
      const text = await open(how);
      const backup = text === null ? undefined : parseJson(new TextDecoder().decode(text));
      const entries = field(backup, 'Authenticators');
      // A wrong key of the older encryption may leave something that is padded well, and is no JSON.
      return isArray(entries) ? readEntries(backup, entries) : { outcome: 'wrong-password', mayBeDamaged: true };
    },
  };
}

interface Layout {
  readonly mark: string;
  readonly saltBytes: number;
  readonly ivBytes: number;
}

function cut(bytes: Bytes, { mark, saltBytes, ivBytes }: Layout) {
  const ivStart = mark.length + saltBytes;
  const start = ivStart + ivBytes;
  return {
    salt: bytes.subarray(mark.length, ivStart),
    iv: bytes.subarray(ivStart, start),
    sealed: bytes.subarray(start),
  };
}

/** The categories of an entry stand in a list of pairs, by its secret. */
function readEntries(backup: unknown, entries: readonly unknown[]): ReadyBackup {
  const listOf = (name: string): readonly unknown[] => {
    const list = field(backup, name);
    return isArray(list) ? list : [];
  };
  const names = new Map(listOf('Categories').map((one) => [field(one, 'Id'), field(one, 'Name')]));
  const categories = new Map<unknown, unknown[]>();
  for (const pair of listOf('AuthenticatorCategories')) {
    const secret = field(pair, 'AuthenticatorSecret');
    const found = categories.get(secret) ?? [];
    categories.set(secret, found);
    found.push(names.get(field(pair, 'CategoryId')));
  }
  return ready(
    program,
    entries.map((entry, index) => readOne(entry, index, categories.get(field(entry, 'Secret')))),
  );
}

function readOne(entry: unknown, index: number, categories: readonly unknown[] | undefined): ImportEntry {
  // null says as little as an absent field.
  const algorithm = field(entry, 'Algorithm') ?? undefined;
  return readFields({
    where: `entry ${index + 1}`,
    kind: kindsByNumber.get(field(entry, 'Type')) ?? 'unknown',
    issuer: field(entry, 'Issuer'),
    accountName: field(entry, 'Username'),
    secret: field(entry, 'Secret'),
    pin: field(entry, 'Pin'),
    // A number that is not known is refused by name, never taken for SHA1.
    algorithm: algorithm === undefined ? undefined : (algorithmsByNumber.get(algorithm) ?? 'unknown'),
    digits: field(entry, 'Digits'),
    periodSeconds: field(entry, 'Period'),
    counter: field(entry, 'Counter'),
    details: readDetails({ tags: categories }),
  });
}
