import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { MfaSqlError, openPostgres, openSqlite, type MfaSchema, type SqliteOptions } from '@halfminute/mfa-sql';
import { CompiledQuery, sql } from 'kysely';
import { startPostgres } from '../../../tools/postgres.ts';
import { canRun } from '../../../tools/requirements.ts';
import { context, enrol } from './enrolled.ts';
import { openStore } from './open-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfminute-durability-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) {
    await close();
  }
});

let files = 0;
function freshFile(): string {
  return join(folder, `${++files}.sqlite`);
}

describe('a database of SQLite', () => {
  it('S18 writes each commit through to the disk, with a journal that two processes can share', async () => {
    const database = openSqlite<MfaSchema>({ path: freshFile() });
    closing.push(() => database.close());
    const pragma = async (name: string) => {
      const { rows } = await database.kysely.executeQuery(CompiledQuery.raw(`pragma ${name}`));
      return Object.values(rows[0] ?? {})[0];
    };
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('foreign_keys')).toBe(1);
  });

  it.each(['NORMAL', 'OFF', 'full', '2', ''])('S18 is not opened with synchronous=%s', (synchronous) => {
    const path = freshFile();
    const options = { path, synchronous } as SqliteOptions; // as: from somebody's configuration
    expect(() => openSqlite(options)).toThrow(expect.objectContaining({ code: 'not-durable' }));
    expect(() => statSync(path)).toThrow('ENOENT');
  });

  it('S18 may be opened with EXTRA, which is more', async () => {
    const database = openSqlite<MfaSchema>({ path: freshFile(), synchronous: 'EXTRA' });
    closing.push(() => database.close());
    const { rows } = await sql`pragma synchronous`.execute(database.kysely);
    expect(Object.values(rows[0] ?? {})).toEqual([3]);
  });

  it('is a file, with its journal, that nobody else can read', async () => {
    const path = freshFile();
    writeFileSync(path, '');
    chmodSync(path, 0o644);
    const { database } = await openStore(path);
    closing.push(() => database.close());
    for (const name of [path, `${path}-wal`, `${path}-shm`]) {
      expect((statSync(name).mode & 0o777).toString(8)).toBe('600');
    }
  });

  it('S13 that is no database fails at once', () => {
    const path = freshFile();
    writeFileSync(path, 'not a database, but long enough to be taken for one'.repeat(100));
    expect(() => openSqlite({ path })).toThrow();
  });

  it('S13 that is gone accepts no code', async () => {
    const { database, store } = await openStore(freshFile());
    const account = await enrol(store);
    await database.close();
    const attempt = { userId: 'ada', typed: account.code(), factor: 'code', purpose: 'sign-in', context } as const;
    await expect(account.mfa.verify(attempt)).rejects.toThrow();
  });

  it('S13 whose tables lock up accepts no code, and nothing was spent', async () => {
    const { database, store } = await openStore(freshFile());
    closing.push(() => database.close());
    const account = await enrol(store);
    await sql`create trigger full before insert on audit_entry begin select raise(abort, 'full'); end`.execute(
      database.kysely,
    );
    const attempt = { userId: 'ada', typed: account.code(), factor: 'code', purpose: 'sign-in', context } as const;
    await expect(account.mfa.verify(attempt)).rejects.toThrow('full');
    await sql`drop trigger full`.execute(database.kysely);
    expect(await account.mfa.verify(attempt)).toMatchObject({ result: 'accepted' });
  });
});

describe.runIf(canRun('durability on PostgreSQL', 'postgres'))('a database of PostgreSQL', () => {
  it('S13 that is down accepts no code', { timeout: 60_000 }, async () => {
    const server = await startPostgres();
    const { database, store } = await openStore(server.connectionString);
    closing.push(() => database.close());
    const account = await enrol(store);
    const attempt = { userId: 'ada', typed: account.code(), factor: 'code', purpose: 'sign-in', context } as const;
    await server.stop();
    await expect(account.mfa.verify(attempt)).rejects.toThrow();
    await expect(database.transaction((transaction) => sql`select 1`.execute(transaction))).rejects.toThrow();
  });

  it.each(['synchronous_commit', 'fsync'])('S18 is refused with %s off', { timeout: 60_000 }, async (setting) => {
    const server = await startPostgres();
    closing.push(() => server.stop());
    const admin = openPostgres<MfaSchema>({ connectionString: server.connectionString });
    await sql.raw(`alter system set ${setting} = off`).execute(admin.kysely);
    await sql`select pg_reload_conf()`.execute(admin.kysely);
    await admin.close();
    // The server's processes take the new settings one after another; a fresh connection asks it to be sure.
    const database = openPostgres<MfaSchema>({ connectionString: server.connectionString });
    closing.push(() => database.close());
    await expect
      .poll(() => sql`select 1`.execute(database.kysely).then(String, (error: unknown) => error))
      .toSatisfy((error) => error instanceof MfaSqlError && error.code === 'not-durable');
    await expect(database.transaction((transaction) => sql`select 1`.execute(transaction))).rejects.toThrow(setting);
  });

  it('S13 whose connections were all cut is there again for the next call', { timeout: 60_000 }, async () => {
    const server = await startPostgres();
    closing.push(() => server.stop());
    const { database, store } = await openStore(server.connectionString);
    closing.push(() => database.close());
    const account = await enrol(store);
    const admin = openPostgres<MfaSchema>({ connectionString: server.connectionString });
    closing.push(() => admin.close());
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()`.execute(
      admin.kysely,
    );
    const attempt = { userId: 'ada', typed: account.code(), factor: 'code', purpose: 'sign-in', context } as const;
    // A connection that does not know yet that it was cut is one more refusal, never an acceptance.
    await expect.poll(() => account.mfa.verify(attempt).then(({ result }) => result, String)).toBe('accepted');
    expect(await account.mfa.verify(attempt)).toMatchObject({ result: 'replayed' });
  });
});
