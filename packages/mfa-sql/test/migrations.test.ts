import { afterEach, describe, expect, it } from 'vitest';
import { migrateMfa, type MfaSchema, type SqlDatabase } from '@halfminute/mfa-sql';
import { sql } from 'kysely';
import { migrate, type Migration } from '../src/migrations/migrate.ts';
import { databaseKinds } from './databases.ts';
import { openPlace } from './open-store.ts';

const opened: SqlDatabase<MfaSchema>[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});

function open(place: string): SqlDatabase<MfaSchema> {
  const database = openPlace(place);
  opened.push(database);
  return database;
}

for (const kind of databaseKinds('migrations')) {
  describe(`the tables on ${kind.name}`, () => {
    it('are made once, however many nodes start at the same time, and however often', async () => {
      const place = await kind.place();
      const nodes = Array.from({ length: 6 }, () => open(place));
      await Promise.all(nodes.map((node) => migrateMfa(node)));
      const [first] = nodes;
      await first?.kysely.selectFrom('mfa_user').select('user_id').execute();
      await Promise.all(nodes.map((node) => migrateMfa(node)));
    });

    it('go forward by the steps that are not done yet, and not at all where one fails', async () => {
      const database = open(await kind.place());
      const done: string[] = [];
      const makes =
        (table: string): Migration =>
        async (transaction) => {
          await transaction.schema.createTable(table).addColumn('id', 'integer').execute();
          done.push(table);
        };
      const tables = async () => {
        const all = await database.kysely.introspection.getTables();
        return all.map(({ name }) => name).filter((name) => name !== 'mfa_sql_version');
      };
      await migrate(database, { name: 'mine', steps: [makes('a')] });
      const failing: Migration = () => Promise.reject(new Error('the disk is full'));
      await expect(migrate(database, { name: 'mine', steps: [makes('a'), makes('b'), failing] })).rejects.toThrow(
        'disk',
      );
      expect(await tables()).toEqual(['a']);
      await migrate(database, { name: 'mine', steps: [makes('a'), makes('b'), makes('c')] });
      expect((await tables()).toSorted()).toEqual(['a', 'b', 'c']);
      expect(done).toEqual(['a', 'b', 'b', 'c']);
      // Tables of another name have steps of their own.
      await migrate(database, { name: 'yours', steps: [makes('d')] });
      expect(await tables()).toContain('d');
    });

    it('of a later version are refused by name, and left as they are', async () => {
      const database = open(await kind.place());
      await migrateMfa(database);
      await sql`update mfa_sql_version set version = 99`.execute(database.kysely);
      await expect(migrateMfa(database)).rejects.toThrow(
        expect.objectContaining({ code: 'newer-schema', message: expect.stringContaining('at version 99') }),
      );
      const { rows } = await sql`select name, version from mfa_sql_version`.execute(database.kysely);
      expect(rows.map((row) => Object.assign({}, row))).toEqual([{ name: 'mfa', version: 99 }]);
    });
  });
}
