import { describe, expect, it } from 'vitest';
import type { MfaStore } from '@halfminute/mfa';
import { createMemoryStore, storeCases, storeContract } from '@halfminute/mfa/testing';
import type { StoreUnderTest } from '@halfminute/mfa/testing';

function memoryStore(change: (store: MfaStore) => MfaStore = (store) => store): () => Promise<StoreUnderTest> {
  return async () => {
    const store = createMemoryStore();
    const underTest = change(store);
    return {
      store: underTest,
      written: () => Promise.resolve({ events: store.events, notices: store.notices }),
      openAgain: () => Promise.resolve(underTest),
      failOutbox(isFailing) {
        store.outboxFails = isFailing;
      },
    };
  };
}

const everything = { 'second-opener': true, 'failing-outbox': true };

describe('the memory store keeps the contract of every store', () => {
  for (const { name, run } of storeContract(memoryStore(), everything)) {
    it(name, async () => {
      await expect(run()).resolves.toBeUndefined();
    });
  }
});

describe('the contract', () => {
  it('leaves out only what a maker says is not offered', () => {
    const fewest = storeContract(memoryStore(), { 'second-opener': false, 'failing-outbox': false });
    expect(storeContract(memoryStore(), everything)).toHaveLength(storeCases.length);
    expect(fewest).toHaveLength(storeCases.filter(({ needs }) => needs.length === 0).length);
    expect(fewest.length).toBeGreaterThan(15);
  });

  it('has no two cases of one name', () => {
    expect(new Set(storeCases.map(({ name }) => name)).size).toBe(storeCases.length);
  });

  it('runs with one connection where there is no second', async () => {
    for (const { run, needs } of storeCases) {
      if (needs.length === 0) {
        await run(async () => {
          const { store, written } = await memoryStore()();
          return { store, written };
        });
      }
    }
  });

  it('disposes of the store even when the case fails', async () => {
    let disposed = 0;
    const [first] = storeContract(async () => {
      const under = await memoryStore((store) => ({ ...store, read: () => Promise.reject(new Error('gone')) }))();
      return {
        ...under,
        dispose: () => {
          disposed += 1;
        },
      };
    }, everything);
    await expect(first?.run()).rejects.toThrow('gone');
    expect(disposed).toBe(1);
  });

  const faults: readonly (readonly [fault: string, name: string, change: (store: MfaStore) => MfaStore])[] = [
    [
      'replaces whatever is there',
      'C2 of fifty parallel submissions of one right code exactly one is accepted',
      (store) => ({
        ...store,
        replace: async (change) =>
          store.replace({
            ...change,
            before: { ...change.before, version: (await store.read(change.before.userId)).version },
          }),
      }),
    ],
    [
      'replaces whatever is there',
      'an older record replaces nothing, and leaves no trace',
      (store) => ({
        ...store,
        replace: async (change) =>
          store.replace({
            ...change,
            before: { ...change.before, version: (await store.read(change.before.userId)).version },
          }),
      }),
    ],
    [
      'says that it replaced though it did not (rows matched, none changed)',
      'of fifty parallel replacements of one record exactly one succeeds',
      (store) => ({
        ...store,
        replace: async (change) => {
          await store.replace(change);
          return 'replaced';
        },
      }),
    ],
    [
      'forgets the drift',
      'a record comes back whole, one version on',
      (store) => ({
        ...store,
        read: async (userId) => {
          const record = await store.read(userId);
          return { ...record, authenticators: record.authenticators.map((one) => ({ ...one, lateInARow: 0 })) };
        },
      }),
    ],
    [
      'cuts a byte off a salt',
      'a record comes back whole, one version on',
      (store) => ({
        ...store,
        read: async (userId) => {
          const record = await store.read(userId);
          const { recovery } = record;
          return { ...record, recovery: recovery === null ? null : { ...recovery, salt: recovery.salt.slice(1) } };
        },
      }),
    ],
    [
      'writes no notice',
      'events and notices are written with the record, in order and whole',
      (store) => ({ ...store, replace: (change) => store.replace({ ...change, notices: [] }) }),
    ],
    [
      'finds no pending seed',
      'users with a seed under another key are found, pending ones too',
      (store) => ({
        ...store,
        usersSealedWithOtherKeys: async (keyId, limit) =>
          (await store.usersSealedWithOtherKeys(keyId, limit)).filter((userId) => userId !== 'shown'),
      }),
    ],
    [
      'writes the record though the outbox fails',
      'an outbox that fails takes record and events with it',
      (store) => ({
        ...store,
        replace: async (change) => {
          await store.replace({ ...change, notices: [] });
          return store.replace(change);
        },
      }),
    ],
  ];

  it.each(faults)('catches a store that %s: %s', async (_fault, name, change) => {
    const found = storeCases.find((candidate) => candidate.name === name);
    expect(found).toBeDefined();
    await expect(found?.run(memoryStore(change))).rejects.toThrow();
  });
});
