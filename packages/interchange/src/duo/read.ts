import { readFields } from '../account-fields.ts';
import { ready } from '../backup.ts';
import type { Backup } from '../backup.ts';
import { damagedEntry, EntryRefusal, readEntry } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';
import type { FileContent } from '../file-content.ts';
import { field, isArray, isObject, textField } from '../json.ts';

/** The accounts of Duo Mobile. Those of Duo itself are asked by push, and have no code. */
export function readDuo({ json }: FileContent): Backup | null {
  const isDuo = isArray(json) && json.some((entry) => isObject(field(entry, 'otpGenerator')));
  return isDuo ? ready('Duo', json.map(readOne)) : null;
}

/** Only an account of Duo itself has no generator, and says so. */
function isPush(entry: unknown): boolean {
  const type = field(entry, 'accountType');
  return typeof type === 'string'
    ? type !== 'OtpAccount'
    : textField(entry, 'name') !== '' && field(entry, 'otpGenerator') === undefined;
}

function readOne(entry: unknown, index: number): ImportEntry {
  const where = `entry ${index + 1}`;
  const generator = field(entry, 'otpGenerator');
  const names = { issuer: '', accountName: textField(entry, 'name') };
  if (!isObject(generator)) {
    if (!isPush(entry)) {
      return damagedEntry(where, names);
    }
    return readEntry(where, names, () => {
      throw new EntryRefusal(
        'proprietary-push',
        'This account is asked by push, and works in Duo Mobile only: keep it there.',
      );
    });
  }
  // Only the presence of a counter tells the kind.
  const counter = field(generator, 'counter') ?? undefined;
  return readFields({
    where,
    kind: counter === undefined ? 'totp' : 'hotp',
    ...names,
    secret: field(generator, 'otpSecret'),
    counter,
  });
}
