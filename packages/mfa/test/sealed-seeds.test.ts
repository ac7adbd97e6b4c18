import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secret } from '@halfminute/otp';
import { createMfa, MfaError } from '@halfminute/mfa';
import type { KeyRing, MfaRecord, SealedSeed } from '@halfminute/mfa';
import { createMemoryHost, createMemoryKeyRing, createMemoryStore } from '@halfminute/mfa/testing';
import { lengthPrefixed } from '../src/length-prefixed.ts';
import { sealSeed, unsealSeed } from '../src/sealed-seed.ts';
import { Ada, enrolledAda } from './ada.ts';

const owner = { userId: 'ada', authenticatorId: 'a1' };
const seed = Secret.fromBytes(Uint8Array.from({ length: 20 }, (_, index) => index * 11));

/** Writes over a record behind everybody's back, as somebody with access to the database can. */
async function tamper(ada: Ada, change: (record: MfaRecord) => MfaRecord): Promise<void> {
  const before = await ada.store.read(ada.userId);
  await ada.store.replace({ before, after: change(before), events: [], notices: [] });
}

function withSeed(change: (seed: SealedSeed) => SealedSeed): (record: MfaRecord) => MfaRecord {
  return (record) => ({
    ...record,
    authenticators: record.authenticators.map((one) => ({ ...one, seed: change(one.seed) })),
  });
}

describe('S11 a sealed seed', () => {
  it('is AES-256-GCM, with the parts of its owner authenticated, as Node’s own cipher makes it', async () => {
    const keyRing = createMemoryKeyRing();
    const sealed = await sealSeed(seed, owner, { keyRing, randomBytes: createMemoryHost().randomBytes });
    expect(sealed.keyId).toBe('key-1');
    expect(sealed.bytes).toHaveLength(12 + 20 + 16);
    const key = await keyRing.key('key-1');
    const cipher = createCipheriv('aes-256-gcm', key ?? new Uint8Array(0), sealed.bytes.slice(0, 12));
    const part = (text: string) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.byteLength(text));
      return Buffer.concat([length, Buffer.from(text)]);
    };
    cipher.setAAD(Buffer.concat(['halfminute/seed/v1', 'key-1', 'ada', 'a1'].map(part)));
    const expected = Buffer.concat([cipher.update(seed.reveal()), cipher.final(), cipher.getAuthTag()]);
    expect(Buffer.from(sealed.bytes.slice(12)).toString('hex')).toBe(expected.toString('hex'));
    expect((await unsealSeed(sealed, owner, keyRing)).equals(seed)).toBe(true);
  });

  it('has a nonce of its own each time', async () => {
    const host = createMemoryHost();
    const [one, other] = [await sealSeed(seed, owner, host), await sealSeed(seed, owner, host)];
    expect(one.bytes.slice(0, 12)).not.toEqual(other.bytes.slice(0, 12));
  });

  it('leaves the secret that it was made from alone', async () => {
    const mine = Secret.fromBytes(new Uint8Array(20).fill(3));
    await sealSeed(mine, owner, createMemoryHost());
    expect(mine.reveal()).toEqual(new Uint8Array(20).fill(3));
  });

  it('has parts that cannot be shifted into one another', () => {
    expect(lengthPrefixed(['ab', 'c'])).not.toEqual(lengthPrefixed(['a', 'bc']));
    expect(Array.from(lengthPrefixed(['é', '']))).toEqual([0, 0, 0, 2, 0xc3, 0xa9, 0, 0, 0, 0]);
  });

  it.each([
    ['user', { ...owner, userId: 'bea' }],
    ['authenticator', { ...owner, authenticatorId: 'a2' }],
    ['split of the two', { userId: 'adaa', authenticatorId: '1' }],
  ])('T22 does not open for another %s', async (_what, other) => {
    const host = createMemoryHost();
    const sealed = await sealSeed(seed, owner, host);
    await expect(unsealSeed(sealed, other, host.keyRing)).rejects.toMatchObject({ code: 'seed-damaged' });
  });

  it('does not open with a bit changed, or cut', async () => {
    const host = createMemoryHost();
    const sealed = await sealSeed(seed, owner, host);
    for (const at of [0, 11, 12, 31, 32, 47]) {
      const bytes = Uint8Array.from(sealed.bytes);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      await expect(unsealSeed({ ...sealed, bytes }, owner, host.keyRing)).rejects.toMatchObject({
        code: 'seed-damaged',
      });
    }
    for (const length of [0, 11, 12, 27, 28, 47]) {
      const bytes = sealed.bytes.slice(0, length);
      await expect(unsealSeed({ ...sealed, bytes }, owner, host.keyRing)).rejects.toBeInstanceOf(MfaError);
      await expect(unsealSeed({ ...sealed, bytes }, owner, host.keyRing)).rejects.toMatchObject({
        code: 'seed-damaged',
      });
    }
  });

  it('does not open with another key’s name, and every key has 32 bytes', async () => {
    const host = createMemoryHost();
    const sealed = await sealSeed(seed, owner, host);
    await expect(unsealSeed({ ...sealed, keyId: 'key-2' }, owner, host.keyRing)).rejects.toMatchObject({
      code: 'seed-damaged',
    });
    for (const length of [0, 16, 31, 33]) {
      const short: KeyRing = { presentKeyId: 'k', key: () => Promise.resolve(new Uint8Array(length)) };
      await expect(sealSeed(seed, owner, { ...host, keyRing: short })).rejects.toMatchObject({ code: 'bad-key' });
    }
  });
});

