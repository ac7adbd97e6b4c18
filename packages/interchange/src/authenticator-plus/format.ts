import { readFields, splitName } from '../account-fields.ts';
import { decodeHex } from '../bytes.ts';
import { readDetails } from '../entry-details.ts';
import type { AccountTable } from '../sqlite/read.ts';

/** The numbers of its types. */
const kindsByNumber: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [0, 'totp'],
  [1, 'hotp'],
  [2, 'totp'],
]);
/** Battle.net: 8 digits, and a secret in hexadecimal. */
const battleNet = 2;

/** The category of an account that was put into none. */
const noCategory = 'All Accounts';

/** The database of Authenticator Plus: that of Google Authenticator, of which it came, with categories. */
export const authenticatorPlusTable: AccountTable = {
  program: 'Authenticator Plus',
  table: 'accounts',
  columns: ['email', 'secret', 'counter', 'type', 'issuer', 'category'],
  readRow(row, where) {
    const text = (column: string): string => {
      const value = row.get(column);
      return typeof value === 'string' ? value : '';
    };
    const isBattleNet = row.get('type') === battleNet;
    const original = splitName(text('original_name'), ':');
    return readFields({
      where,
      kind: kindsByNumber.get(row.get('type')) ?? 'unknown',
      issuer: isBattleNet ? 'Battle.net' : text('issuer') || original.issuer,
      accountName: text('email'),
      secret: isBattleNet ? decodeHex(text('secret')) : row.get('secret'),
      digits: isBattleNet ? 8 : 6,
      counter: row.get('counter'),
      details: readDetails({ tags: [text('category')].filter((name) => name !== noCategory) }),
    });
  },
};

/** SQLCipher 3 (https://www.zetetic.net/sqlcipher/design): what each page is sealed with. Lengths in bytes. */
export const sealing = {
  pageBytes: 1024,
  saltBytes: 16,
  keyBytes: 32,
  ivBytes: 16,
  hmacBytes: 20,
  /** At the end of each page: the initialization vector, the HMAC, and zeros up to a whole block. */
  reservedBytes: 48,
  iterations: 64_000,
  hmacIterations: 2,
  /** The salt of the second key is the first, each byte exclusively or'ed with this. */
  hmacSaltMask: 0x3a,
} as const;
