import { afterEach, describe, expect, it } from 'vitest';
import { createMfa } from '@halfminute/mfa';
import { createMemoryHost, createMemoryKeyRing } from '@halfminute/mfa/testing';
import { databaseKinds, type DatabaseKind } from './databases.ts';
import { context, enrol, type Enrolled } from './enrolled.ts';
import { openStore, type Opened } from './open-store.ts';
import { startProcess, type StartedProcess } from './started-process.ts';

const opened: Opened[] = [];
const started: StartedProcess[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.kill()));
  await Promise.all(opened.splice(0).map(({ database }) => database.close()));
});

const userIds = Array.from({ length: 24 }, (_, index) => `user-${index}`);

/** Users with one confirmed and one shown seed each, all sealed with key-1. */
async function usersOn(kind: DatabaseKind) {
  const place = await kind.place();
  const here = await openStore(place);
  opened.push(here);
  const accounts = new Map<string, Enrolled>();
  for (const [index, userId] of userIds.entries()) {
    const account = await enrol(here.store, { userId, seed: index + 1 });
    await account.mfa.begin({ userId, attemptId: 'b', startAgain: false, presented: 'nothing', context });
    accounts.set(userId, account);
  }
  const keyIds = async () => {
    const rows = await here.database.kysely
      .selectFrom('mfa_authenticator')
      .select('key_id')
      .unionAll(here.database.kysely.selectFrom('mfa_pending').select('key_id'))
      .execute();
    return rows.map(({ key_id: keyId }) => keyId);
  };
  return { ...here, place, accounts, keyIds };
}

/** Each user's present code, tried where only key-2 is left in the world. */
async function acceptedWithNewKeyAlone({ store, accounts }: Awaited<ReturnType<typeof usersOn>>): Promise<number> {
  const keyRing = createMemoryKeyRing({ presentKeyId: 'key-2', missing: ['key-1'] });
  let accepted = 0;
  for (const [userId, account] of accounts) {
    const mfa = createMfa(createMemoryHost({ store, keyRing, now: account.host.now, seed: 1_000 }));
    const outcome = await mfa.verify({
      userId,
      typed: account.code(),
      factor: 'code',
      purpose: 'sign-in',
      context,
    });
    accepted += Number(outcome.result === 'accepted');
  }
  return accepted;
}

for (const kind of databaseKinds('rotation of keys')) {
  describe(`a rotation of keys on ${kind.name}`, () => {
    it('S11 that is killed over and over leaves every seed readable, goes on where it was, and comes to its end', async () => {
      const users = await usersOn(kind);
      for (let kills = 1; kills <= 3; kills++) {
        const rotating = startProcess('rotating-process', [users.place]);
        started.push(rotating);
        expect(await rotating.nextLine()).toBe('ready');
        for (let user = 0; user < 5; user++) {
          rotating.say('1');
          expect(await rotating.nextLine()).toBe('1');
        }
        rotating.say('1');
        // In the middle of it, wherever it is by now.
        await rotating.kill();
        const keyIds = await users.keyIds();
        expect(keyIds).toHaveLength(2 * userIds.length);
        const anew = keyIds.filter((keyId) => keyId === 'key-2').length;
        expect(anew).toBeGreaterThanOrEqual(10 * kills);
        expect(anew).toBeLessThan(keyIds.length);
        // A user is sealed anew as a whole or not at all.
        expect(anew % 2).toBe(0);
      }
      const keyRing = createMemoryKeyRing({ presentKeyId: 'key-2' });
      const mfa = createMfa(createMemoryHost({ store: users.store, keyRing, seed: 2_000 }));
      for (let rest = 1; rest > 0;) {
        rest = await mfa.rotateKeys(5);
      }
      expect(new Set(await users.keyIds())).toEqual(new Set(['key-2']));
      expect(await users.store.usersSealedWithOtherKeys('key-2', 10)).toEqual([]);
      expect(await acceptedWithNewKeyAlone(users)).toBe(userIds.length);
      expect(await users.audit.verify()).toMatchObject({ result: 'unbroken' });
    });

    it('S11 goes on while people sign in, and neither undoes the other', async () => {
      const users = await usersOn(kind);
      const keyRing = createMemoryKeyRing({ presentKeyId: 'key-2' });
      const mfa = createMfa(createMemoryHost({ store: users.store, keyRing, seed: 2_000 }));
      const rotate = async () => {
        for (let rest = 1; rest > 0;) {
          rest = await mfa.rotateKeys(5);
        }
      };
      const signIn = Array.from(users.accounts, ([userId, account]) =>
        account.mfa.verify({ userId, typed: account.code(), factor: 'code', purpose: 'sign-in', context }),
      );
      const [, ...outcomes] = await Promise.all([rotate(), ...signIn]);
      expect(new Set(outcomes.map(({ result }) => result))).toEqual(new Set(['accepted']));
      expect(new Set(await users.keyIds())).toEqual(new Set(['key-2']));
      for (const [userId, { host }] of users.accounts) {
        expect((await users.store.read(userId)).authenticators[0]?.lastStep).toBe(Math.floor(host.now / 30));
      }
    });

    it('S11 is asked for no more users than wanted, and for none who has nothing', async () => {
      const users = await usersOn(kind);
      expect(await users.store.usersSealedWithOtherKeys('key-1', 10)).toEqual([]);
      expect(await users.store.usersSealedWithOtherKeys('key-0', 10)).toHaveLength(10);
      expect(await users.store.usersSealedWithOtherKeys('key-9', 3)).toHaveLength(3);
      const all = await users.store.usersSealedWithOtherKeys('key-2', 1_000);
      expect(all.toSorted()).toEqual(userIds.toSorted());
    });
  });
}
