import { ready } from '../backup.ts';
import type { Backup, ReadyBackup } from '../backup.ts';
import { damagedEntry } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, isObject, parseJson, textField } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { namesBeside, readLoginCode } from '../login-code.ts';
import { loginType, protectedFields } from './format.ts';
import { plainCode } from './code.ts';
import { unlockBitwarden } from './unlock.ts';

const program = 'Bitwarden';

/** An export of Bitwarden, plain or protected with a password, or one of Bitwarden Authenticator. */
export function readBitwarden({ json }: FileContent): Backup | null {
  const encrypted = field(json, 'encrypted');
  const items = field(json, 'items');
  if (encrypted === false && isArray(items)) {
    return readItems(json, items);
  }
  if (encrypted !== true || !(isArray(items) || textField(json, protectedFields.validation) !== '')) {
    return null;
  }
  if (field(json, 'passwordProtected') !== true) {
    throw new InterchangeError(
      'unsupported-file',
      'This export opens only in the Bitwarden account that wrote it. In Bitwarden, export again: as ".json (Encrypted)" choose "Password protected", or as ".json" instead.',
    );
  }
  return {
    outcome: 'needs-password',
    program,
    async unlock(how) {
      const opened = await unlockBitwarden(json, how);
      if (opened.outcome === 'needs-consent') {
        return opened;
      }
      if (opened.outcome === 'wrong-password') {
        return { outcome: 'wrong-password', mayBeDamaged: false };
      }
      const inside = parseJson(opened.text);
      const sealedItems = field(inside, 'items');
      if (!isArray(sealedItems)) {
        throw new InterchangeError(
          'damaged',
          'The password is right, but this export of Bitwarden holds no list of items. Export it again.',
        );
      }
      return readItems(inside, sealedItems);
    },
  };
}

/** Logins without a code are no entries, but are counted. */
function readItems(json: unknown, items: readonly unknown[]): ReadyBackup {
  const folders = foldersById(json);
  const entries: ImportEntry[] = [];
  let withoutCode = 0;
  items.forEach((item, index) => {
    const where = `entry ${index + 1}`;
    const login = field(item, 'login');
    const given = field(login, 'totp') ?? '';
    if (!isObject(item)) {
      entries.push(damagedEntry(where, { issuer: '', accountName: '' }));
    } else if (typeof given !== 'string' && typeof given !== 'number') {
      const names = namesBeside(textField(item, 'name'), textField(login, 'username'), '');
      entries.push(damagedEntry(where, names, notText));
    } else if (String(given).trim() === '') {
      withoutCode += field(item, 'type') === loginType || isObject(login) ? 1 : 0;
    } else {
      entries.push(readItem(item, { where, code: plainCode(String(given).trim()), folders }));
    }
  });
  return { ...ready(program, entries), withoutCode };
}

const notText =
  'The code of this entry is neither a number nor a text. Export the file again, or add the account by its long code.';

interface Item {
  readonly where: string;
  readonly code: string;
  readonly folders: ReadonlyMap<unknown, string>;
}

function readItem(item: JsonObject, { where, code, folders }: Item): ImportEntry {
  return readLoginCode({
    where,
    name: textField(item, 'name'),
    userName: textField(field(item, 'login'), 'username'),
    code,
    wasTrashed: typeof field(item, 'deletedDate') === 'string',
    // The note of a login may hold anything, a password too: it stays where it is.
    details: readDetails({ tags: foldersOf(item, folders), favourite: field(item, 'favorite') }),
  });
}

/** Folders of a person, and collections of an organisation. */
function foldersById(json: unknown): ReadonlyMap<unknown, string> {
  return new Map(
    ['folders', 'collections'].flatMap((list) => {
      const folders = field(json, list);
      return (isArray(folders) ? folders : []).map(
        (folder) => [field(folder, 'id'), textField(folder, 'name')] as const,
      );
    }),
  );
}

function foldersOf(item: unknown, folders: ReadonlyMap<unknown, string>): readonly string[] {
  const collections = field(item, 'collectionIds');
  return [field(item, 'folderId'), ...(isArray(collections) ? collections : [])].flatMap((id) => folders.get(id) ?? []);
}
