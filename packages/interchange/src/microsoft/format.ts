import { readFields, readNames } from '../account-fields.ts';
import { decodeBase64 } from '../bytes.ts';
import { EntryRefusal, readEntry } from '../entry.ts';
import type { AccountTable } from '../sqlite/read.ts';

/** The numbers of account_type. */
const ownCodes = 0;
const personalMicrosoft = 1;

/**
 * The database of Microsoft Authenticator on Android ("PhoneFactor"). Accounts of other services are time-based, SHA1, 6
 * digits, 30 s; personal accounts of Microsoft have 8 digits, and their secret is base64.
 */
export const microsoftTable: AccountTable = {
  program: 'Microsoft Authenticator',
  table: 'accounts',
  columns: ['name', 'username', 'oath_secret_key', 'account_type'],
  readRow(row, where) {
    const names = { issuer: row.get('name'), accountName: row.get('username') };
    const secret = row.get('oath_secret_key');
    const type = row.get('account_type');
    const sealed = row.get('encrypted_oath_secret_key') ?? '';
    if ((type === ownCodes || type === personalMicrosoft) && (secret ?? '') === '' && sealed !== '') {
      return readEntry(where, readNames(names.issuer, names.accountName), () => {
        throw new EntryRefusal(
          'encrypted-entry',
          'This secret is encrypted with a key that does not leave the phone. Set the sign-in up anew at the service.',
        );
      });
    }
    if (type === ownCodes) {
      return readFields({ where, ...names, kind: 'totp', secret });
    }
    if (type === personalMicrosoft) {
      const bytes = decodeBase64(typeof secret === 'string' ? secret : '');
      return readFields({ where, ...names, kind: 'totp', secret: bytes, digits: 8 });
    }
    return readEntry(where, readNames(names.issuer, names.accountName), () => {
      throw new EntryRefusal(
        'proprietary-push',
        'This account of work or school answers questions of Microsoft and makes no codes elsewhere. Set the sign-in up anew at the service.',
      );
    });
  },
};
