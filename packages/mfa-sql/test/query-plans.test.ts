import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { createAuditLog, createSqlMfaStore, migrateMfa, type MfaSchema, type SqlDatabase } from '@halfminute/mfa-sql';
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { createPool } from '../src/postgres/pool.ts';
import { createSqliteDialect } from '../src/sqlite/sqlite-dialect.ts';
import { databaseKinds } from './databases.ts';
import { context, enrol } from './enrolled.ts';

interface Recording {
  readonly database: SqlDatabase<MfaSchema>;
  /** Every statement since the last call, each text once. */
  taken(): readonly CompiledQuery[];
}

/** A database as openSqlite and openPostgres make it, that notes what it is asked. */
function record(place: string): Recording {
  const statements = new Map<string, CompiledQuery>();
  const dialect = place.startsWith('postgres:') ? 'postgres' : 'sqlite';
  const kysely = new Kysely<MfaSchema>({
    dialect:
      dialect === 'postgres'
        ? new PostgresDialect({ pool: () => createPool({ connectionString: place, poolSize: 1 }) })
        : createSqliteDialect(new DatabaseSync(place)),
    log: ({ level, query }) => {
      if (level === 'query') {
        statements.set(query.sql, query);
      }
    },
  });
  return {
    database: {
      kysely,
      dialect,
      transaction: (work) => kysely.transaction().execute(work),
      close: () => kysely.destroy(),
    },
    taken: () => {
      const all = [...statements.values()].filter(({ sql }) => /^\s*(select|insert|update|delete|with)/i.test(sql));
      statements.clear();
      return all;
    },
  };
}

const opened: SqlDatabase<MfaSchema>[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});

/** The lines of the plan that read a whole table. */
async function scansOf({ kysely, dialect }: SqlDatabase<MfaSchema>, query: CompiledQuery): Promise<readonly string[]> {
  const explain = dialect === 'sqlite' ? 'explain query plan' : 'explain';
  const { rows } = await kysely.executeQuery<Record<string, unknown>>(
    CompiledQuery.raw(`${explain} ${query.sql}`, [...query.parameters]),
  );
  return rows
    .map((row) => String(row['detail'] ?? row['QUERY PLAN']))
    .filter((line) => /\bSCAN\b(?! CONSTANT| \d+-ROW VALUES)|Seq Scan/.test(line));
}

for (const kind of databaseKinds('plans of statements')) {
  describe(`on ${kind.name}`, () => {
    it('no statement of a sign-in or of an enrolment reads a whole table, so that a million accounts cost no more than one', async () => {
      const { database, taken } = record(await kind.place());
      opened.push(database);
      await migrateMfa(database);
      if (database.dialect === 'postgres') {
        // Small tables are read as a whole for being small; forbidden that, it shows whether there is another way.
        await database.kysely.executeQuery(CompiledQuery.raw('set enable_seqscan = off'));
      }
      taken();

      const audit = createAuditLog({ database, node: 'one' });
      const store = createSqlMfaStore({ database, audit });
      const { mfa, host, code } = await enrol(store);
      const act = { userId: 'ada', context };
      const verify = (typed: string, factor: 'code' | 'recovery') =>
        mfa.verify({ ...act, typed, factor, purpose: 'sign-in' });
      const [recoveryCode = ''] = await mfa.issueRecoveryCodes(act);
      const device = await mfa.rememberDevice({ ...act, name: 'Firefox', days: 30 });
      expect((await verify(code(), 'code')).result).toBe('accepted');
      expect((await verify(code(), 'code')).result).toBe('replayed');
      host.now += 90;
      expect((await mfa.useDevice({ ...act, cookie: device?.cookie ?? '' })).result).toBe('recognised');
      expect((await verify(recoveryCode, 'recovery')).result).toBe('accepted');
      await mfa.begin({ ...act, attemptId: 'b', startAgain: false, presented: 'nothing' });
      await store.usersSealedWithOtherKeys('key-2', 10);
      await audit.entries({ userId: 'ada', limit: 10 });
      await audit.entries({ since: 1, limit: 10 });
      await mfa.reset({ ...act, reason: 'lost phone' });

      const statements = taken();
      expect(statements.length).toBeGreaterThan(20);
      for (const statement of statements) {
        expect([statement.sql, await scansOf(database, statement)]).toEqual([statement.sql, []]);
      }
    });

    it('the worker finds what is to be sent without going through what was sent', async () => {
      const { database, taken } = record(await kind.place());
      opened.push(database);
      await migrateMfa(database);
      if (database.dialect === 'postgres') {
        await database.kysely.executeQuery(CompiledQuery.raw('set enable_seqscan = off'));
      }
      taken();
      const waiting = database.kysely.selectFrom('outbox').select('id').where('sent_at', 'is', null);
      await waiting.where('next_try_at', '<=', 100).orderBy('next_try_at').limit(10).execute();
      await waiting.where('user_id', '=', 'ada').execute();
      for (const statement of taken()) {
        expect([statement.sql, await scansOf(database, statement)]).toEqual([statement.sql, []]);
      }
    });

    it('a statement that does read a whole table would be seen', async () => {
      const { database } = record(await kind.place());
      opened.push(database);
      await migrateMfa(database);
      const wide = database.kysely.selectFrom('mfa_device').select('id').where('name', '=', 'Firefox').compile();
      expect(await scansOf(database, wide)).toHaveLength(1);
    });
  });
}
