import { readFields, readNames } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { EntryRefusal, readEntry } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, scalarText } from '../json.ts';

/** The export of LastPass Authenticator, of whichever version and phone. The names are those that the user edited. */
export function readLastPass({ json }: FileContent): Backup | null {
  const accounts = field(json, 'accounts');
  if (!isArray(accounts) || !(hasOwnHeader(json) || accounts.some(isAccount))) {
    return null;
  }
  const list = field(json, 'folders');
  const folders = new Map(
    (isArray(list) ? list : [])
      .filter((folder) => field(folder, 'id') !== noFolder)
      .map((folder) => [field(folder, 'id'), field(folder, 'name')]),
  );
  const entries = accounts.map((account, index) =>
    isPush(account) ? refusePush(account, index) : readAccount(account, index, folders),
  );
  return ready('LastPass Authenticator', entries);
}

/** The number of the folder "Other accounts", where lies what was put into none. */
const noFolder = 0;

function readAccount(account: unknown, index: number, folders: ReadonlyMap<unknown, unknown>): ImportEntry {
  return readFields({
    where: `entry ${index + 1}`,
    kind: 'totp',
    ...namesOf(account),
    secret: field(account, 'secret'),
    algorithm: field(account, 'algorithm'),
    digits: field(account, 'digits'),
    periodSeconds: field(account, 'timeStep'),
    details: readDetails({
      tags: [folders.get(field(field(account, 'folderData'), 'folderId'))],
      favourite: field(account, 'isFavorite'),
    }),
  });
}

function namesOf(account: unknown): { readonly issuer: unknown; readonly accountName: unknown } {
  return {
    issuer: field(account, 'issuerName') ?? field(account, 'originalIssuerName'),
    accountName: field(account, 'userName') ?? field(account, 'originalUserName'),
  };
}

/** An account that is asked by push alone has no secret. */
function isPush(account: unknown): boolean {
  const secret = field(account, 'secret') ?? '';
  return scalarText(account, 'pushNotification') === 'true' && typeof secret === 'string' && secret.trim() === '';
}

function refusePush(account: unknown, index: number): ImportEntry {
  const { issuer, accountName } = namesOf(account);
  return readEntry(`entry ${index + 1}`, readNames(issuer, accountName), () => {
    throw new EntryRefusal(
      'proprietary-push',
      'This account is asked by push, and works in LastPass Authenticator only: keep it there.',
    );
  });
}

function hasOwnHeader(json: unknown): boolean {
  return field(json, 'deviceId') !== undefined && field(json, 'version') !== undefined;
}

/** An export that somebody cut to its accounts is known by their names, which no other program uses. */
function isAccount(account: unknown): boolean {
  return (
    typeof field(account, 'secret') === 'string' &&
    (['issuerName', 'originalIssuerName'] as const).some((name) => typeof field(account, name) === 'string')
  );
}