describe('T21 a dump of the database', () => {
  it('without the key lets nobody in', async () => {
    const ada = await enrolledAda();
    const keyRing = createMemoryKeyRing({ missing: ['key-1'] });
    const thief = createMfa({ ...ada.host, keyRing });
    const guess = { ...ada.act, typed: ada.code(), factor: 'code', purpose: 'sign-in' } as const;
    await expect(thief.verify(guess)).rejects.toMatchObject({ code: 'key-missing', name: 'MfaError' });
    const wrongKey = createMfa({
      ...ada.host,
      keyRing: { ...keyRing, key: () => Promise.resolve(new Uint8Array(32)) },
    });
    await expect(wrongKey.verify(guess)).rejects.toMatchObject({ code: 'seed-damaged' });
  });

  it('holds no seed and no code in clear', async () => {
    const ada = await enrolledAda();
    const shown = await ada.begin('second');
    await ada.verify(ada.code());
    const dump = JSON.stringify([ada.store.records(), ada.store.events, ada.store.notices]);
    for (const { secret } of [shown, ...(ada.held === null ? [] : [ada.held])]) {
      expect(dump).not.toContain(JSON.stringify(Array.from(secret.reveal())).slice(1, -1));
      expect(dump).not.toContain(Buffer.from(secret.reveal()).toString('hex'));
      expect(dump).not.toContain(Buffer.from(secret.reveal()).toString('base64'));
    }
    expect(dump).not.toContain(ada.code());
  });

  it('C11 neither does any error', async () => {
    const ada = await enrolledAda();
    const code = ada.code();
    await tamper(
      ada,
      withSeed((sealed) => ({ ...sealed, bytes: sealed.bytes.slice(1) })),
    );
    const failure = await ada.verify(code).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MfaError);
    expect(String(failure)).not.toContain(code);
    expect(JSON.stringify(failure)).not.toContain(code);
  });
});

describe('T22 a row moved in the database', () => {
  it('to another user lets nobody in there', async () => {
    const ada = await enrolledAda();
    const bea = await enrolledAda({ store: ada.store, userId: 'bea', seed: 5 });
    const [hers] = (await ada.record()).authenticators;
    await tamper(bea, (record) => ({ ...record, authenticators: hers === undefined ? [] : [hers] }));
    await expect(bea.verify(ada.code())).rejects.toMatchObject({ code: 'seed-damaged' });
  });

  it('between two authenticators of one user lets nobody in', async () => {
    const ada = await enrolledAda();
    await ada.enrol({ attemptId: 'second' });
    await tamper(ada, (record) => {
      const [first, second] = record.authenticators;
      return first === undefined || second === undefined
        ? record
        : {
            ...record,
            authenticators: [
              { ...first, seed: second.seed },
              { ...second, seed: first.seed },
            ],
          };
    });
    await expect(ada.verify(ada.code())).rejects.toMatchObject({ code: 'seed-damaged' });
  });
});

