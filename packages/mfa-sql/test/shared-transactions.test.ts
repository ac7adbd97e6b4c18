import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Generated, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SqlDatabase } from '../src/database.ts';
import { openSqlite } from '../src/sqlite/open-sqlite.ts';

interface Schema {
  note: { id: Generated<number>; text: string };
}

let folder: string;
let database: SqlDatabase<Schema>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'halfminute-shared-'));
  database = openSqlite<Schema>({ path: join(folder, 'notes.db') });
  await sql`create table note (id integer primary key, text text not null unique)`.execute(database.kysely);
});

afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (text: string): Promise<string> =>
  database.transaction(async (transaction) => {
    await transaction.insertInto('note').values({ text }).execute();
    return text;
  });

/** What another process sees: only what is committed. */
function committed(): readonly unknown[] {
  const other = new DatabaseSync(join(folder, 'notes.db'), { readOnly: true });
  try {
    return other
      .prepare('select text from note order by id')
      .all()
      .map((row) => row['text']);
  } finally {
    other.close();
  }
}

describe('SQLite transactions asked for at the same moment', () => {
  it('all happen, and each is answered only once others can read it', async () => {
    const seen = await Promise.all(
      ['a', 'b', 'c'].map(async (text) => {
        await write(text);
        return committed().includes(text);
      }),
    );
    expect(seen).toEqual([true, true, true]);
    expect(committed()).toEqual(['a', 'b', 'c']);
  });

  it('do not suffer for one among them that fails, nor does it leave anything behind', async () => {
    const failing = database.transaction(async (transaction) => {
      await transaction.insertInto('note').values({ text: 'half' }).execute();
      throw new Error('changed its mind');
    });
    const outcomes = await Promise.allSettled([write('a'), failing, write('b')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(committed()).toEqual(['a', 'b']);
  });

  it('leave nothing behind of one that comes alone and fails, and the next one happens', async () => {
    const failing = database.transaction(async (transaction) => {
      await transaction.insertInto('note').values({ text: 'half' }).execute();
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    expect(committed()).toEqual([]);
    await write('a');
    expect(committed()).toEqual(['a']);
  });

  it('undo a statement that SQLite refuses for that one alone', async () => {
    const outcomes = await Promise.allSettled([write('a'), write('a'), write('b')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(committed()).toEqual(['a', 'b']);
  });

  it('all fail where SQLite gives up the whole, and the next ones happen', async () => {
    const givingUp = database.transaction(async (transaction) => {
      await transaction.insertInto('note').values({ text: 'lost' }).execute();
      // What a full disk does: the transaction is over before the work is.
      await sql`rollback`.execute(transaction);
      throw new Error('the disk is full');
    });
    const outcomes = await Promise.allSettled([write('a'), givingUp, write('b')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(committed()).toEqual([]);
    await write('c');
    expect(committed()).toEqual(['c']);
  });
});
