import { afterEach, describe, expect, it } from 'vitest';
import { createAuditLog, type AuditInput, type AuditLog } from '@halfminute/mfa-sql';
import { sql, type RawBuilder } from 'kysely';
import { databaseKinds, type DatabaseKind } from './databases.ts';
import { context } from './enrolled.ts';
import { openStore, type Opened } from './open-store.ts';

const opened: Opened[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ database }) => database.close()));
});

function entry(at: number, more: Partial<AuditInput> = {}): AuditInput {
  return { kind: 'code-accepted', userId: 'ada', at, context, detail: { at }, ...more };
}

/** Two chains, `one` of eight rows and `two` of three, with a checkpoint after the fifth of `one`, and one at the end. */
async function twoChains(kind: DatabaseKind) {
  const here = await openStore(await kind.place());
  opened.push(here);
  const { database, audit: one } = here;
  const two = createAuditLog({ database, node: 'two', clock: () => 1_800_000_100 });
  const write = (log: AuditLog, ...entries: AuditInput[]) =>
    database.transaction((transaction) => log.append(transaction, entries));
  await write(one, entry(1), entry(2));
  await write(two, entry(3));
  await write(one, entry(4), entry(5), entry(6));
  await one.checkpoint();
  await write(two, entry(7, { kind: 'mfa-reset' }), entry(8));
  await write(one, entry(9, { userId: null }), entry(10), entry(10.5));
  await two.checkpoint();
  const change = async (statement: RawBuilder<unknown>) => {
    await statement.execute(database.kysely);
    return one.verify();
  };
  return { database, one, two, write, change };
}

