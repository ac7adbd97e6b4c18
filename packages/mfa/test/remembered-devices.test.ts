import { hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMfa } from '@halfminute/mfa';
import type { DeviceOutcome } from '@halfminute/mfa';
import { createMemoryKeyRing } from '@halfminute/mfa/testing';
import { context, enrolledAda } from './ada.ts';
import type { Ada } from './ada.ts';

const day = 86_400;

async function remembered(options: ConstructorParameters<typeof Ada>[0] = {}) {
  const ada = await enrolledAda(options);
  const device = await ada.mfa.rememberDevice({ ...ada.act, name: 'Firefox on Debian', days: 30 });
  if (device === null) {
    throw new Error('No device is remembered.');
  }
  const use = (cookie: string): Promise<DeviceOutcome> => ada.mfa.useDevice({ ...ada.act, cookie });
  const next = async (cookie: string): Promise<string> => {
    const outcome = await use(cookie);
    return outcome.result === 'recognised' && outcome.cookie !== null
      ? outcome.cookie
      : `no next value: ${outcome.result}`;
  };
  return { ada, device, use, next };
}

describe('D2 the cookie of a remembered device', () => {
  it('is an id and 256 bits, of which a hash is stored', async () => {
    const { ada, device } = await remembered();
    const [id, secret = ''] = device.cookie.split('.');
    expect(id).toBe(device.deviceId);
    expect(secret).toMatch(/^[\w-]{43}$/);
    const bytes = Buffer.from(secret, 'base64url');
    expect(bytes).toHaveLength(32);
    const [stored] = (await ada.record()).devices;
    expect(stored?.secretHash).toEqual(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    const kept = JSON.stringify([ada.store.records(), ada.store.events, ada.store.notices]);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(JSON.stringify(Array.from(bytes)).slice(1, -1));
  });

  it('is told of, in the log and to the user', async () => {
    const { ada, device } = await remembered();
    expect(device.expiresAt).toBe(ada.host.now + 30 * day);
    expect(ada.store.events.at(-1)).toMatchObject({
      kind: 'device-remembered',
      detail: { deviceId: device.deviceId, name: 'Firefox on Debian', place: 'London', expiresAt: device.expiresAt },
    });
    expect(ada.store.notices.at(-1)).toMatchObject({
      kind: 'new-device',
      parameters: { device: 'Firefox on Debian', place: 'London', until: device.expiresAt },
    });
  });

  it('has another value after each use, and the one before is worth nothing once the new one was shown', async () => {
    const { device, use, next } = await remembered();
    const second = await next(device.cookie);
    const third = await next(second);
    const values = [device.cookie, second, third];
    expect(new Set(values).size).toBe(3);
    expect(
      values.every((value) => value.startsWith(`${device.deviceId}.`) && value.length === device.cookie.length),
    ).toBe(true);
    expect(await use(device.cookie)).toEqual({ result: 'stolen' });
  });

  it('may be shown again within a minute, and gets the same next value: two tabs, or a lost answer', async () => {
    const { ada, device, use, next } = await remembered();
    const second = await next(device.cookie);
    for (const after of [0, 30, 30]) {
      ada.later(after);
      const before = ada.store.events.length;
      expect(await use(device.cookie)).toEqual({
        result: 'recognised',
        deviceId: device.deviceId,
        cookie: second,
        expiresAt: device.expiresAt,
      });
      expect(ada.events(before)).toEqual(['device-used']);
      expect(ada.store.events.at(-1)?.detail).toEqual({ deviceId: device.deviceId, name: 'Firefox on Debian' });
    }
    expect(ada.notices()).toEqual(['authenticator-added', 'new-device']);
    expect(await next(second)).not.toContain('no next value');
  });

  it('may be shown by two tabs at the very same moment', async () => {
    const { device, use } = await remembered();
    const [one, other] = await Promise.all([use(device.cookie), use(device.cookie)]);
    expect(one).toMatchObject({ result: 'recognised' });
    expect(other).toEqual(one);
  });

  it('stays as it is where the next value cannot be worked out again, because the key was changed within the minute', async () => {
    const { ada, device, next } = await remembered();
    const second = await next(device.cookie);
    const rotated = createMfa({ ...ada.host, keyRing: createMemoryKeyRing({ presentKeyId: 'key-2' }) });
    expect(await rotated.useDevice({ ...ada.act, cookie: device.cookie })).toMatchObject({
      result: 'recognised',
      cookie: null,
    });
    expect(await rotated.useDevice({ ...ada.act, cookie: second })).toMatchObject({ result: 'recognised' });
  });

  it('T13 shown again after the minute is theft: the device is forgotten and the user told', async () => {
    const { ada, device, use, next } = await remembered();
    const other = await ada.mfa.rememberDevice({ ...ada.act, name: 'Laptop', days: 30 });
    const second = await next(device.cookie);
    ada.later(61);
    const before = ada.store.events.length;
    const noticesBefore = ada.store.notices.length;
    expect(await use(device.cookie)).toEqual({ result: 'stolen' });
    expect(ada.events(before)).toEqual(['device-stolen']);
    expect(ada.store.events.at(-1)?.detail).toEqual({ deviceId: device.deviceId, name: 'Firefox on Debian' });
    expect(ada.notices().slice(noticesBefore)).toEqual(['device-stolen']);
    expect(ada.store.notices.at(-1)?.parameters).toEqual({ device: 'Firefox on Debian', place: 'London' });
    expect((await ada.record()).devices).toMatchObject([{ id: other?.deviceId, name: 'Laptop', previousHash: null }]);
    expect(await use(second)).toEqual({ result: 'unknown' });
    expect(await use(other?.cookie ?? '')).toMatchObject({ result: 'recognised' });
  });

  it('T13 a copy is known for what it is many uses later, and whoever of the two comes second sets it off', async () => {
    const { ada, device, use, next } = await remembered();
    let cookie = device.cookie;
    for (let times = 0; times < 128; times++) {
      cookie = await next(cookie);
      ada.later(day / 5);
    }
    expect(await use(device.cookie)).toEqual({ result: 'stolen' });
    expect(await use(cookie)).toEqual({ result: 'unknown' });

    const thief = await remembered();
    const copy = thief.device.cookie;
    const thiefs = await thief.next(copy);
    thief.ada.later(3600);
    await thief.next(thiefs);
    expect(await thief.use(copy)).toEqual({ result: 'stolen' });
  });

  it('follows from the value before by a key that no cookie tells', async () => {
    const one = await remembered();
    const other = await remembered({ keyRing: createMemoryKeyRing({ presentKeyId: 'key-9' }) });
    expect(one.device.cookie).toBe(other.device.cookie);
    expect(await one.next(one.device.cookie)).not.toBe(await other.next(other.device.cookie));
  });

  it('follows from it as Node’s own HKDF says', async () => {
    const { ada, device, next } = await remembered();
    const key = (await ada.host.keyRing.key('key-1')) ?? new Uint8Array(0);
    const secret = Buffer.from(device.cookie.split('.')[1] ?? '', 'base64url');
    const info = Buffer.concat(
      ['halfminute/device/v1', 'ada', device.deviceId].map((part) => {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(part.length);
        return Buffer.concat([length, Buffer.from(part)]);
      }),
    );
    const following = Buffer.from(hkdfSync('sha256', key, secret, info, 32)).toString('base64url');
    expect(await next(device.cookie)).toBe(`${device.deviceId}.${following}`);
  });

  it('T21 is worth nothing where the key is missing: nobody gets in', async () => {
    const { ada, device } = await remembered();
    const keyless = createMfa({ ...ada.host, keyRing: createMemoryKeyRing({ missing: ['key-1'] }) });
    await expect(keyless.useDevice({ ...ada.act, cookie: device.cookie })).rejects.toMatchObject({
      code: 'key-missing',
    });
  });
});

describe('a cookie that is none', () => {
  it('case C53 is unknown, and the device stays: altered, cut, or anything else', async () => {
    const { ada, device, use, next } = await remembered();
    const second = await next(device.cookie);
    ada.later(3600);
    const before = ada.store.events.length;
    const last = second.at(-2) === 'A' ? 'B' : 'A';
    const altered = `${second.slice(0, -2)}${last}${second.at(-1)}`;
    const [id = '', secret = ''] = second.split('.');
    const garbage = [
      altered,
      `${second}A`,
      second.slice(0, -1),
      `${second}=`,
      `${id}.`,
      id,
      `.${secret}`,
      `${id}.${secret}.`,
      `${id}.${'A'.repeat(43)}`,
      `${secret}.${id}`,
      '',
      '.',
      '__proto__.constructor',
      `${id}.${'🐙'.repeat(20)}`,
      'x'.repeat(100_000),
      `${'x'.repeat(300)}.${secret}`,
    ];
    for (const cookie of garbage) {
      expect(await use(cookie)).toEqual({ result: 'unknown' });
    }
    const posted = null as unknown as string; // a request without the cookie
    expect(await use(posted)).toEqual({ result: 'unknown' });
    expect(ada.events(before)).toEqual([]);
    expect(await use(second)).toMatchObject({ result: 'recognised' });
  });

  it('D5 T14 is unknown with another user, also if that user has a device', async () => {
    const { ada, device, use } = await remembered();
    const bea = await enrolledAda({ store: ada.store, userId: 'bea', seed: 5 });
    await bea.mfa.rememberDevice({ ...bea.act, name: 'Firefox', days: 30 });
    expect(await bea.mfa.useDevice({ ...bea.act, cookie: device.cookie })).toEqual({ result: 'unknown' });
    expect(await use(device.cookie)).toMatchObject({ result: 'recognised' });
  });
});

describe('D3 the end of a remembered device', () => {
  it('is fixed by the last real code, and no use puts it off', async () => {
    const { ada, device, next, use } = await remembered();
    let { cookie } = device;
    for (let days = 1; days < 30; days++) {
      ada.later(day);
      cookie = await next(cookie);
      expect((await ada.record()).devices[0]?.expiresAt).toBe(device.expiresAt);
    }
    ada.host.now = device.expiresAt - 1;
    cookie = await next(cookie);
    ada.host.now = device.expiresAt;
    const before = ada.store.events.length;
    expect(await use(cookie)).toEqual({ result: 'unknown' });
    expect(ada.store.events.slice(before)).toMatchObject([{ kind: 'device-forgotten', detail: { reason: 'expired' } }]);
    expect((await ada.record()).devices).toEqual([]);
  });

  it('D6 is as far as was asked, and never further than the policy lets it be', async () => {
    const ada = await enrolledAda({ policy: { rememberDays: 14 } });
    for (const [days, granted] of [
      [1, 1],
      [13.9, 13],
      [14, 14],
      [30, 14],
      [Number.POSITIVE_INFINITY, 14],
    ] as const) {
      const device = await ada.mfa.rememberDevice({ ...ada.act, name: '', days });
      expect(device?.expiresAt).toBe(ada.host.now + granted * day);
    }
  });

  it('D6 is now where the policy remembers no device, or no day is left', async () => {
    const ada = await enrolledAda({ policy: { rememberDays: 0 } });
    expect(await ada.mfa.rememberDevice({ ...ada.act, name: '', days: 30 })).toBeNull();
    const bea = await enrolledAda();
    for (const days of [0, -1, 0.9, Number.NaN]) {
      expect(await bea.mfa.rememberDevice({ ...bea.act, name: '', days })).toBeNull();
    }
    expect((await bea.record()).devices).toEqual([]);
  });
});

describe('D4 every remembered device is forgotten', () => {
  const acts: readonly (readonly [name: string, reason: string, act: (ada: Ada) => Promise<unknown>])[] = [
    [
      'when an authenticator is added',
      'factor-changed',
      async (ada) => {
        await ada.enrol({ attemptId: 'second' });
      },
    ],
    [
      'when one is removed',
      'factor-changed',
      async (ada) => {
        const [first] = (await ada.record()).authenticators;
        await ada.mfa.remove({ ...ada.act, authenticatorId: first?.id ?? '' });
      },
    ],
    ['when an administrator resets', 'reset', (ada) => ada.mfa.reset({ ...ada.byAdmin, reason: 'lost' })],
    ['when it was not the user', 'not-me', (ada) => ada.mfa.undoSince({ ...ada.act, since: ada.host.now + 1 })],
    [
      'when the user, or a new password, asks for it',
      'asked',
      (ada) => ada.mfa.forgetDevices({ ...ada.act, deviceId: 'all' }),
    ],
    [
      'when a recovery code is used',
      'recovery-code-used',
      async (ada) => {
        const [code = ''] = await ada.mfa.issueRecoveryCodes(ada.act);
        await ada.recover(code);
      },
    ],
  ];

  it.each(acts)('%s', async (_when, reason, act) => {
    const { ada, device, use } = await remembered();
    await ada.mfa.rememberDevice({ ...ada.act, name: 'Laptop', days: 30 });
    await act(ada);
    expect(await use(device.cookie)).toEqual({ result: 'unknown' });
    expect((await ada.record()).devices).toEqual([]);
    const forgotten = ada.store.events.filter(({ kind }) => kind === 'device-forgotten').map(({ detail }) => detail);
    expect(forgotten).toMatchObject([
      { deviceId: device.deviceId, name: 'Firefox on Debian', reason },
      { name: 'Laptop', reason },
    ]);
  });
});

describe('D7 the list of remembered devices', () => {
  it('has name, place, first and last use', async () => {
    const { ada, device } = await remembered();
    const first = ada.host.now;
    ada.later(day);
    const elsewhere = { ...context, source: { ...context.source, place: 'Ghent' } };
    await ada.mfa.useDevice({ ...ada.act, context: elsewhere, cookie: device.cookie });
    expect((await ada.record()).devices).toMatchObject([
      {
        id: device.deviceId,
        name: 'Firefox on Debian',
        place: 'Ghent',
        firstUsedAt: first,
        lastUsedAt: ada.host.now,
        previousUntil: ada.host.now + 60,
      },
    ]);
    expect(ada.store.events.at(-1)).toMatchObject({
      kind: 'device-used',
      detail: { deviceId: device.deviceId, name: 'Firefox on Debian' },
    });
  });

  it('keeps the place it knew where none is known', async () => {
    const { ada, device } = await remembered();
    const nowhere = { ...context, source: { ...context.source, place: null } };
    await ada.mfa.useDevice({ ...ada.act, context: nowhere, cookie: device.cookie });
    expect((await ada.record()).devices[0]?.place).toBe('London');
  });

  it('can lose one, or all', async () => {
    const { ada, device, use } = await remembered();
    const second = await ada.mfa.rememberDevice({ ...ada.act, name: 'Laptop', days: 30 });
    await ada.mfa.rememberDevice({ ...ada.act, name: 'Tablet', days: 30 });
    expect(await ada.mfa.forgetDevices({ ...ada.act, deviceId: second?.deviceId ?? '' })).toBe(1);
    expect(await use(second?.cookie ?? '')).toEqual({ result: 'unknown' });
    const before = await ada.record();
    expect(await ada.mfa.forgetDevices({ ...ada.act, deviceId: 'nobody' })).toBe(0);
    expect(await ada.record()).toEqual(before);
    expect(await ada.mfa.forgetDevices({ ...ada.act, deviceId: 'all' })).toBe(2);
    expect(await use(device.cookie)).toEqual({ result: 'unknown' });
  });

  it('loses what ran out when a device is added, and the one used longest ago when there are fifty', async () => {
    const { ada, device } = await remembered();
    ada.later(30 * day);
    await ada.mfa.rememberDevice({ ...ada.act, name: 'new', days: 30 });
    expect((await ada.record()).devices.map(({ id }) => id)).not.toContain(device.deviceId);
    for (let index = 0; index < 50; index++) {
      ada.later(1);
      await ada.mfa.rememberDevice({ ...ada.act, name: `device ${index}`, days: 30 });
    }
    const names = (await ada.record()).devices.map(({ name }) => name);
    expect(names).toHaveLength(50);
    expect(names).not.toContain('new');
    expect(names).toContain('device 0');
    expect(names).toContain('device 49');
  });
});
