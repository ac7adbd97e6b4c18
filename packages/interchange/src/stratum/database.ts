import type { AccountTable } from '../sqlite/read.ts';
import { categoriesBySecret, readStratumAccount } from './account.ts';

/** The database in which Stratum itself keeps its accounts, where it is not encrypted. */
export const stratumTable: AccountTable = {
  program: 'Stratum',
  table: 'authenticator',
  columns: ['type', 'issuer', 'username', 'secret', 'algorithm', 'digits', 'period', 'counter'],
  groupsByKey: (rowsOf) =>
    categoriesBySecret(
      rowsOf('category').map((row) => ({ id: row.get('id'), name: row.get('name') })),
      rowsOf('authenticatorcategory').map((row) => ({
        secret: row.get('authenticatorsecret'),
        categoryId: row.get('categoryid'),
      })),
    ),
  readRow: (row, where, groups) =>
    readStratumAccount(
      {
        type: row.get('type'),
        issuer: row.get('issuer'),
        userName: row.get('username'),
        secret: row.get('secret'),
        pin: row.get('pin'),
        algorithm: row.get('algorithm'),
        digits: row.get('digits'),
        period: row.get('period'),
        counter: row.get('counter'),
        categories: groups.get(row.get('secret')),
      },
      where,
    ),
};