for (const kind of databaseKinds('the audit log')) {
  describe(`the audit log on ${kind.name}`, () => {
    it('S12 is unbroken as it was written, on every node', async () => {
      const { one, two } = await twoChains(kind);
      const verdict = await one.verify();
      expect(verdict).toEqual({
        result: 'unbroken',
        entries: 11,
        head: expect.stringMatching(/^[0-9a-f]{64}$/),
        checkpointAt: 1_800_000_100,
      });
      expect(await two.verify()).toEqual(verdict);
    });

    it('S12 an empty log is unbroken, and a checkpoint of nothing is none', async () => {
      const here = await openStore(await kind.place());
      opened.push(here);
      await here.audit.checkpoint();
      expect(await here.audit.verify()).toEqual({ result: 'unbroken', entries: 0, head: null, checkpointAt: null });
    });

    const changes: readonly (readonly [what: string, statement: RawBuilder<unknown>])[] = [
      ['kind', sql`update audit_entry set kind = 'code-wrong' where node = 'one' and sequence = 4`],
      ['user', sql`update audit_entry set user_id = 'bea' where node = 'one' and sequence = 4`],
      ['missing user', sql`update audit_entry set user_id = null where node = 'one' and sequence = 4`],
      ['time', sql`update audit_entry set at = 5.25 where node = 'one' and sequence = 4`],
      [
        'address',
        sql`update audit_entry set body = replace(body, '192.0.2.7', '192.0.2.8') where node = 'one' and sequence = 4`,
      ],
      ['hash', sql`update audit_entry set hash = upper(hash) where node = 'one' and sequence = 4`],
    ];
    it.each(changes)('S12 a row whose %s was changed is found', async (_what, statement) => {
      const { change } = await twoChains(kind);
      expect(await change(statement)).toMatchObject({ result: 'broken', node: 'one', sequence: 4, reason: 'changed' });
    });

    it('S12 a row that was taken out is missing', async () => {
      const { change } = await twoChains(kind);
      const verdict = await change(sql`delete from audit_entry where node = 'one' and sequence = 4`);
      expect(verdict).toEqual({ result: 'broken', node: 'one', sequence: 4, at: null, reason: 'missing' });
    });

    it('S12 a row that was taken out is missing, even where the others moved up', async () => {
      const { change, database } = await twoChains(kind);
      await sql`delete from audit_entry where node = 'one' and sequence = 4`.execute(database.kysely);
      await sql`update audit_entry set sequence = 4 where node = 'one' and sequence = 5`.execute(database.kysely);
      const verdict = await change(sql`update audit_entry set sequence = sequence + 0 where node = 'one'`);
      expect(verdict).toMatchObject({ result: 'broken', node: 'one', sequence: 4 });
    });

    it('S12 rows that changed places are out of order', async () => {
      const { change, database } = await twoChains(kind);
      await sql`update audit_entry set sequence = 99 where node = 'one' and sequence = 3`.execute(database.kysely);
      await sql`update audit_entry set sequence = 3 where node = 'one' and sequence = 6`.execute(database.kysely);
      const verdict = await change(sql`update audit_entry set sequence = 6 where node = 'one' and sequence = 99`);
      expect(verdict).toMatchObject({ result: 'broken', node: 'one', sequence: 3, reason: 'out-of-order' });
    });

    it('S12 an end that was cut off is missing', async () => {
      const { change } = await twoChains(kind);
      const verdict = await change(sql`delete from audit_entry where node = 'two' and sequence = 3`);
      expect(verdict).toEqual({ result: 'broken', node: 'two', sequence: 3, at: null, reason: 'missing' });
    });

    it('S12 an end that was cut off before the next checkpoint is missing', async () => {
      const { change, write, two } = await twoChains(kind);
      await write(two, entry(11), entry(12));
      const verdict = await change(sql`delete from audit_entry where node = 'two' and sequence > 3`);
      expect(verdict).toEqual({ result: 'broken', node: 'two', sequence: 4, at: null, reason: 'missing' });
    });

    it('S12 an end that was cut off is missing, even where the head was put back', async () => {
      const { change, database } = await twoChains(kind);
      await sql`delete from audit_entry where node = 'two' and sequence = 3`.execute(database.kysely);
      const verdict = await change(sql`
        update audit_head set sequence = 2, hash = (select hash from audit_entry where node = 'two' and sequence = 2)
        where node = 'two'
      `);
      expect(verdict).toEqual({ result: 'broken', node: 'two', sequence: 3, at: null, reason: 'missing' });
    });

    it('S12 a whole chain that was taken out is missing', async () => {
      const { change, database } = await twoChains(kind);
      await sql`delete from audit_entry where node = 'two'`.execute(database.kysely);
      const verdict = await change(sql`delete from audit_head where node = 'two'`);
      expect(verdict).toMatchObject({ result: 'broken', node: 'two', sequence: 1, reason: 'missing' });
    });

    it('S12 a row that was put in is found, at the end as well', async () => {
      const { change } = await twoChains(kind);
      const verdict = await change(sql`
        insert into audit_entry (node, sequence, kind, user_id, at, body, hash)
        select node, 9, kind, user_id, at, body, hash from audit_entry where node = 'one' and sequence = 8
      `);
      expect(verdict).toMatchObject({ result: 'broken', node: 'one', sequence: 9 });
    });

    it('S12 a chain that was written anew from some row on does not fit its checkpoints', async () => {
      const { database, one } = await twoChains(kind);
      // Whoever can write to the tables can run the same code: the last four rows again, with another story.
      await sql`delete from audit_entry where node = 'one' and sequence > 4`.execute(database.kysely);
      await sql`
        update audit_head set sequence = 4, hash = (select hash from audit_entry where node = 'one' and sequence = 4)
        where node = 'one'
      `.execute(database.kysely);
      const forged = ['a', 'b', 'c', 'd'].map((name) => entry(11, { userId: name }));
      await database.transaction((transaction) => one.append(transaction, forged));
      expect(await one.verify()).toMatchObject({ result: 'broken', node: 'one', sequence: 5, reason: 'checkpoint' });
    });

    it.each([
      ['changed', sql`update audit_checkpoint set at = at + 1 where id = 1`, 1],
      ['taken out', sql`delete from audit_checkpoint where id = 1`, 1],
      ['changed at the end', sql`update audit_checkpoint set hash = '00' where id = 2`, 2],
    ] as const)('S12 a checkpoint that was %s is found', async (_what, statement, id) => {
      const { change } = await twoChains(kind);
      const expected = { result: 'broken', node: '', sequence: id, at: null, reason: 'checkpoint' };
      expect(await change(statement)).toEqual(expected);
    });

    it('S12 a log that was rewritten as a whole is seen by the hash that was kept outside', async () => {
      const { database, one } = await twoChains(kind);
      const verdict = await one.verify();
      const keptOutside = verdict.result === 'unbroken' ? (verdict.head ?? '') : '';
      expect(await one.verify({ keptOutside })).toEqual(verdict);

      for (const table of ['audit_entry', 'audit_head', 'audit_checkpoint']) {
        await sql`delete from ${sql.table(table)}`.execute(database.kysely);
      }
      await database.transaction((transaction) => one.append(transaction, [entry(1, { userId: 'nobody' })]));
      await one.checkpoint();
      expect(await one.verify()).toMatchObject({ result: 'unbroken', entries: 1 });
      expect(await one.verify({ keptOutside })).toMatchObject({ result: 'broken', reason: 'checkpoint' });
    });

    it('S12 a hash kept outside stays good while the log grows', async () => {
      const { one, write } = await twoChains(kind);
      const verdict = await one.verify();
      const keptOutside = verdict.result === 'unbroken' ? (verdict.head ?? '') : '';
      await write(one, entry(11));
      await one.checkpoint();
      expect(await one.verify({ keptOutside })).toMatchObject({ result: 'unbroken', entries: 12 });
    });

    it('S12 makes a checkpoint only when some head has moved, and one when two nodes do it at once', async () => {
      const { one, two, write, database } = await twoChains(kind);
      const count = async () => (await database.kysely.selectFrom('audit_checkpoint').select('id').execute()).length;
      await one.checkpoint();
      await two.checkpoint();
      expect(await count()).toBe(2);
      await write(two, entry(11));
      await Promise.all([one.checkpoint(), two.checkpoint(), one.checkpoint()]);
      expect(await count()).toBe(3);
      expect(await one.verify()).toMatchObject({ result: 'unbroken' });
    });

    it('S12 stays one chain while its node writes in parallel', async () => {
      const { one, two, write } = await twoChains(kind);
      await Promise.all(
        Array.from({ length: 40 }, (_, index) => write(index % 2 === 0 ? one : two, entry(20 + index), entry(index))),
      );
      expect(await one.verify()).toMatchObject({ result: 'unbroken', entries: 91 });
    });

    it('S12 can be verified while it is written', async () => {
      const { one, write } = await twoChains(kind);
      const writing = Promise.all(Array.from({ length: 30 }, (_, index) => write(one, entry(index))));
      expect(await one.verify()).toMatchObject({ result: 'unbroken' });
      await writing;
      expect(await one.verify()).toMatchObject({ result: 'unbroken', entries: 41 });
    });

    it('S12 is read in batches, whose seams hold', async () => {
      const { one, write, change } = await twoChains(kind);
      await write(one, ...Array.from({ length: 2_500 }, (_, index) => entry(100 + index)));
      expect(await one.verify()).toMatchObject({ result: 'unbroken', entries: 2_511 });
      const verdict = await change(sql`delete from audit_entry where node = 'one' and sequence = 1001`);
      expect(verdict).toMatchObject({ result: 'broken', node: 'one', sequence: 1_001, reason: 'missing' });
    });

    it('E9 answers who, when, where and what, newest first, for one user or all', async () => {
      const { one } = await twoChains(kind);
      const [newest, ...others] = await one.entries({ userId: 'ada', limit: 3 });
      expect(newest).toEqual({
        node: 'one',
        sequence: 8,
        kind: 'code-accepted',
        userId: 'ada',
        at: 10.5,
        context,
        detail: { at: 10.5 },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(others.map(({ at }) => at)).toEqual([10, 8]);
      const times = async (query: Parameters<AuditLog['entries']>[0]) => (await one.entries(query)).map(({ at }) => at);
      expect(await times({ limit: 100 })).toEqual([10.5, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
      expect(await times({ kinds: ['mfa-reset', 'mfa'], limit: 100 })).toEqual([7]);
      expect(await times({ kinds: [], limit: 100 })).toEqual([]);
      expect(await times({ since: 4, before: 7, limit: 100 })).toEqual([6, 5, 4]);
      expect(await times({ userId: 'bea', limit: 100 })).toEqual([]);
    });

    it('S16 keeps hostile text as it is, and still fits', async () => {
      const { one, write } = await twoChains(kind);
      const hostile = '5:"\n{},null:\u2028🐙\ud800';
      await write(one, entry(30, { userId: 'mallory', detail: { name: hostile } }));
      const [written] = await one.entries({ userId: 'mallory', limit: 1 });
      expect(written?.detail).toEqual({ name: hostile });
      expect(await one.verify()).toMatchObject({ result: 'unbroken' });
    });
  });
}
