import type { Kysely, Selectable } from 'kysely';
import type { AccountTable, SignInSchema } from '../database/schema.ts';
import { writtenQuery } from '@halfminute/mfa-sql';
import type { Account } from './account.ts';

const withItsGroups = `select account.*, account_group.group_name
  from account left join account_group on account_group.user_id = account.user_id`;
type RowWithGroup = Selectable<AccountTable> & { readonly group_name: string | null };

const queries = {
  canonical_name: writtenQuery<RowWithGroup>(`${withItsGroups} where account.canonical_name = ? order by group_name`),
  user_id: writtenQuery<RowWithGroup>(`${withItsGroups} where account.user_id = ? order by group_name`),
};

/** An account and its groups, by either of its two keys. */
export async function accountBy(
  reader: Kysely<SignInSchema>,
  key: {
    readonly dialect: 'sqlite' | 'postgres';
    readonly column: 'canonical_name' | 'user_id';
    readonly value: string;
  },
): Promise<Account | null> {
  const { rows } = await reader.executeQuery(queries[key.column](key.dialect, [key.value]));
  const [first] = rows;
  return first === undefined
    ? null
    : readRow(
        first,
        rows.map((row) => row.group_name).filter((group) => group !== null),
      );
}

/** The same for rows that were read already, in their order. */
export async function withGroups(
  reader: Kysely<SignInSchema>,
  rows: readonly Selectable<AccountTable>[],
): Promise<readonly Account[]> {
  if (rows.length === 0) {
    return [];
  }
  const memberships = await reader
    .selectFrom('account_group')
    .select(['user_id', 'group_name'])
    .where(
      'user_id',
      'in',
      rows.map((row) => row.user_id),
    )
    .orderBy('group_name')
    .execute();
  const groupsById = new Map<string, string[]>(rows.map((row) => [row.user_id, []]));
  for (const { user_id, group_name } of memberships) {
    groupsById.get(user_id)?.push(group_name);
  }
  return rows.map((row) => readRow(row, groupsById.get(row.user_id) ?? []));
}

function readRow(row: Selectable<AccountTable>, groups: readonly string[]): Account {
  return {
    userId: row.user_id,
    userName: row.user_name,
    name: row.name,
    mail: row.mail,
    otherMails: readAddresses(row.other_mails),
    groups,
    admin: row.admin === 1,
    frozenAt: row.frozen_at,
    frozenReference: row.frozen_reference,
    passwordHash: row.password_hash,
    passwordLength: row.password_length,
    mfaRequiredFrom: row.mfa_required_from,
    language: row.language,
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at,
  };
}

function readAddresses(json: string): readonly string[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.filter((address) => typeof address === 'string') : [];
}
