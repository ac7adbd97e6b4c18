import type { AccountTable } from '../sqlite/read.ts';
import { readFields } from '../account-fields.ts';
import { algorithmsByNumber, kindsByNumber } from './format.ts';

/** The database in which Stratum itself keeps its accounts, where it is not encrypted. */
export const stratumTable: AccountTable = {
  program: 'Stratum',
  table: 'authenticator',
  columns: ['type', 'issuer', 'username', 'secret', 'algorithm', 'digits', 'period', 'counter'],
  readRow: (row, where) =>
    readFields({
      where,
      kind: kindsByNumber.get(row.get('type')) ?? 'unknown',
      issuer: row.get('issuer'),
      accountName: row.get('username'),
      secret: row.get('secret'),
      algorithm: row.get('algorithm') === null ? null : (algorithmsByNumber.get(row.get('algorithm')) ?? 'unknown'),
      digits: row.get('digits'),
      periodSeconds: row.get('period'),
      counter: row.get('counter'),
    }),
};
