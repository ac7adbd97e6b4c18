import { emptyRecord, type MfaRecord } from '@halfminute/mfa';
import { CompiledQuery, type Kysely } from 'kysely';
import type { MfaSchema } from '../schema.ts';
import { toRecord, type RecordRow } from './rows.ts';

/**
 * Reads a whole record in one statement: one way to the server and back, and the user and all rows as they were at one
 * moment.
 */
export function createRecordReader(
  dialect: 'sqlite' | 'postgres',
): (executor: Kysely<MfaSchema>, userId: string) => Promise<MfaRecord> {
  const text = recordQuery(dialect);
  return async (executor, userId) => {
    const { rows } = await executor.executeQuery<RecordRow>(CompiledQuery.raw(text, [userId]));
    return rows[0] === undefined ? emptyRecord(userId) : toRecord(rows[0]);
  };
}

const userColumns =
  'user_id, version, consecutive_failures, wait_until, disabled_at, enrolment_needs, failure_notice_at, future_code, recovery_salt, recovery_created_at, recovery_kept_at';

/** The order of rows is part of the record; `*` marks a column of bytes, which JSON can hold only as hexadecimal figures. */
const lists = [
  {
    name: 'authenticators',
    table: 'mfa_authenticator',
    columns:
      'id, name, key_id, *seed, algorithm, digits, period_seconds, last_step, late_in_a_row, added_at, last_used_at',
    order: 'added_at, id',
  },
  {
    name: 'pending',
    table: 'mfa_pending',
    columns: 'id, attempt_id, key_id, *seed, algorithm, digits, period_seconds, shown_at, expires_at',
    order: 'shown_at, id',
  },
  { name: 'recovery_codes', table: 'mfa_recovery_code', columns: 'id, *hash, used_at', order: 'id' },
  {
    name: 'devices',
    table: 'mfa_device',
    columns: 'id, *secret_hash, *previous_hash, previous_until, name, place, first_used_at, last_used_at, expires_at',
    order: 'first_used_at, id',
  },
] as const;

/** Text, not Kysely's builder: the two databases name these functions differently, and nothing but the user is a parameter. */
function recordQuery(dialect: 'sqlite' | 'postgres'): string {
  const words =
    dialect === 'sqlite'
      ? { object: 'json_object', array: 'json_group_array', hex: (column: string) => `hex(${column})`, user: '?' }
      : {
          object: 'json_build_object',
          array: 'json_agg',
          hex: (column: string) => `encode(${column}, 'hex')`,
          user: '$1',
        };
  const selected = lists.map(({ name, table, columns, order }) => {
    const members = columns.split(', ').map((column) => {
      const plain = column.replace('*', '');
      return `'${plain}', ${column === plain ? plain : words.hex(plain)}`;
    });
    const rows = `${words.array}(${words.object}(${members.join(', ')}) order by ${order})`;
    return `(select ${rows} from ${table} where user_id = mfa_user.user_id) as ${name}`;
  });
  return `select ${userColumns}, ${selected.join(', ')} from mfa_user where user_id = ${words.user}`;
}
