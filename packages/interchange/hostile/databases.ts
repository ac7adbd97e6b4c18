import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { megabyte, secret } from './hostile-file.ts';
import type { HostileFile } from './hostile-file.ts';
import { keePassFileOf } from './keepass-file.ts';

/** Google Authenticator's, by Node's own SQLite. */
export function databaseOf(sql = ''): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-hostile-database-'));
  try {
    const path = join(folder, 'database');
    const database = new DatabaseSync(path, { defensive: false });
    database.exec(`CREATE TABLE accounts (email TEXT, secret TEXT, counter INTEGER, type INTEGER, issuer TEXT);
      INSERT INTO accounts VALUES ('ada', '${secret}', 0, 0, 'Alder'); ${sql}`);
    database.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** https://sqlite.org/fileformat2.html: pages, big-endian, in the header. */
const pageCountAt = 28;
const pageBytes = 4096;

function patched(patch: (bytes: Buffer) => void): Buffer {
  const bytes = databaseOf();
  patch(bytes);
  return bytes;
}

/** Page 2, which is the table, as an inner page whose two children are itself. */
function ownChild(bytes: Buffer): void {
  bytes.fill(0, pageBytes, 2 * pageBytes);
  bytes.set([5, 0, 0, 0, 1, 0x0f, 0xf0, 0, 0, 0, 0, 2, 0x0f, 0xf0], pageBytes);
  bytes.set([0, 0, 0, 2, 1], pageBytes + 0xff0);
}

const manyTables = `PRAGMA writable_schema = ON; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)
  INSERT INTO sqlite_schema SELECT 'table', 't' || i, 't' || i, 2, 'CREATE TABLE t' || i || ' (x)' FROM n`;

const endlessView =
  'CREATE VIEW more AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n';

const inside = (xml: string): Buffer => keePassFileOf(Buffer.from(`<KeePassFile><Root>${xml}`));

/** Databases of SQLite, and what lies encrypted in those of KeePass. */
export const databases: readonly HostileFile[] = [
  {
    name: 'SQLite that claims 16 TiB of pages',
    bytes: () => patched((bytes) => bytes.writeUInt32BE(0xfffffffe, pageCountAt)),
    expected: 'refused',
  },
  { name: 'SQLite with a page that is its own child', bytes: () => patched(ownChild), expected: 'refused' },
  { name: 'SQLite with a view that never ends', bytes: () => databaseOf(endlessView), expected: 'refused' },
  { name: 'SQLite with a hundred thousand tables', bytes: () => databaseOf(manyTables), expected: 'refused' },
  {
    name: 'SQLite with a million rows',
    bytes: () =>
      databaseOf(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000)
        INSERT INTO accounts SELECT 'a', 'A', 0, 0, '' FROM n`),
    expected: 'refused',
  },
  {
    name: 'KeePass: a gzip bomb inside',
    bytes: () => keePassFileOf(Buffer.alloc(400 * megabyte, ' ')),
    expected: 'refused',
  },
  {
    name: 'KeePass: a gzip bomb that hides its size',
    bytes: () => keePassFileOf(Buffer.alloc(400 * megabyte, ' '), { statedSize: 1000 }),
    expected: 'refused',
  },
  {
    name: 'KeePass: 45 MB of text inside',
    bytes: () => inside(`<Entry><String><Key>otp</Key><Value>${'A'.repeat(45 * megabyte)}`),
    expected: 'refused',
  },
  { name: 'KeePass: XML six million deep', bytes: () => inside('<Group>'.repeat(6 * megabyte)), expected: 'refused' },
  {
    name: 'KeePass: six million entries in 190 groups',
    bytes: () => inside('<Group>'.repeat(190) + '<Entry/>'.repeat(6 * megabyte)),
    expected: 'refused',
  },
  {
    name: 'KeePass: forty million tags',
    bytes: () =>
      inside(
        `<Group><Entry><Tags>${';'.repeat(40 * megabyte)}</Tags><String><Key>otp</Key><Value>${secret}</Value></String></Entry></Group></Root></KeePassFile>`,
      ),
    expected: { imported: 1 },
  },
  {
    name: 'KeePass: forty million fields of KeeOTP',
    bytes: () =>
      inside(
        `<Group><Entry><String><Key>otp</Key><Value>key=${secret}${'&'.repeat(40 * megabyte)}</Value></String></Entry></Group></Root></KeePassFile>`,
      ),
    expected: { imported: 1 },
  },
];
