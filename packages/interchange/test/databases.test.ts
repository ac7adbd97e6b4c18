import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { InterchangeError } from '../src/index.ts';
import { decodeBase64 } from '../src/bytes.ts';
import { inflate } from '../src/inflate.ts';
import { limits } from '../src/limits.ts';
import { engineDeflatedBase64, engineSize } from '../src/sqlite/engine-bytes.ts';
import { sqlCipher3 } from './encrypted-samples.ts';
import { counted, readPlain, refusalOf, secretBase32, secretHex, summary, timed, unlock, usual } from './samples.ts';
import { zipOf } from './zip-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'halfminute-databases-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

/** A database by Node's own SQLite. */
function databaseOf(sql: string): Buffer {
  const path = join(folder, `${made++}.db`);
  const database = new DatabaseSync(path, { defensive: false });
  database.exec(`PRAGMA synchronous = OFF; ${sql}`);
  database.close();
  return readFileSync(path);
}

const googleColumns = 'email TEXT, secret TEXT, counter INTEGER, type INTEGER, issuer TEXT';
const google = (rows: string, columns = googleColumns): string =>
  `CREATE TABLE accounts (${columns}); INSERT INTO accounts VALUES ${rows};`;
const row = `('ada', '${secretBase32}', 0, 0, 'Alder')`;

