import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import type { ImportEntry } from '../entry.ts';
import { InterchangeError } from '../errors.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, parseJson } from '../json.ts';
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
  return entries.map((entry, index) => {
    const info = field(entry, 'info');
    return readFields({
      where: `entry ${index + 1}`,
      kind: field(entry, 'type'),
      issuer: field(entry, 'issuer'),
      accountName: field(entry, 'name'),
      secret: field(info, 'secret'),
      algorithm: field(info, 'algo'),
      digits: field(info, 'digits'),
      periodSeconds: field(info, 'period'),
      counter: field(info, 'counter'),
    });
  });
}
