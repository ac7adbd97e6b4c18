import { describe, expect, it } from 'vitest';
import type { MfaEvent, Notice } from '@halfminute/mfa';
import { storeContract, type StoreUnderTest } from '@halfminute/mfa/testing';
import { sql } from 'kysely';
import { databaseKinds, type DatabaseKind } from './databases.ts';
import { openStore, type Opened } from './open-store.ts';

for (const kind of databaseKinds('the contract of every store')) {
  describe(`the store on ${kind.name} keeps the contract of every store`, () => {
    for (const { name, run } of storeContract(() => underTest(kind), {
      'second-opener': true,
      'failing-outbox': true,
    })) {
      it(name, async () => {
        await expect(run()).resolves.toBeUndefined();
      });
    }
  });
}

async function underTest(kind: DatabaseKind): Promise<StoreUnderTest> {
  const place = await kind.place();
  const first = await openStore(place);
  const opened: Opened[] = [first];
  return {
    store: first.store,
    written: async () => ({ events: await eventsOf(first), notices: await noticesOf(first) }),
    openAgain: async () => {
      const again = await openStore(place, `node-${opened.length + 1}`);
      opened.push(again);
      return again.store;
    },
    failOutbox: (isFailing) => failOutbox(first, isFailing),
    dispose: async () => {
      await Promise.all(opened.map(({ database }) => database.close()));
    },
  };
}

async function eventsOf({ audit }: Opened) {
  const newestFirst = await audit.entries({ limit: 1_000 });
  return newestFirst.toReversed().map(({ kind, userId, at, detail }) => ({
    kind: kind as MfaEvent['kind'], // as: only events were written
    userId: userId ?? '',
    at,
    detail,
  }));
}

async function noticesOf({ database }: Opened) {
  const rows = await database.kysely.selectFrom('outbox').selectAll().execute();
  return rows.map(({ kind, user_id: userId, at, parameters }) => ({
    kind: kind as Notice['kind'], // as: only notices were written
    userId,
    at,
    parameters: (JSON.parse(parameters) as Pick<Notice, 'parameters'>).parameters, // as: see enqueue
  }));
}

/** As a full disk would: the statement fails, whatever it inserts. */
async function failOutbox({ database }: Opened, isFailing: boolean): Promise<void> {
  const statements = {
    sqlite: isFailing
      ? sql`create trigger full before insert on outbox begin select raise(abort, 'full'); end`
      : sql`drop trigger full`,
    postgres: isFailing
      ? sql`alter table outbox add constraint full_up check (false) not valid`
      : sql`alter table outbox drop constraint full_up`,
  };
  await statements[database.dialect].execute(database.kysely);
}
