import { afterEach, describe, expect, it } from 'vitest';
import type { MfaRecord, RecordChange } from '@halfminute/mfa';
import { sql } from 'kysely';
import { databaseKinds, type DatabaseKind } from './databases.ts';
import { context, enrol } from './enrolled.ts';
import { openStore, type Opened } from './open-store.ts';

const opened: Opened[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ database }) => database.close()));
});

async function enrolledOn(kind: DatabaseKind) {
  const here = await openStore(await kind.place());
  opened.push(here);
  const account = await enrol(here.store);
  await account.mfa.issueRecoveryCodes({ userId: 'ada', context });
  return { ...here, record: await here.store.read('ada') };
}

function withStep(record: MfaRecord, lastStep: number | null): RecordChange {
  const after = { ...record, authenticators: record.authenticators.map((one) => ({ ...one, lastStep })) };
  return {
    before: record,
    after,
    events: [],
    notices: [{ kind: 'new-device', userId: 'ada', at: 1, context, parameters: {} }],
  };
}

/** As a right code changes a record, and nothing besides. */
function onlyStep(record: MfaRecord, lastStep: number): RecordChange {
  const authenticators = record.authenticators.map((one) => ({
    ...one,
    lastStep,
    lateInARow: 1 as const,
    lastUsedAt: 1_764_000_000.25,
  }));
  return { before: record, after: { ...record, authenticators }, events: [], notices: [] };
}

