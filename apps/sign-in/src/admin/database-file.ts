import { constants } from 'node:fs';
import { access, open, realpath, rename, unlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SignInConfig } from '../config/config.ts';
import { databasePlace } from '../config/database-place.ts';
import { Refusal } from './refusal.ts';

/** The file of the database, where it is one. Null for PostgreSQL. Throws Refusal where there is nothing to copy. */
export function sqliteFile({ database }: Pick<SignInConfig, 'database'>): string | null {
  const place = databasePlace(database);
  if (place.kind === 'sqlite' && place.inMemory) {
    throw new Refusal(
      'in-memory',
      'The database is in memory. There is nothing to back up, and nothing to restore into.',
    );
  }
  return place.kind === 'sqlite' ? place.path : null;
}

/** Whether both names, over whatever links, are one file. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((file) => realpath(file).catch(() => resolve(file))));
  return first === second;
}

/** For PostgreSQL's own programs, as it stands in `--dbname`. The password stays out: it comes from PGPASSWORD or ~/.pgpass. */
export function withoutPassword({ database }: Pick<SignInConfig, 'database'>): string {
  const url = URL.parse(database);
  if (url === null) {
    return 'DATABASE';
  }
  url.password = '';
  // pg takes it from there as well.
  url.searchParams.delete('password');
  return url.href;
}

export async function isThere(file: string): Promise<boolean> {
  return access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/** Whether a file is a whole database of this service, by what SQLite itself finds in it. A sentence where it is not. */
export function problemOf(file: string): string | null {
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(file, { readOnly: true });
  } catch {
    return 'it cannot be opened';
  }
  try {
    const [check] = Object.values(database.prepare('pragma integrity_check').get() ?? {});
    if (check !== 'ok') {
      return 'SQLite finds it damaged';
    }
    const tables = new Set(
      database
        .prepare("select name from sqlite_schema where type = 'table'")
        .all()
        .map(({ name }) => name),
    );
    return ['account', 'mfa_user', 'audit_entry'].every((name) => tables.has(name))
      ? null
      : 'it is no database of this service';
  } catch {
    return 'it is no database';
  } finally {
    database.close();
  }
}

/** Puts a file that was written beside it in the place of `file`: whole and on the disk, or not at all. */
export async function putInPlace(beside: string, file: string): Promise<void> {
  const handle = await open(beside, 'r+');
  try {
    await handle.chmod(0o600);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  const folder = await open(dirname(file), constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export async function removeIfThere(file: string): Promise<void> {
  await unlink(file).catch(() => undefined);
}
