import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { migrateSignIn } from '../../src/database/migrations.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { onEachDatabase } from './each-database.ts';

onEachDatabase('migrations', (databases, dialect) => {
  it('make every table, and leave them alone the next time', async () => {
    const database = await databases.open();
    await database.kysely.insertInto('setting').values({ name: 'kept', value: '1' }).execute();
    await migrateSignIn(database);
    expect(await database.kysely.selectFrom('setting').selectAll().execute()).toEqual([{ name: 'kept', value: '1' }]);
    expect(await tableNames(database, dialect)).toEqual(
      expect.arrayContaining([
        'account',
        'account_group',
        'attempt',
        'budget',
        'link',
        'logout_notice',
        'mfa_requirement',
        'oidc',
        'outbox',
        'setting',
      ]),
    );
  });

  it('may be begun by several nodes at once', async () => {
    const address = await databases.fresh();
    const nodes = await Promise.all(Array.from({ length: 4 }, () => openDatabase({ database: address })));
    try {
      await Promise.all(nodes.map(migrateSignIn));
      const steps = await Promise.all(
        nodes.map((node) => sql<{ step: number }>`select step from sign_in_migration`.execute(node.kysely)),
      );
      expect(steps.map(({ rows }) => rows)).toEqual(nodes.map(() => [{ step: 1 }, { step: 2 }]));
    } finally {
      await Promise.all(nodes.map((node) => node.close()));
    }
  });

  it('refuse what a later version made', async () => {
    const database = await databases.open();
    await sql`insert into sign_in_migration (step) values (3), (4)`.execute(database.kysely);
    await expect(migrateSignIn(database)).rejects.toThrow('later version');
  });

  it('let neither two accounts of one name nor two links of one token in', async () => {
    const { kysely } = await databases.open();
    const account = {
      user_id: 'a',
      user_name: 'Ada',
      canonical_name: 'ada',
      name: 'Ada',
      mail: 'ada@example.org',
      other_mails: '[]',
      admin: 0,
      created_at: 1,
    };
    await kysely.insertInto('account').values(account).execute();
    await expect(
      kysely
        .insertInto('account')
        .values({ ...account, user_id: 'b' })
        .execute(),
    ).rejects.toThrow(/unique/i);
    const link = {
      id: 'a',
      kind: 'enrol',
      user_id: 'a',
      token_hash: new Uint8Array(32),
      created_at: 1,
      expires_at: 2,
      parameters: '{}',
    };
    await kysely.insertInto('link').values(link).execute();
    await expect(
      kysely
        .insertInto('link')
        .values({ ...link, id: 'b' })
        .execute(),
    ).rejects.toThrow(/unique/i);
  });

  it('make an index for everything that is looked up while somebody waits', async () => {
    const { kysely } = await databases.open();
    const { rows } =
      dialect === 'sqlite'
        ? await sql<{ text: string }>`select name as text from sqlite_master where type = 'index'`.execute(kysely)
        : await sql<{ text: string }>`select indexname as text from pg_indexes where schemaname = 'public'`.execute(
            kysely,
          );
    expect(rows.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'account_group_name',
        'attempt_belongs_to',
        'attempt_cookie',
        'attempt_expires',
        'link_expires',
        'link_user',
        'logout_notice_due',
        'oidc_account_id',
        'oidc_expires_at',
        'oidc_grant_id',
        'oidc_uid',
        'oidc_user_code',
      ]),
    );
  });
});

async function tableNames(
  database: Awaited<ReturnType<typeof openDatabase>>,
  dialect: 'sqlite' | 'postgres',
): Promise<readonly string[]> {
  const { rows } =
    dialect === 'sqlite'
      ? await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(database.kysely)
      : await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(
          database.kysely,
        );
  return rows.map(({ name }) => name);
}
