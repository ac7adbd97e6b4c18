import { readFields, readNames, splitName } from '../account-fields.ts';
import { EntryRefusal, readEntry } from '../entry.ts';
import type { AccountTable } from '../sqlite/read.ts';

/** The database of Google Authenticator on Android: SHA1, 6 digits, 30 s for all. */
export const googleTable: AccountTable = {
  program: 'Google Authenticator',
  table: 'accounts',
  // The first versions have no column for issuers.
  columns: ['email', 'secret', 'counter', 'type'],
  readRow(row, where) {
    const name = row.get('email');
    const split = splitName(typeof name === 'string' ? name : '', ':');
    // "Issuer:name" stands in the name also where the issuer has a column; older versions have none.
    const isOnlyThere = typeof row.get('issuer') !== 'string' && split.issuer !== '';
    const names = {
      issuer: isOnlyThere ? split.issuer : row.get('issuer'),
      accountName: isOnlyThere ? split.accountName : name,
    };
    // Newer versions keep the key of what they encrypt where no backup of the telephone comes.
    if (Number(row.get('isencrypted') ?? 0) > 0) {
      return readEntry(where, readNames(names.issuer, names.accountName), () => {
        throw new EntryRefusal(
          'encrypted-entry',
          'Google Authenticator has encrypted this entry for its telephone alone. There, choose to transfer accounts, and scan the QR codes.',
        );
      });
    }
    return readFields({
      where,
      kind: kindsByNumber.get(row.get('type')) ?? 'unknown',
      ...names,
      secret: row.get('secret'),
      counter: row.get('counter'),
    });
  },
};

const kindsByNumber: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [null, 'totp'],
  [0, 'totp'],
  [1, 'hotp'],
]);
