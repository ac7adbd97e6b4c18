import { emptyRecord } from '../record.ts';
import type { MfaRecord } from '../record.ts';
import type { MfaStore } from '../store.ts';
import { checkRejects, checkSame, checkThat, inOrder } from './check.ts';
import { storeCase } from './contract-case.ts';
import type { StoreCase, StoreUnderTest } from './contract-case.ts';
import { bareRecord, fullRecord, hostileText, sampleEvent, sampleNotice, sorted } from './sample-record.ts';

export const recordCases: readonly StoreCase[] = [
  storeCase('a user of whom nothing is stored has the empty record', [], async ({ store }) => {
    checkSame(await store.read('ada'), emptyRecord('ada'), 'record');
  }),
  storeCase('a record comes back whole, one version on', [], async ({ store }) => {
    await replaced(store, emptyRecord('ada'), fullRecord('ada'));
    await checkStored(store, { ...fullRecord('ada'), version: 1 });
  }),
  storeCase('a user may have any name', [], async ({ store }) => {
    await replaced(store, emptyRecord(hostileText), fullRecord(hostileText));
    await checkStored(store, { ...fullRecord(hostileText), version: 1 });
    checkSame(await store.read('ada'), emptyRecord('ada'), 'another user');
  }),
  storeCase('what the next record does not hold is gone', [], async ({ store }) => {
    await replaced(store, emptyRecord('ada'), fullRecord('ada'));
    await replaced(store, await store.read('ada'), bareRecord('ada'));
    await checkStored(store, { ...bareRecord('ada'), version: 2 });
  }),
  storeCase('one member of a list changes, and the others stay', [], async ({ store }) => {
    await replaced(store, emptyRecord('ada'), fullRecord('ada'));
    const before = await store.read('ada');
    const after: MfaRecord = {
      ...before,
      authenticators: before.authenticators.map((one) =>
        one.id === 'ada-a' ? { ...one, name: 'Desk', lastStep: 60_000_001, lateInARow: 0 } : one,
      ),
      devices: before.devices.filter(({ id }) => id === 'ada-d2'),
      recovery: before.recovery === null ? null : { ...before.recovery, keptAt: null },
    };
    await replaced(store, before, after);
    await checkStored(store, { ...after, version: 2 });
  }),
  storeCase('the version counts replacements, whatever the next record says', [], async ({ store }) => {
    await replaced(store, emptyRecord('ada'), { ...bareRecord('ada'), version: 41 });
    await replaced(store, await store.read('ada'), { ...bareRecord('ada'), version: 0 });
    checkSame((await store.read('ada')).version, 2, 'version');
  }),
  storeCase('an older record replaces nothing, and leaves no trace', [], async (under) => {
    const { store } = under;
    const empty = emptyRecord('ada');
    await replaced(store, empty, bareRecord('ada'));
    const answer = await store.replace({
      before: empty,
      after: fullRecord('ada'),
      events: [sampleEvent('ada')],
      notices: [sampleNotice('ada')],
    });
    checkSame(answer, 'conflict', 'replacing what is not there any more');
    await checkStored(store, { ...bareRecord('ada'), version: 1 });
    await checkNothingWritten(under);
  }),
  storeCase('a record that was never stored replaces nothing', [], async (under) => {
    const before = { ...fullRecord('ada'), version: 3 };
    const change = { before, after: before, events: [sampleEvent('ada')], notices: [sampleNotice('ada')] };
    checkSame(await under.store.replace(change), 'conflict', 'replacing what is not there');
    checkSame(await under.store.read('ada'), emptyRecord('ada'), 'record');
    await checkNothingWritten(under);
  }),
  storeCase('users do not touch each other', [], async ({ store }) => {
    await replaced(store, emptyRecord('ada'), fullRecord('ada'));
    await replaced(store, emptyRecord('bea'), fullRecord('bea'));
    await replaced(store, await store.read('ada'), emptyRecord('ada'));
    await checkStored(store, { ...fullRecord('bea'), version: 1 });
    checkSame((await store.read('ada')).version, 2, 'version of the emptied record');
  }),
  storeCase('events and notices are written with the record, in order and whole', [], async (under) => {
    const events = [
      sampleEvent('ada', { first: true, failures: 3, name: hostileText, none: null }),
      sampleEvent('ada'),
    ];
    const notices = [sampleNotice('ada', { wrongCodes: 3, device: hostileText, none: null, imported: false })];
    const before = emptyRecord('ada');
    checkSame(await under.store.replace({ before, after: bareRecord('ada'), events, notices }), 'replaced', 'answer');
    const written = await under.written();
    checkSame(
      written.events.map(({ kind, userId, at, detail }) => ({ kind, userId, at, detail })),
      events.map(({ kind, userId, at, detail }) => ({ kind, userId, at, detail })),
      'events',
    );
    checkSame(
      written.notices.map(({ kind, userId, at, parameters }) => ({ kind, userId, at, parameters })),
      notices.map(({ kind, userId, at, parameters }) => ({ kind, userId, at, parameters })),
      'notices',
    );
  }),
  storeCase('an event alone is a replacement, too', [], async (under) => {
    const before = emptyRecord('ada');
    const change = { before, after: before, events: [sampleEvent('ada')], notices: [] };
    checkSame(await under.store.replace(change), 'replaced', 'the first');
    checkSame(await under.store.replace(change), 'conflict', 'the second, from the same record');
    checkSame((await under.written()).events.length, 1, 'events');
    checkSame((await under.store.read('ada')).version, 1, 'version');
  }),
  storeCase('an outbox that fails takes record and events with it', ['failing-outbox'], async (under) => {
    await under.failOutbox?.(true);
    const before = emptyRecord('ada');
    const change = { before, after: fullRecord('ada'), events: [sampleEvent('ada')], notices: [sampleNotice('ada')] };
    await checkRejects(under.store.replace(change), 'replacing while the outbox fails');
    await under.failOutbox?.(false);
    checkSame(await under.store.read('ada'), before, 'record');
    await checkNothingWritten(under);
    checkSame(await under.store.replace(change), 'replaced', 'the same change later');
  }),
  storeCase('what one connection wrote, another reads', ['second-opener'], async (under) => {
    await replaced(under.store, emptyRecord('ada'), fullRecord('ada'));
    const other = await under.openAgain?.();
    checkThat(other !== undefined, 'the maker offers a second way to the data');
    if (other !== undefined) {
      await checkStored(other, { ...fullRecord('ada'), version: 1 });
    }
  }),
  storeCase('users with a seed under another key are found, pending ones too', [], async ({ store }) => {
    const { authenticators, pending } = fullRecord('x');
    const [first, second] = authenticators;
    const records: readonly MfaRecord[] = [
      { ...emptyRecord('none') },
      { ...emptyRecord('old'), authenticators: authenticators.slice(0, 1) },
      { ...emptyRecord('new'), authenticators: authenticators.slice(1).map((one) => ({ ...one, id: 'n' })) },
      { ...emptyRecord('shown'), pending: pending.map((one) => ({ ...one, id: 's' })) },
    ];
    checkThat(first?.seed.keyId === 'key-1' && second?.seed.keyId === 'key-2', 'the sample has two keys');
    for (const record of records) {
      // One after another, as users come.
      await replaced(store, emptyRecord(record.userId), record);
    }
    const found = async (keyId: string, limit: number) =>
      (await store.usersSealedWithOtherKeys(keyId, limit)).toSorted(inOrder);
    checkSame(await found('key-2', 10), ['old'], 'not under key-2');
    checkSame(await found('key-1', 10), ['new', 'shown'], 'not under key-1');
    checkSame(await found('key-3', 10), ['new', 'old', 'shown'], 'not under key-3');
    checkSame((await found('key-3', 2)).length, 2, 'no more than asked for');
  }),
];

async function replaced(store: MfaStore, before: MfaRecord, after: MfaRecord): Promise<void> {
  checkSame(await store.replace({ before, after, events: [], notices: [] }), 'replaced', 'replacing');
}

async function checkStored(store: MfaStore, wanted: MfaRecord): Promise<void> {
  checkSame(sorted(await store.read(wanted.userId)), sorted(wanted), 'record');
}

async function checkNothingWritten(under: StoreUnderTest): Promise<void> {
  const { events, notices } = await under.written();
  checkSame(events.length, 0, 'events');
  checkSame(notices.length, 0, 'notices');
}
