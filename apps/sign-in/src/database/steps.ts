import { sql } from 'kysely';
import type { CreateTableBuilder, Kysely } from 'kysely';
import type { SignInSchema } from './schema.ts';

type Dialect = 'sqlite' | 'postgres';
type Step = (database: Kysely<SignInSchema>, dialect: Dialect) => Promise<void>;

/** One after another, never changed once released; a later version adds to the end. */
export const steps: readonly Step[] = [first, logoutNotices];

async function first(database: Kysely<SignInSchema>, dialect: Dialect): Promise<void> {
  const { schema } = database;
  const bytes = dialect === 'sqlite' ? sql`blob` : sql`bytea`;
  // Unix seconds, with fractions where the clock has them; both drivers answer it as a number (int8 comes as text from pg).
  const time = dialect === 'sqlite' ? sql`real` : sql`double precision`;

  await schema
    .createTable('account')
    .addColumn('user_id', 'text', (column) => column.primaryKey())
    .addColumn('user_name', 'text', (column) => column.notNull())
    .addColumn('canonical_name', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('mail', 'text', (column) => column.notNull())
    .addColumn('other_mails', 'text', (column) => column.notNull())
    .addColumn('admin', 'integer', (column) => column.notNull())
    .addColumn('frozen_at', time)
    .addColumn('frozen_reference', 'text')
    .addColumn('password_hash', 'text')
    .addColumn('password_length', 'integer')
    .addColumn('mfa_required_from', time)
    .addColumn('language', 'text')
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('last_sign_in_at', time)
    .$call(strict(dialect))
    .execute();
  await schema
    .createIndex('account_frozen')
    .on('account')
    .column('frozen_reference')
    .where(sql.ref('frozen_reference'), 'is not', null)
    .execute();

  await schema
    .createTable('account_group')
    .addColumn('user_id', 'text', (column) => column.notNull().references('account.user_id').onDelete('cascade'))
    .addColumn('group_name', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('account_group_key', ['user_id', 'group_name'])
    .$call(small(dialect))
    .execute();
  await schema.createIndex('account_group_name').on('account_group').columns(['group_name', 'user_id']).execute();

  await schema
    .createTable('mfa_requirement')
    .addColumn('scope', 'text', (column) => column.primaryKey())
    .addColumn('from_at', time, (column) => column.notNull())
    .$call(small(dialect))
    .execute();

  await schema
    .createTable('link')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('token_hash', bytes, (column) => column.notNull().unique())
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('expires_at', time, (column) => column.notNull())
    .addColumn('spent_at', time)
    .addColumn('parameters', 'text', (column) => column.notNull())
    .$call(strict(dialect))
    .execute();
  await schema.createIndex('link_user').on('link').columns(['user_id', 'kind']).execute();
  await schema.createIndex('link_expires').on('link').column('expires_at').execute();

  await schema
    .createTable('budget')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('level', time, (column) => column.notNull())
    .addColumn('at', time, (column) => column.notNull())
    .$call(small(dialect))
    .execute();
  await schema.createIndex('budget_at').on('budget').column('at').execute();

  await schema
    .createTable('attempt')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('cookie_hash', bytes, (column) => column.notNull())
    .addColumn('belongs_to', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_at', time, (column) => column.notNull())
    .addColumn('expires_at', time, (column) => column.notNull())
    .$call(strict(dialect))
    .execute();
  await schema.createIndex('attempt_cookie').on('attempt').column('cookie_hash').execute();
  await schema.createIndex('attempt_belongs_to').on('attempt').column('belongs_to').execute();
  await schema.createIndex('attempt_user').on('attempt').column('user_id').execute();
  await schema.createIndex('attempt_expires').on('attempt').column('expires_at').execute();

  await schema
    .createTable('oidc')
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('grant_id', 'text')
    .addColumn('user_code', 'text')
    .addColumn('uid', 'text')
    .addColumn('account_id', 'text')
    .addColumn('expires_at', time)
    .addColumn('consumed_at', time)
    .addPrimaryKeyConstraint('oidc_key', ['model', 'id'])
    .$call(strict(dialect))
    .execute();
  for (const column of ['grant_id', 'user_code', 'uid', 'account_id', 'expires_at'] as const) {
    // Most rows have none of the first four; a partial index costs them nothing when they are written.
    // oxlint-disable-next-line no-await-in-loop -- one connection
    await schema
      .createIndex(`oidc_${column}`)
      .on('oidc')
      .column(column)
      .where(sql.ref(column), 'is not', null)
      .execute();
  }

  await schema
    .createTable('setting')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .$call(small(dialect))
    .execute();
}

async function logoutNotices({ schema }: Kysely<SignInSchema>, dialect: Dialect): Promise<void> {
  const time = dialect === 'sqlite' ? sql`real` : sql`double precision`;
  await schema
    .createTable('logout_notice')
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('sid', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('at', time, (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('next_try_at', time, (column) => column.notNull())
    .addPrimaryKeyConstraint('logout_notice_key', ['client_id', 'sid'])
    .$call(small(dialect))
    .execute();
  await schema.createIndex('logout_notice_due').on('logout_notice').column('next_try_at').execute();
}

/** SQLite: a column keeps the type it was given. */
function strict(dialect: Dialect) {
  return <Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) =>
    dialect === 'sqlite' ? table.modifyEnd(sql`strict`) : table;
}

/** SQLite: short rows live in the tree of their key, which saves a second look-up and a second page to write. */
function small(dialect: Dialect) {
  return <Table extends string, Column extends string>(table: CreateTableBuilder<Table, Column>) =>
    dialect === 'sqlite' ? table.modifyEnd(sql`strict, without rowid`) : table;
}