for (const kind of databaseKinds('conditional statements')) {
  describe(`on ${kind.name}`, () => {
    it('C2 a step is spent by the statement itself, even where the version was not moved', async () => {
      const { store, database, record } = await enrolledOn(kind);
      const lastStep = record.authenticators[0]?.lastStep ?? 0;
      // As a row written by somebody who forgot the version: an old program, or a restored copy.
      await database.kysely
        .updateTable('mfa_authenticator')
        .set({ last_step: lastStep + 5 })
        .execute();
      const entries = () => database.kysely.selectFrom('outbox').select('id').execute();
      const before = await entries();
      for (const step of [lastStep + 1, lastStep + 4, lastStep + 5]) {
        expect(await store.replace(withStep(record, step))).toBe('conflict');
      }
      // Nothing of it was written: neither the version nor the mail, which came before the step.
      expect(await entries()).toEqual(before);
      expect((await store.read('ada')).version).toBe(record.version);
      expect(await store.replace(withStep(record, lastStep + 6))).toBe('replaced');
    });

    it('C2 so it is where nothing but the step changes', async () => {
      const { store, database, record } = await enrolledOn(kind);
      const lastStep = record.authenticators[0]?.lastStep ?? 0;
      await database.kysely
        .updateTable('mfa_authenticator')
        .set({ last_step: lastStep + 5 })
        .execute();
      expect(await store.replace(onlyStep(record, lastStep + 5))).toBe('conflict');
      expect((await store.read('ada')).version).toBe(record.version);
      const next = onlyStep(record, lastStep + 6);
      expect(await store.replace(next)).toBe('replaced');
      expect(await store.read('ada')).toEqual({ ...next.after, version: record.version + 1 });
      expect(await store.replace(next)).toBe('conflict');
    });

    it('C2 a spent step among good ones, an outdated record and the same user twice fail alone', async () => {
      const { store, database, record: ada } = await enrolledOn(kind);
      const others: MfaRecord[] = [];
      for (const userId of ['bea', 'cleo', 'dora', 'eve']) {
        await enrol(store, { userId });
        others.push(await store.read(userId));
      }
      const [bea, cleo, dora, eve] = others as [MfaRecord, MfaRecord, MfaRecord, MfaRecord];
      const next = (record: MfaRecord) => onlyStep(record, (record.authenticators[0]?.lastStep ?? 0) + 1);
      await database.kysely
        .updateTable('mfa_authenticator')
        .set({ last_step: 90_000_000 })
        .where('user_id', '=', 'cleo')
        .execute();
      const outdated = next({ ...dora, version: dora.version + 7 });
      const counted = { before: eve, after: { ...eve, consecutiveFailures: 1 }, events: [], notices: [] };
      // The first is on its way at once; those behind it are written together.
      const answers = await Promise.all(
        [next(ada), next(cleo), outdated, counted, next(bea), next(bea)].map((change) => store.replace(change)),
      );
      expect(answers.slice(0, 4)).toEqual(['replaced', 'conflict', 'conflict', 'replaced']);
      expect(answers.slice(4).toSorted()).toEqual(['conflict', 'replaced']);
      const versions = await Promise.all([ada, bea, cleo, dora, eve].map(({ userId }) => store.read(userId)));
      expect(versions.map(({ version }) => version)).toEqual([
        ada.version + 1,
        bea.version + 1,
        cleo.version,
        dora.version,
        eve.version + 1,
      ]);
    });

    it('C3 a change that does not spend a step does not bring an earlier one back', async () => {
      const { store, database, record } = await enrolledOn(kind);
      const lastStep = record.authenticators[0]?.lastStep ?? 0;
      await database.kysely
        .updateTable('mfa_authenticator')
        .set({ last_step: lastStep + 5 })
        .execute();
      const rename = withStep(record, lastStep);
      const after = {
        ...rename.after,
        authenticators: record.authenticators.map((one) => ({ ...one, name: 'Laptop' })),
      };
      expect(await store.replace({ ...rename, after })).toBe('conflict');
    });

    it('T25 a step of the future can be taken back by whoever read it, and by nobody else', async () => {
      const { store, record } = await enrolledOn(kind);
      expect(await store.replace(withStep(record, null))).toBe('replaced');
      const cleared = await store.read('ada');
      expect(cleared.authenticators[0]?.lastStep).toBe(null);
      expect(await store.replace(withStep({ ...cleared, authenticators: record.authenticators }, 3))).toBe('conflict');
    });

    it('R3 a recovery code is spent by the statement itself', async () => {
      const { store, database, record } = await enrolledOn(kind);
      const [first] = record.recovery?.codes ?? [];
      await database.kysely
        .updateTable('mfa_recovery_code')
        .set({ used_at: 7 })
        .where('id', '=', first?.id ?? '')
        .execute();
      const codes = record.recovery?.codes.map((code) => (code.id === first?.id ? { ...code, usedAt: 8 } : code)) ?? [];
      const after = { ...record, recovery: record.recovery === null ? null : { ...record.recovery, codes } };
      expect(await store.replace({ before: record, after, events: [], notices: [] })).toBe('conflict');
      expect((await store.read('ada')).recovery?.codes.find(({ id }) => id === first?.id)?.usedAt).toBe(7);
    });

    it('removes only rows that are still there', async () => {
      const { store, database, record } = await enrolledOn(kind);
      await database.kysely.deleteFrom('mfa_authenticator').execute();
      const after = { ...record, authenticators: [] };
      expect(await store.replace({ before: record, after, events: [], notices: [] })).toBe('conflict');
    });

    it('C2 the driver counts a row that was touched, and none that merely exists', async () => {
      const { database } = await enrolledOn(kind);
      const touched = async (step: number) => {
        const { numAffectedRows } = await sql`
          update mfa_authenticator set last_step = ${step} where user_id = 'ada' and (last_step is null or last_step < ${step})
        `.execute(database.kysely);
        return numAffectedRows;
      };
      const beyondAll = 90_000_000;
      expect(await touched(beyondAll)).toBe(1n);
      expect(await touched(beyondAll)).toBe(0n);
      expect(await touched(beyondAll - 1)).toBe(0n);
      const { numUpdatedRows } = await database.kysely
        .updateTable('mfa_authenticator')
        .set({ last_step: beyondAll })
        .where('user_id', '=', 'ada')
        .executeTakeFirstOrThrow();
      // The same value again is a touched row on both.
      expect(numUpdatedRows).toBe(1n);
    });

    it('inside a transaction of the caller’s a conflict takes everything with it, and the whole runs again', async () => {
      const { store, database, record } = await enrolledOn(kind);
      let runs = 0;
      const answer = await database.transaction(async (transaction) => {
        runs++;
        const inside = store.within(transaction);
        // The first time as if somebody had come in between.
        const before = runs === 1 ? { ...record, version: record.version - 1 } : await inside.read('ada');
        await transaction
          .insertInto('audit_head')
          .values({ node: `run ${runs}`, sequence: 0, hash: '' })
          .execute();
        return inside.replace({ before, after: { ...before, consecutiveFailures: 3 }, events: [], notices: [] });
      });
      expect([answer, runs]).toEqual(['replaced', 2]);
      expect(await store.read('ada')).toMatchObject({ consecutiveFailures: 3, version: record.version + 1 });
      const nodes = await database.kysely
        .selectFrom('audit_head')
        .select('node')
        .where('node', 'like', 'run%')
        .execute();
      expect(nodes.map(({ node }) => node)).toEqual(['run 2']);
    });

    it('a transaction that fails for any other reason runs once and leaves nothing', async () => {
      const { store, database, record } = await enrolledOn(kind);
      let runs = 0;
      const work = database.transaction(async (transaction) => {
        runs++;
        const change = { before: record, after: { ...record, consecutiveFailures: 9 }, events: [], notices: [] };
        await store.within(transaction).replace(change);
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      expect(runs).toBe(1);
      expect(await store.read('ada')).toEqual(record);
    });
  });
}
