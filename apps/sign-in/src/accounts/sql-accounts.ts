import type { SqlDatabase } from '@halfminute/mfa-sql';
import { sql } from 'kysely';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { AccountTable, SignInSchema } from '../database/schema.ts';
import { AccountError } from './account-error.ts';
import type { Account, Accounts, MfaScope, NewAccount } from './account.ts';
import { freeze } from './frozen-reference.ts';
import { canonicalName, plainLine, plainMailAddress } from './plain-text.ts';

export interface SqlAccountsHost {
  readonly database: SqlDatabase<SignInSchema>;
  /** Unix seconds. */
  readonly clock: () => number;
  readonly randomBytes: (length: number) => Uint8Array<ArrayBuffer>;
}

type In = Transaction<SignInSchema>;

/** The accounts, in SQLite or PostgreSQL. */
export function createAccounts({ database, clock, randomBytes }: SqlAccountsHost): Accounts {
  const { kysely } = database;

  async function whole(rows: readonly Selectable<AccountTable>[], reader: Kysely<SignInSchema>): Promise<Account[]> {
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
    return rows.map((row) =>
      readRow(
        row,
        memberships.filter((membership) => membership.user_id === row.user_id).map(({ group_name }) => group_name),
      ),
    );
  }

  return {
    async byUserName(typed) {
      const rows = await kysely
        .selectFrom('account')
        .selectAll()
        .where('canonical_name', '=', canonicalName(typed))
        .execute();
      const [account] = await whole(rows, kysely);
      return account ?? null;
    },

    async byUserId(userId) {
      const rows = await kysely
        .selectFrom('account')
        .selectAll()
        // PostgreSQL refuses a text with a NUL in it; such an id is nobody's.
        .where('user_id', '=', userId.replaceAll('\0', ''))
        .execute();
      const [account] = await whole(rows, kysely);
      return account ?? null;
    },

    async list({ search, group, limit, after }) {
      const wanted = search === undefined ? '' : canonicalName(search);
      const rows = await kysely
        .selectFrom('account')
        .selectAll()
        .$if(wanted !== '', (query) =>
          query.where((expression) => {
            const like = `%${wanted.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
            return expression.or([
              sql<boolean>`canonical_name like ${like} escape '\\'`,
              sql<boolean>`lower(name) like ${like} escape '\\'`,
              sql<boolean>`lower(mail) like ${like} escape '\\'`,
            ]);
          }),
        )
        .$if(group !== undefined, (query) =>
          query.where('user_id', 'in', (inner) =>
            inner
              .selectFrom('account_group')
              .select('user_id')
              .where('group_name', '=', plainLine(group ?? '')),
          ),
        )
        .$if(after !== undefined, (query) => query.where('canonical_name', '>', canonicalName(after ?? '')))
        .orderBy('canonical_name')
        .limit(limit)
        .execute();
      return whole(rows, kysely);
    },

    async mfaRequiredFrom(account) {
      const scopes = ['all', ...account.groups.map(groupScope)];
      const row = await kysely
        .selectFrom('mfa_requirement')
        .select((select) => select.fn.min('from_at').as('from_at'))
        .where('scope', 'in', scopes)
        .executeTakeFirst();
      return earliest(account.mfaRequiredFrom, row?.from_at ?? null);
    },

    async create(transaction, account) {
      const cleaned = clean(account);
      const userId = Buffer.from(randomBytes(16)).toString('base64url');
      const canonical = canonicalName(cleaned.userName);
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('account')
        .values({
          user_id: userId,
          user_name: cleaned.userName,
          canonical_name: canonical,
          name: cleaned.name,
          mail: cleaned.mail,
          other_mails: JSON.stringify(cleaned.otherMails),
          admin: account.admin === true ? 1 : 0,
          frozen_at: null,
          frozen_reference: null,
          password_hash: account.passwordHash ?? null,
          password_length: account.passwordLength ?? null,
          mfa_required_from: null,
          language: account.language ?? null,
          created_at: Math.floor(clock()),
          last_sign_in_at: null,
        })
        // An error would end the whole transaction of PostgreSQL; this way the caller may go on with the next account.
        .onConflict((conflict) => conflict.column('canonical_name').doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows !== 1n) {
        throw new AccountError('user-name-taken');
      }
      if (cleaned.groups.length > 0) {
        await transaction
          .insertInto('account_group')
          .values(cleaned.groups.map((group) => ({ user_id: userId, group_name: group })))
          .execute();
      }
      return existing(transaction, userId);
    },

    async setPassword(transaction, { userId, hash, length }) {
      const { numUpdatedRows } = await transaction
        .updateTable('account')
        .set({ password_hash: hash, password_length: length })
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow();
      refuseUnknown(numUpdatedRows);
    },

    async rehash({ userId, before, after, length }) {
      // Only in the place of the hash that was verified: a password that was changed meanwhile stays changed.
      await kysely
        .updateTable('account')
        .set({ password_hash: after, password_length: length })
        .where('user_id', '=', userId)
        .where('password_hash', '=', before)
        .execute();
    },

    async setMail(transaction, { userId, mail, otherMails }) {
      const { numUpdatedRows } = await transaction
        .updateTable('account')
        .set({ mail: mailAddress(mail), other_mails: JSON.stringify(otherMails.map(mailAddress)) })
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow();
      refuseUnknown(numUpdatedRows);
    },

    freeze: (transaction, change) => freeze(transaction, { ...change, randomBytes }),

    async unfreeze(transaction, userId) {
      const { numUpdatedRows } = await transaction
        .updateTable('account')
        .set({ frozen_at: null, frozen_reference: null })
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow();
      refuseUnknown(numUpdatedRows);
    },

    async requireMfa(transaction, { scope, from }) {
      if (scope.kind === 'account') {
        const { numUpdatedRows } = await transaction
          .updateTable('account')
          .set({ mfa_required_from: from })
          .where('user_id', '=', scope.userId)
          .executeTakeFirstOrThrow();
        refuseUnknown(numUpdatedRows);
        return;
      }
      const name = scopeName(scope);
      await (from === null
        ? transaction.deleteFrom('mfa_requirement').where('scope', '=', name).execute()
        : transaction
            .insertInto('mfa_requirement')
            .values({ scope: name, from_at: from })
            .onConflict((conflict) => conflict.column('scope').doUpdateSet({ from_at: from }))
            .execute());
    },

    async noteSignIn(userId, at) {
      await kysely.updateTable('account').set({ last_sign_in_at: at }).where('user_id', '=', userId).execute();
    },
  };

  async function existing(transaction: In, userId: string): Promise<Account> {
    const rows = await transaction.selectFrom('account').selectAll().where('user_id', '=', userId).execute();
    const [account] = await whole(rows, transaction);
    if (account === undefined) {
      throw new AccountError('unknown-user');
    }
    return account;
  }
}

function clean(account: NewAccount) {
  const userName = plainLine(account.userName);
  const name = plainLine(account.name);
  if (canonicalName(userName) === '') {
    throw new AccountError('user-name-empty');
  }
  if (name === '') {
    throw new AccountError('name-empty');
  }
  return {
    userName,
    name,
    mail: mailAddress(account.mail),
    otherMails: (account.otherMails ?? []).map(mailAddress),
    groups: [...new Set((account.groups ?? []).map(plainLine).filter((group) => group !== ''))],
  };
}

function mailAddress(text: string): string {
  const address = plainMailAddress(text);
  if (address === null) {
    throw new AccountError('mail-malformed');
  }
  return address;
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

function earliest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function groupScope(group: string): string {
  return `group:${group}`;
}

function scopeName(scope: Exclude<MfaScope, { readonly kind: 'account' }>): string {
  return scope.kind === 'all' ? 'all' : groupScope(plainLine(scope.group));
}

function refuseUnknown(updatedRows: bigint): void {
  if (updatedRows !== 1n) {
    throw new AccountError('unknown-user');
  }
}