describe('a database', () => {
  it('is read by the build of SQLite that npm names', async () => {
    const wasm = readFileSync(createRequire(import.meta.url).resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm'));
    const bytes = await inflate(decodeBase64(engineDeflatedBase64) ?? new Uint8Array(), engineSize);
    expect(wasm.equals(bytes ?? new Uint8Array())).toBe(true);
  });

  it('of Google Authenticator is read, with the issuer in the name where it has no place of its own', async () => {
    const rows = `${row}, ('Birch:kai', '${secretBase32}', 41, 1, NULL), ('eve', '', 0, 0, ''), ('eve', '${secretBase32}', 0, 9, '')`;
    const read = await readPlain(databaseOf(google(rows)));
    expect(read.program).toBe('Google Authenticator');
    expect(summary(read)).toEqual([
      usual,
      { ...counted, algorithm: 'SHA1', digits: 6 },
      'secret-missing',
      'unsupported-kind',
    ]);
  });

  it('of the first versions of Google Authenticator is read, which had no column for issuers', async () => {
    const rows = `('Alder:ada', '${secretBase32}', 0, 0), ('ada', '${secretBase32}', 0, 0)`;
    const read = await readPlain(databaseOf(google(rows, 'email TEXT, secret TEXT, counter INTEGER, type INTEGER')));
    expect(read.program).toBe('Google Authenticator');
    expect(summary(read)).toEqual([usual, { ...usual, issuer: '' }]);
  });

  it('of Google Authenticator says which of its entries are encrypted for the telephone', async () => {
    const rows = `('Alder:ada', 'not base32 at all', 0, 0, 'Alder', 1), ('ada', '${secretBase32}', 0, 0, 'Alder', 0)`;
    const read = await readPlain(databaseOf(google(rows, `${googleColumns}, isencrypted INTEGER`)));
    expect(summary(read)).toEqual(['encrypted-entry', usual]);
    expect(read.entries[0]).toMatchObject({ verdict: 'unsupported', account: { issuer: 'Alder', accountName: 'ada' } });
  });

  it('of Microsoft Authenticator is read: own accounts of Microsoft have 8 digits, those of a workplace no codes', async () => {
    const base64 = Buffer.from(secretHex, 'hex').toString('base64');
    const read = await readPlain(
      databaseOf(
        `CREATE TABLE accounts (name TEXT, username TEXT, oath_secret_key TEXT, account_type INTEGER);
        INSERT INTO accounts VALUES ('Alder', 'ada', '${secretBase32}', 0), ('Alder', 'ada', '${base64}', 1), ('Work', 'ada', '', 2);`,
      ),
    );
    expect(summary(read)).toEqual([usual, { ...usual, digits: 8 }, 'proprietary-push']);
  });

  it('of Microsoft Authenticator says which secrets never leave the phone', async () => {
    const base64 = Buffer.from(secretHex, 'hex').toString('base64');
    const read = await readPlain(
      databaseOf(
        `CREATE TABLE accounts (name TEXT, username TEXT, oath_secret_key TEXT, account_type INTEGER, encrypted_oath_secret_key TEXT);
        INSERT INTO accounts VALUES ('Alder', 'ada', '', 0, 'AAAA'), ('Alder', 'ada', NULL, 1, 'AAAA'), ('Alder', 'ada', '${base64}', 1, ''), ('Alder', 'ada', '', 0, '');`,
      ),
    );
    expect(summary(read)).toEqual(['encrypted-entry', 'encrypted-entry', { ...usual, digits: 8 }, 'secret-missing']);
  });

  it('of Authenticator Plus is read with its categories', async () => {
    const read = await readPlain(
      databaseOf(
        `CREATE TABLE accounts (email TEXT, secret TEXT, counter INTEGER, type INTEGER, issuer TEXT, original_name TEXT, category TEXT);
        INSERT INTO accounts VALUES ('ada', '${secretBase32}', 0, 0, 'Alder', 'Alder:ada', 'All Accounts'), ('ada', '${secretBase32}', 0, 0, NULL, 'Alder:ada', 'Work');`,
      ),
    );
    expect(summary(read)).toEqual([usual, usual]);
    expect(read.entries.map((entry) => entry.verdict === 'imported' && (entry.tags ?? []))).toEqual([[], ['Work']]);
  });

  it('of Stratum is read, also where its log is beside it', async () => {
    const read = await readPlain(
      databaseOf(
        `PRAGMA journal_mode = WAL; CREATE TABLE authenticator (type, issuer, username, secret, pin, algorithm, digits, period, counter);
        INSERT INTO authenticator VALUES (2, 'Alder', 'ada', '${secretBase32}', NULL, 2, 7, 20, 0), (1, 'Birch', 'kai', '${secretBase32}', NULL, 1, 8, 30, 41), (2, 'Alder', 'ada', '${secretBase32}', NULL, 7, 6, 30, 0);`,
      ),
    );
    expect(summary(read)).toEqual([timed, counted, 'unsupported-algorithm']);
  });

  it('of Stratum gives its accounts their categories and PINs', async () => {
    const read = await readPlain(
      databaseOf(
        `CREATE TABLE authenticator (type, issuer, username, secret, pin, algorithm, digits, period, counter);
        INSERT INTO authenticator VALUES (2, 'Alder', 'ada', '${secretBase32}', NULL, 0, 6, 30, 0), (3, 'Fence', 'ada', '9d8f175307845762', '0042', 0, 6, 30, 0);
        CREATE TABLE category (id, name, ranking); INSERT INTO category VALUES ('a8323a2a', 'Work', 0), ('b8323a2b', 'Home', 1);
        CREATE TABLE authenticatorcategory (categoryId, authenticatorSecret, ranking);
        INSERT INTO authenticatorcategory VALUES ('b8323a2b', '${secretBase32}', 0), ('a8323a2a', '${secretBase32}', 0), ('gone', '9d8f175307845762', 0);`,
      ),
    );
    expect(read.entries).toMatchObject([
      { verdict: 'imported', tags: ['Home', 'Work'] },
      { verdict: 'imported', account: { kind: 'motp', accountName: 'ada' }, warnings: [] },
    ]);
    expect(read.entries[1]).not.toHaveProperty('tags');
  });

  it('that SQLCipher 3 encrypted opens with its password alone, in an archive too', async () => {
    const sealed = Buffer.from(sqlCipher3, 'base64');
    const accounts = [
      usual,
      { ...counted, algorithm: 'SHA1', digits: 6 },
      { ...usual, issuer: 'Battle.net', accountName: 'US-1', digits: 8 },
    ];
    const read = await unlock(sealed, 'pässword');
    expect(read.outcome === 'ready' && [read.program, ...summary(read)]).toEqual(['Authenticator Plus', ...accounts]);
    expect(await unlock(sealed, 'password')).toEqual({ outcome: 'wrong-password', mayBeDamaged: true });
    const zipped = await unlock(zipOf([{ name: 'authplus.db', content: sealed }]), 'pässword');
    expect(zipped.outcome === 'ready' && summary(zipped)).toEqual(accounts);
  });

  it('that SQLCipher 3 encrypted is refused where a page was changed, moved or lost', async () => {
    const sealed = Buffer.from(sqlCipher3, 'base64');
    const changed = Buffer.from(sealed);
    changed[1500] = 1 ^ (changed[1500] ?? 0);
    await expect(unlock(changed, 'pässword')).rejects.toThrow('The password is right');
    const twice = Buffer.concat([sealed.subarray(0, 1024), sealed.subarray(1024), sealed.subarray(1024)]);
    await expect(unlock(twice, 'pässword')).rejects.toThrow('The password is right');
    await expect(unlock(sealed.subarray(0, 1024), 'pässword')).rejects.toThrow(InterchangeError);
  });
});

/** A database of which some bytes are others. */
function patched(sql: string, patch: (bytes: Buffer) => void): Buffer {
  const bytes = databaseOf(sql);
  patch(bytes);
  return bytes;
}

const hostile: readonly (readonly [name: string, bytes: () => Buffer, code: string])[] = [
  [
    'has a view in place of its table',
    () =>
      databaseOf(
        `CREATE VIEW accounts AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x email, x secret, 0 counter, 0 type, x issuer FROM n`,
      ),
    'unsupported-file',
  ],
  [
    'calls a view a table',
    () =>
      databaseOf(
        `CREATE VIEW accounts AS SELECT 1 email, 2 secret, 0 counter, 0 type, 1 issuer; PRAGMA writable_schema = ON; UPDATE sqlite_schema SET type = 'table'`,
      ),
    'damaged',
  ],
  [
    'has a virtual table',
    () => databaseOf(`CREATE VIRTUAL TABLE accounts USING fts5(email, secret, counter, type, issuer)`),
    'unsupported-file',
  ],
  [
    'works its secrets out',
    () =>
      databaseOf(
        `CREATE TABLE accounts (email, counter, type, issuer, secret AS (hex(zeroblob(100000000)))); INSERT INTO accounts VALUES ('ada', 0, 0, 'Alder')`,
      ),
    'unsupported-file',
  ],
  ['has none of the tables', () => databaseOf('CREATE TABLE other (x)'), 'unsupported-file'],
  [
    'has too many rows',
    () =>
      databaseOf(
        `CREATE TABLE accounts (${googleColumns}); WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT ${limits.entries + 1}) INSERT INTO accounts SELECT 'ada', 'A', 0, 0, '' FROM n`,
      ),
    'too-many-entries',
  ],
  ['has a row larger than any', () => databaseOf(google(`('ada', '${'A'.repeat(100_000)}', 0, 0, '')`)), 'damaged'],
  [
    'has too many tables',
    () => databaseOf(`BEGIN; ${Array.from({ length: 1001 }, (_, at) => `CREATE TABLE t${at} (x);`).join('')} COMMIT;`),
    'too-many-entries',
  ],
  [
    'has a hundred thousand tables, with which SQLite alone is busy for minutes',
    () =>
      databaseOf(`CREATE TABLE a (x); PRAGMA writable_schema = ON; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)
        INSERT INTO sqlite_schema SELECT 'table', 't' || i, 't' || i, 2, 'CREATE TABLE t' || i || ' (x)' FROM n`),
    'damaged',
  ],
  [
    'has too many columns',
    () =>
      databaseOf(
        `CREATE TABLE accounts (${googleColumns}, ${Array.from({ length: 300 }, (_, at) => `c${at}`).join(', ')})`,
      ),
    'damaged',
  ],
  ['is its first page alone', () => databaseOf(google(row)).subarray(0, 4096), 'damaged'],
  ['is its mark alone', () => Buffer.from('SQLite format 3\0'), 'damaged'],
  ['has pages of no size', () => patched(google(row), (bytes) => bytes.writeUInt16BE(3, 16)), 'damaged'],
  [
    'has a page that is its own child',
    () =>
      patched(google(row), (bytes) => {
        // Page 2, an inner page of a table whose two children are itself.
        bytes.fill(0, 4096, 8192);
        bytes.set([5, 0, 0, 0, 1, 0x0f, 0xf0, 0, 0, 0, 0, 2, 0x0f, 0xf0], 4096);
        bytes.set([0, 0, 0, 2, 1], 4096 + 0xff0);
      }),
    'damaged',
  ],
  [
    'counts more cells than a page holds',
    () => patched(google(row), (bytes) => bytes.writeUInt16BE(0xffff, 4096 + 3)),
    'damaged',
  ],
];

describe('a hostile database', () => {
  it.each(hostile)('that %s is refused', async (_, bytes, code) => {
    expect(await refusalOf(bytes())).toBe(code);
  });

  it('costs no other: each is met by a new machine', async () => {
    const good = databaseOf(google(row));
    await Promise.all(hostile.slice(0, 4).map(async ([, bytes]) => refusalOf(bytes())));
    expect(summary(await readPlain(good))).toEqual([usual]);
  });

  it('with NUL in its texts keeps what it can, and each entry has a verdict', async () => {
    const read = await readPlain(
      databaseOf(
        google(`(char(97, 0, 98), '${secretBase32}' || char(0), 0, 0, 'Alder'), (x'00', x'00', x'00', x'00', x'00')`),
      ),
    );
    expect(summary(read)).toEqual([{ ...usual, accountName: 'a b' }, 'unsupported-kind']);
  });

  it('of which any one byte is another is read or refused', async () => {
    const good = databaseOf(google(row));
    for (let at = 16; at < good.length; at += at < 120 || at % 4096 < 40 ? 3 : 211) {
      const bytes = Buffer.from(good);
      bytes[at] = 0xff ^ (bytes[at] ?? 0);
      await refusalOf(bytes);
    }
  });
});