describe('S13 keys that are away', () => {
  it('close every door: confirming, showing and importing too', async () => {
    const ada = await enrolledAda();
    const shown = await ada.begin('second');
    const keyless = createMfa({ ...ada.host, keyRing: createMemoryKeyRing({ missing: ['key-1'] }) });
    const begin = { ...ada.act, attemptId: 'second', startAgain: false, presented: 'nothing' } as const;
    const missing = { code: 'key-missing' };
    await expect(keyless.begin(begin)).rejects.toMatchObject(missing);
    await expect(keyless.begin({ ...begin, attemptId: 'third' })).rejects.toMatchObject(missing);
    const confirming = { ...ada.act, attemptId: 'second', typed: ada.code(0, shown), name: '' };
    await expect(keyless.confirm(confirming)).rejects.toMatchObject(missing);
    const { secret, profile } = shown;
    await expect(keyless.importAuthenticator({ ...ada.act, secret, profile, name: '' })).rejects.toMatchObject(missing);
    expect((await ada.record()).consecutiveFailures).toBe(0);
  });

  it('are asked for again once they are back, and then only once', async () => {
    const keys = createMemoryKeyRing();
    const asked: string[] = [];
    let isAway = false;
    const keyRing: KeyRing = {
      presentKeyId: 'key-1',
      key: (keyId) => {
        asked.push(keyId);
        return isAway ? Promise.resolve(null) : keys.key(keyId);
      },
    };
    const ada = new Ada({ keyRing });
    isAway = true;
    await expect(ada.begin()).rejects.toMatchObject({ code: 'key-missing' });
    isAway = false;
    await ada.enrol();
    await ada.verify(ada.code());
    expect(asked).toEqual(['key-1', 'key-1']);
  });

  it('name the key in the message, and no more of it than fits', async () => {
    const ada = new Ada({
      keyRing: createMemoryKeyRing({ presentKeyId: 'k'.repeat(100), missing: ['k'.repeat(100)] }),
    });
    await expect(ada.begin()).rejects.toThrow(`The key "${'k'.repeat(64)}" is not in the key ring`);
  });
});

