import type { SqlDatabase } from '@halfminute/mfa-sql';
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import type { SignInSchema } from '../database/schema.ts';
import { writtenQuery } from '@halfminute/mfa-sql';
import { AccountError } from './account-error.ts';
import type { Accounts, MfaScope } from './account.ts';
import { accountBy, withGroups } from './account-rows.ts';
import { freeze } from './frozen-reference.ts';
import { cleanAccount, cleanGroups, cleanMailAddress, cleanName } from './new-account.ts';
import { canonicalName, plainLine } from './plain-text.ts';

export interface SqlAccountsHost {
  readonly database: SqlDatabase<SignInSchema>;
  /** Unix seconds. */
  readonly clock: () => number;
  readonly randomBytes: (length: number) => Uint8Array<ArrayBuffer>;
}

const opens = 'select user_id from account where user_id = ? and password_hash = ? and frozen_at is null';
/** PostgreSQL has to be told to lock the row, and looks at it as it is by then; a transaction of SQLite is alone from its beginning. */
const stillOpensQuery = { sqlite: writtenQuery(opens), postgres: writtenQuery(`${opens} for update`) };
const noteSignInQuery = writtenQuery('update account set last_sign_in_at = ? where user_id = ?');

/** The accounts, in SQLite or PostgreSQL. */
export function createAccounts({ database, clock, randomBytes }: SqlAccountsHost): Accounts {
  const { kysely, dialect } = database;

  return {
    byUserName: (typed) => accountBy(kysely, { dialect, column: 'canonical_name', value: canonicalName(typed) }),

    // PostgreSQL refuses a text with a NUL in it; such an id is nobody's.
    byUserId: (userId) => accountBy(kysely, { dialect, column: 'user_id', value: userId.replaceAll('\0', '') }),

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
      return withGroups(kysely, rows);
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
      const cleaned = cleanAccount(account);
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
      await join(transaction, { userId, groups: cleaned.groups });
      const created = await accountBy(transaction, { dialect, column: 'user_id', value: userId });
      if (created === null) {
        throw new AccountError('unknown-user');
      }
      return created;
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

    async stillOpens(transaction, { userId, passwordHash }) {
      const { rows } = await transaction.executeQuery(stillOpensQuery[dialect](dialect, [userId, passwordHash]));
      return rows.length === 1;
    },

    async setMail(transaction, { userId, mail, otherMails }) {
      const { numUpdatedRows } = await transaction
        .updateTable('account')
        .set({ mail: cleanMailAddress(mail), other_mails: JSON.stringify(otherMails.map(cleanMailAddress)) })
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow();
      refuseUnknown(numUpdatedRows);
    },

    async setStanding(transaction, { userId, name, groups, admin, language }) {
      const { numUpdatedRows } = await transaction
        .updateTable('account')
        .set({ name: cleanName(name), admin: admin ? 1 : 0, language })
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow();
      refuseUnknown(numUpdatedRows);
      await transaction.deleteFrom('account_group').where('user_id', '=', userId).execute();
      await join(transaction, { userId, groups: cleanGroups(groups) });
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

    async noteSignIn(transaction, { userId, at }) {
      await transaction.executeQuery(noteSignInQuery(dialect, [at, userId]));
    },
  };
}

async function join(
  transaction: Transaction<SignInSchema>,
  { userId, groups }: { readonly userId: string; readonly groups: readonly string[] },
): Promise<void> {
  if (groups.length > 0) {
    await transaction
      .insertInto('account_group')
      .values(groups.map((group) => ({ user_id: userId, group_name: group })))
      .execute();
  }
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
