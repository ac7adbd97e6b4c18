import { ready } from '../backup.ts';
import type { Backup, ReadyBackup, Unlocked, Unlocking } from '../backup.ts';
import { startsWith } from '../bytes.ts';
import { openCbc, openGcm, pbkdf2, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, parseJson } from '../json.ts';
import { categoriesBySecret, readStratumAccount } from './account.ts';
import { legacy, strong } from './format.ts';

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

function readEntries(backup: unknown, entries: readonly unknown[]): ReadyBackup {
  const listOf = (name: string): readonly unknown[] => {
    const list = field(backup, name);
    return isArray(list) ? list : [];
  };
  const categories = categoriesBySecret(
    listOf('Categories').map((one) => ({ id: field(one, 'Id'), name: field(one, 'Name') })),
    listOf('AuthenticatorCategories').map((pair) => ({
      secret: field(pair, 'AuthenticatorSecret'),
      categoryId: field(pair, 'CategoryId'),
    })),
  );
  return ready(
    program,
    entries.map((entry, index) =>
      readStratumAccount(
        {
          type: field(entry, 'Type'),
          issuer: field(entry, 'Issuer'),
          userName: field(entry, 'Username'),
          secret: field(entry, 'Secret'),
          pin: field(entry, 'Pin'),
          algorithm: field(entry, 'Algorithm'),
          digits: field(entry, 'Digits'),
          period: field(entry, 'Period'),
          counter: field(entry, 'Counter'),
          categories: categories.get(field(entry, 'Secret')),
        },
        `entry ${index + 1}`,
      ),
    ),
  );
}
