import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import type { ImportEntry, ImportWarning } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, parseJson, textField } from '../json.ts';
import { asAegisFile } from './format.ts';
import { unlockAegis } from './unlock.ts';

const program = 'Aegis';

/** A backup of Aegis, plain or encrypted with a password. */
export function readAegis({ json }: FileContent): Backup | null {
  const file = asAegisFile(json);
  if (file === null) {
    return null;
  }
  if (typeof file.db !== 'string') {
    return ready(program, readEntries(file.db));
  }
  return {
    outcome: 'needs-password',
    program,
    async unlock({ password }) {
      const text = await unlockAegis(file, password);
      return text === null
        ? { outcome: 'wrong-password', mayBeDamaged: false }
        : ready(program, readEntries(parseJson(text)));
    },
  };
}

function readEntries(db: unknown): readonly ImportEntry[] {
  const entries = field(db, 'entries');
  if (!isArray(entries)) {
    throw new InterchangeError('damaged', 'This backup of Aegis has no list of entries. Export it again.');
  }
  const groups = groupsByUuid(db);
  return entries.map((entry, index) => {
    const info = field(entry, 'info');
    return readFields({
      where: `entry ${index + 1}`,
      kind: field(entry, 'type'),
      issuer: field(entry, 'issuer'),
      accountName: field(entry, 'name'),
      secret: field(info, 'secret'),
      motpSecret: 'base32',
      pin: field(info, 'pin'),
      algorithm: isStrayMd5(entry) ? 'SHA1' : field(info, 'algo'),
      warnings: isStrayMd5(entry) ? [md5Ignored] : [],
      digits: field(info, 'digits'),
      periodSeconds: field(info, 'period'),
      counter: field(info, 'counter'),
      details: readDetails({
        tags: groupsOf(entry, groups),
        note: field(entry, 'note'),
        favourite: field(entry, 'favorite'),
      }),
    });
  });
}

/** Aegis once let its users choose MD5, which is Mobile-OTP's own, for any kind. It makes the codes of such an entry with SHA1. */
function isStrayMd5(entry: unknown): boolean {
  return field(field(entry, 'info'), 'algo') === 'MD5' && field(entry, 'type') !== 'motp';
}

const md5Ignored: ImportWarning = {
  code: 'parameter-ignored',
  message: 'This entry says MD5, and Aegis makes its codes with SHA1 all the same. Compare the code with Aegis.',
  parameter: 'algorithm',
};

function groupsByUuid(db: unknown): ReadonlyMap<unknown, string> {
  const groups = field(db, 'groups');
  return new Map((isArray(groups) ? groups : []).map((group) => [field(group, 'uuid'), textField(group, 'name')]));
}

/** Groups by their ids; before version 3 of the database one group by its name. */
function groupsOf(entry: unknown, groups: ReadonlyMap<unknown, string>): readonly unknown[] {
  const uuids = field(entry, 'groups');
  return [...(isArray(uuids) ? uuids : []).map((uuid) => groups.get(uuid)), field(entry, 'group')];
}
