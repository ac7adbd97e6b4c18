import { readPasted } from '@halfminute/otp';
import { readNames } from '../account-fields.ts';
import { readEntry } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';

interface Item {
  readonly where: string;
  readonly name: string;
  readonly userName: string;
  /** A link, "steam://" and a long code, or the long code alone, blanks and all. */
  readonly code: string;
}

/** The code of one login. A link brings its own names; what has none gets those of the login. */
export function readItem({ where, name, userName, code }: Item): ImportEntry {
  const names = readNames(name, userName);
  return readEntry(where, names, () => {
    const { account, warnings } = readPasted(code);
    const isNamed = account.issuer !== '' || account.accountName !== '';
    return { account: isNamed ? account : { ...account, ...names }, warnings, wasTrashed: false };
  });
}
