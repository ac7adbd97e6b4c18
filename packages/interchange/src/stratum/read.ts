import { ready } from '../backup.ts';
import type { Backup, ReadyBackup, Unlocked, Unlocking } from '../backup.ts';
import { startsWith } from '../bytes.ts';
import { openCbc, openGcm, pbkdf2, sha256, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, parseJson } from '../json.ts';
import { categoriesBySecret, readStratumAccount } from './account.ts';
import { kindsByNumber, legacy, oldest, strong } from './format.ts';

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
  return readBackup(file.json);
}

/** What Authenticator Pro encrypted before 2021; null where it did not, or not with this password. Nothing in the bytes tells. */
export async function openOldestStratum(bytes: Bytes, password: string): Promise<ReadyBackup | null> {
  const { blockBytes } = oldest;
  if (bytes.length % blockBytes !== 0) {
    return null;
  }
  const key = await sha256(utf8(password));
  const text = await openCbc({ key, iv: new Uint8Array(blockBytes), sealed: bytes });
  return text === null ? null : readBackup(parseJson(new TextDecoder().decode(text)));
}

function locked(open: (how: Unlocking) => Promise<Bytes | null>): Backup {
  return {
    outcome: 'needs-password',
    program,
    async unlock(how): Promise<Unlocked> {
      const text = await open(how);
      const backup = text === null ? null : readBackup(parseJson(new TextDecoder().decode(text)));
      // A wrong key of the older encryption may leave something that is padded well, and is no JSON.
      return backup ?? { outcome: 'wrong-password', mayBeDamaged: true };
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

function readBackup(backup: unknown): ReadyBackup | null {
  const list = field(backup, 'Authenticators');
  // In its first weeks it wrote the accounts alone.
  const entries = isArray(list) ? list : isArray(backup) && backup.some(isAccount) ? backup : null;
  return entries === null ? null : readEntries(backup, entries);
}

/** Known by the numbers of its enumerations, and by names that no other program begins with a capital. */
function isAccount(account: unknown): boolean {
  return (
    kindsByNumber.has(field(account, 'Type')) &&
    typeof field(account, 'Secret') === 'string' &&
    ['Issuer', 'Algorithm', 'Digits', 'Period'].every((name) => field(account, name) !== undefined)
  );
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