describe('S11 rotation', () => {
  const newRing = createMemoryKeyRing({ presentKeyId: 'key-2' });

  async function manyUsers(count: number) {
    const store = createMemoryStore();
    const users: Ada[] = [];
    for (let index = 0; index < count; index++) {
      users.push(await enrolledAda({ store, userId: `user-${index}`, seed: index + 1 }));
    }
    return { store, users };
  }

  it('seals every seed with the present key, pending ones too, and all goes on', async () => {
    const ada = await enrolledAda();
    const shown = await ada.begin('second');
    const rotated = createMfa({ ...ada.host, keyRing: newRing });
    expect(await rotated.rotateKeys(10)).toBe(1);
    expect(await rotated.rotateKeys(10)).toBe(0);
    const record = await ada.record();
    expect([...record.authenticators, ...record.pending].map(({ seed: { keyId } }) => keyId)).toEqual([
      'key-2',
      'key-2',
    ]);
    const withoutOld = createMfa({
      ...ada.host,
      keyRing: createMemoryKeyRing({ presentKeyId: 'key-2', missing: ['key-1'] }),
    });
    const typed = ada.code(0, shown);
    expect(await withoutOld.confirm({ ...ada.act, attemptId: 'second', typed, name: '' })).toMatchObject({
      result: 'confirmed',
    });
    const guess = { ...ada.act, typed: ada.code(), factor: 'code', purpose: 'sign-in' } as const;
    expect(await withoutOld.verify(guess)).toMatchObject({ result: 'accepted' });
  });

  it('may be killed and goes on where it was', async () => {
    const { store, users } = await manyUsers(7);
    const [first] = users;
    const host = { ...createMemoryHost({ seed: 50 }), store, keyRing: newRing };
    const killed = createMfa({
      ...host,
      store: {
        ...store,
        replace: (change) =>
          change.before.userId === 'user-3' ? Promise.reject(new Error('killed')) : store.replace(change),
      },
    });
    await expect(killed.rotateKeys(5)).rejects.toThrow('killed');
    expect(await store.usersSealedWithOtherKeys('key-2', 100)).toEqual(['user-3', 'user-5', 'user-6']);
    const mfa = createMfa(host);
    expect(await mfa.rotateKeys(2)).toBe(2);
    expect(await mfa.rotateKeys(2)).toBe(1);
    expect(await mfa.rotateKeys(2)).toBe(0);
    const after = createMfa({ ...host, clock: () => first?.host.now ?? 0 });
    for (const user of users) {
      const guess = { ...user.act, typed: user.code(), factor: 'code', purpose: 'sign-in' } as const;
      expect(await after.verify(guess)).toMatchObject({ result: 'accepted' });
    }
  });

  it('loses no sign-in that comes in between', async () => {
    const ada = await enrolledAda();
    const { store } = ada;
    let isFirst = true;
    const mfa = createMfa({
      ...ada.host,
      keyRing: newRing,
      store: {
        ...store,
        replace: async (change) => {
          if (isFirst) {
            isFirst = false;
            expect(await ada.verify(ada.code())).toMatchObject({ result: 'accepted' });
          }
          return store.replace(change);
        },
      },
    });
    expect(await mfa.rotateKeys(10)).toBe(1);
    const [authenticator] = (await ada.record()).authenticators;
    expect(authenticator).toMatchObject({ seed: { keyId: 'key-2' }, lastStep: Math.floor(ada.host.now / 30) });
    expect(await ada.verify(ada.code())).toEqual({ result: 'replayed' });
  });

  it('is not kept back by one seed that cannot be opened, and says so', async () => {
    const { store, users } = await manyUsers(3);
    const [, damaged] = users;
    if (damaged !== undefined) {
      await tamper(
        damaged,
        withSeed((sealed) => ({ ...sealed, bytes: new Uint8Array(60) })),
      );
    }
    const mfa = createMfa({ ...createMemoryHost({ seed: 50 }), store, keyRing: newRing });
    await expect(mfa.rotateKeys(10)).rejects.toMatchObject({ code: 'seed-damaged' });
    expect(await store.usersSealedWithOtherKeys('key-2', 100)).toEqual(['user-1']);
  });

  it('does the rest where a part was done, and leaves that as it is', async () => {
    const ada = await enrolledAda();
    const rotated = createMfa({ ...ada.host, keyRing: newRing });
    await rotated.rotateKeys(10);
    await ada.enrol({ attemptId: 'by a node with the old key' });
    await ada.begin('shown by it');
    const [done] = (await ada.record()).authenticators;
    expect(await rotated.rotateKeys(10)).toBe(1);
    const { authenticators, pending } = await ada.record();
    const keyIds = [...authenticators, ...pending].map(({ seed: { keyId } }) => keyId);
    expect(keyIds).toEqual(['key-2', 'key-2', 'key-2']);
    expect(authenticators[0]?.seed).toEqual(done?.seed);
    await ada.begin('shown later');
    expect(await rotated.rotateKeys(10)).toBe(1);
    expect((await ada.record()).pending.map(({ seed: { keyId } }) => keyId)).toEqual(['key-2', 'key-2']);
  });

  it('leaves what is sealed with the present key as it is', async () => {
    const ada = await enrolledAda();
    const mfa = createMfa({
      ...ada.host,
      store: { ...ada.store, usersSealedWithOtherKeys: () => Promise.resolve(['ada']) },
    });
    const { version } = await ada.record();
    expect(await mfa.rotateKeys(10)).toBe(1);
    expect((await ada.record()).version).toBe(version);
  });
});
