import { createAuditLog } from '@halfminute/mfa-sql';
import { expect, it } from 'vitest';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import { createPolicyStore } from '../../src/policy/policy-store.ts';
import { onEachDatabase } from '../database/each-database.ts';

const context = {
  actor: { kind: 'admin', name: 'Bea' },
  source: { address: '192.0.2.1', agent: null, place: null },
} as const;

onEachDatabase("administrators' settings", (databases) => {
  async function start(configured = defaultPolicy) {
    const address = await databases.fresh();
    const database = await databases.open(address);
    const audit = createAuditLog({ database, node: 'one' });
    const store = createPolicyStore({ database, audit, configured });
    return {
      database,
      store,
      save: (settings: unknown) => store.save({ settings, at: 1_795_000_000, context }),
      rows: async () => (await audit.entries({ limit: 100 })).map(({ kind, detail }) => ({ kind, detail })),
      other: (policy = defaultPolicy) => createPolicyStore({ database, audit, configured: policy }),
    };
  }

  it("are the file's until one is set, and lie over it afterwards", async () => {
    const { store, save, other } = await start();
    expect(await store.read()).toEqual(defaultPolicy);
    const changed = { ...defaultPolicy, rememberAdmins: true, mfa: { ...defaultPolicy.mfa, cap: 10 } };
    expect(await save({ rememberAdmins: true, mfa: { cap: 10 } })).toEqual({ result: 'saved', policy: changed });
    expect(await store.read()).toEqual(changed);
    const file = { ...defaultPolicy, sessionSeconds: 7_200 };
    expect(await other(file).read()).toEqual({ ...changed, sessionSeconds: 7_200 });
  });

  it('are written into the audit log, one row a setting, with what it was', async () => {
    const { save, rows } = await start();
    await save({ rememberAdmins: true, mfa: { cap: 10, profile: { digits: 8 } } });
    await save({ rememberAdmins: true, mfa: { cap: 12 } });
    expect((await rows()).map(({ kind, detail }) => [kind, detail])).toEqual(
      expect.arrayContaining([
        ['policy-changed', { setting: 'rememberAdmins', from: null, to: 'true' }],
        ['policy-changed', { setting: 'mfa.cap', from: null, to: '10' }],
        ['policy-changed', { setting: 'mfa.profile.digits', from: null, to: '8' }],
        ['policy-changed', { setting: 'mfa.cap', from: '10', to: '12' }],
      ]),
    );
    expect(await rows()).toHaveLength(4);
  });

  it("go back to the file's by null", async () => {
    const { store, save, rows } = await start();
    await save({ rememberAdmins: true, mfa: { cap: 10 } });
    await save({ rememberAdmins: null, mfa: { cap: null } });
    expect(await store.read()).toEqual(defaultPolicy);
    expect((await rows()).filter(({ detail }) => detail['to'] === null)).toHaveLength(2);
  });

  it('that no rule can live with are refused, and nothing is written', async () => {
    const { store, save, rows } = await start();
    for (const settings of [
      { mfa: { cap: 1_000 } },
      { unknown: 1 },
      { passwordLeastAlone: 'long' },
      null,
      7,
      [],
      { mfa: 7 },
    ]) {
      expect(await save(settings), JSON.stringify(settings)).toMatchObject({ result: 'refused' });
    }
    expect(await store.read()).toEqual(defaultPolicy);
    expect(await rows()).toEqual([]);
  });

  it('that were damaged decide nothing', async () => {
    const { database, store } = await start();
    await database.kysely.insertInto('setting').values({ name: 'policy', value: '{"mfa":{"cap":1000}}' }).execute();
    await expect(store.read()).rejects.toThrow('mfa.cap');
  });
});
