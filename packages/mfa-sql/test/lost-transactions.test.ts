import { afterEach, describe, expect, it } from 'vitest';
import { sql, type Transaction } from 'kysely';
import { MfaSqlError, type MfaSchema, type SqlDatabase } from '@halfminute/mfa-sql';
import { emptyRecord } from '@halfminute/mfa';
import { databaseKinds } from './databases.ts';
import { context } from './enrolled.ts';
import { openPlace, openStore } from './open-store.ts';

const opened: SqlDatabase<MfaSchema>[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});

async function failuresOf(transaction: Transaction<MfaSchema>, userId: string): Promise<number> {
  const row = await transaction
    .selectFrom('mfa_user')
    .select('consecutive_failures')
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return row.consecutive_failures;
}

async function count(transaction: Transaction<MfaSchema>, userId: string, failures: number): Promise<void> {
  await transaction
    .updateTable('mfa_user')
    .set({ consecutive_failures: failures })
    .where('user_id', '=', userId)
    .execute();
}

for (const kind of databaseKinds('transactions that lose')) {
  const place = async () => {
    const where = await kind.place();
    const here = await openStore(where);
    opened.push(here.database);
    for (const userId of ['ada', 'bea']) {
      await here.store.replace({ before: emptyRecord(userId), after: emptyRecord(userId), events: [], notices: [] });
    }
    return { ...here, where };
  };

  describe(`a transaction on ${kind.name}`, () => {
    it('that reads and then writes loses no count, however many do so', async () => {
      const { database, where } = await place();
      const other = openPlace(where);
      opened.push(other);
      await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          (index % 2 === 0 ? database : other).transaction(async (transaction) => {
            if (kind.name === 'PostgreSQL') {
              // What a distributed database does always.
              await sql`set transaction isolation level serializable`.execute(transaction);
            }
            await count(transaction, 'ada', (await failuresOf(transaction, 'ada')) + 1);
          }),
        ),
      );
      expect(await database.transaction((transaction) => failuresOf(transaction, 'ada'))).toBe(30);
    });

    it('that finds the record replaced runs again, 60 times and no more', async () => {
      const { database } = await place();
      let runs = 0;
      const conflict = new MfaSqlError('conflict', 'somebody else');
      const failing = database.transaction(() => {
        runs++;
        return Promise.reject(conflict);
      });
      await expect(failing).rejects.toBe(conflict);
      expect(runs).toBe(60);
    });

    it('that fails otherwise is not tried again', async () => {
      const { database } = await place();
      let runs = 0;
      const failing = database.transaction((transaction) => {
        runs++;
        return sql`select * from no_such_table`.execute(transaction);
      });
      await expect(failing).rejects.toThrow('no_such_table');
      expect(runs).toBe(1);
    });
  });

  if (kind.name === 'SQLite') {
    continue;
  }
  describe('on PostgreSQL', () => {
    it('of two serializable transactions that read what the other wrote one is told 40001, and runs again', async () => {
      const { database } = await place();
      const bothHaveRead = meetingOfTwo();
      const runs: string[] = [];
      const copy = (from: string, to: string) =>
        database.transaction(async (transaction) => {
          runs.push(to);
          await sql`set transaction isolation level serializable`.execute(transaction);
          const failures = await failuresOf(transaction, from);
          await bothHaveRead();
          await count(transaction, to, failures + 1);
        });
      await Promise.all([copy('ada', 'bea'), copy('bea', 'ada')]);
      // One after another: the second saw what the first had written.
      const after = await Promise.all(
        ['ada', 'bea'].map((userId) => database.transaction((transaction) => failuresOf(transaction, userId))),
      );
      expect(after.toSorted((one, other) => one - other)).toEqual([1, 2]);
      expect(runs).toHaveLength(3);
    });

    it('of two transactions that wait for each other one is told 40P01, and runs again', async () => {
      const { database } = await place();
      const bothHaveOne = meetingOfTwo();
      let runs = 0;
      const countBoth = (first: string, second: string) =>
        database.transaction(async (transaction) => {
          runs++;
          await sql`set local deadlock_timeout = '10ms'`.execute(transaction);
          await sql`update mfa_user set consecutive_failures = consecutive_failures + 1 where user_id = ${first}`.execute(
            transaction,
          );
          await bothHaveOne();
          await sql`update mfa_user set consecutive_failures = consecutive_failures + 1 where user_id = ${second}`.execute(
            transaction,
          );
        });
      await Promise.all([countBoth('ada', 'bea'), countBoth('bea', 'ada')]);
      expect(runs).toBe(3);
      expect(await database.transaction((transaction) => failuresOf(transaction, 'ada'))).toBe(2);
    });

    it('a replacement that is told 40001 is made all the same', async () => {
      const { database, where } = await place();
      // As strict as can be, as in a database that knows nothing less.
      await sql`do $$ begin
        execute format('alter database %I set default_transaction_isolation = serializable', current_database());
      end $$`.execute(database.kysely);
      const nodes = await Promise.all(['two', 'three', 'four'].map((node) => openStore(where, node)));
      opened.push(...nodes.map((node) => node.database));
      const level = await sql`show transaction_isolation`.execute(nodes[0]?.database.kysely ?? database.kysely);
      expect(level.rows).toEqual([{ transaction_isolation: 'serializable' }]);
      const answers = await Promise.all(
        Array.from({ length: 45 }, (_, index) => {
          const userId = `user-${index}`;
          const event = { kind: 'code-wrong', userId, at: 1, context, detail: {} } as const;
          const change = { before: emptyRecord(userId), after: emptyRecord(userId), events: [event], notices: [] };
          return nodes[index % nodes.length]?.store.replace(change);
        }),
      );
      expect(new Set(answers)).toEqual(new Set(['replaced']));
      expect(await nodes[0]?.audit.verify()).toMatchObject({ result: 'unbroken', entries: 45 });
    });
  });
}

/** Resolves for both callers when both have come; for whoever comes later at once. */
function meetingOfTwo(): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    come++;
    if (come === 2) {
      resolve();
    }
    return promise;
  };
}
