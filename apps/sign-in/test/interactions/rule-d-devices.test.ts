import { describe, expect, test } from 'vitest';
import { createPerson } from '@halfminute/sign-in/testing';
import type { Answer, ConfigOverrides, Cookie, Person, UserAgent } from '@halfminute/sign-in/testing';
import { testClient } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import {
  afterPassword,
  auditOf,
  authenticatorOfPerson,
  giveRecoveryCodes,
  isIn,
  mailsTo,
  nextStep,
  withCode,
  withoutSession,
} from './walking.ts';

/** A client that takes no remembered device, whatever it asks for. */
const strictClient = {
  ...testClient,
  id: 'payments',
  redirectUris: ['http://localhost:6240/callback'],
  rememberedDevices: false,
};
const config: ConfigOverrides = { clients: [testClient, strictClient] };

startServiceForFile({ config });

const remembered = { acr_values: 'urn:halfminute:acr:remembered' };

interface Home {
  readonly ada: Person;
  readonly agent: UserAgent;
  readonly cookie: Cookie;
}

async function remember(person?: Person, agent?: UserAgent): Promise<Home> {
  const ada = person ?? (await createPerson(service.services, { enrolled: true }));
  const code = authenticatorOfPerson(ada).codeAt(await nextStep(service));
  const way = { parameters: remembered, remember: true, ...(agent && { agent: withoutSession(agent) }) };
  const standing = await withCode(service, ada, code, way);
  expect(isIn(standing.page)).toBe(true);
  return { ada, agent: standing.agent, cookie: deviceCookie(standing.agent) };
}

function deviceCookie(agent: UserAgent): Cookie {
  const cookie = agent.cookies.all().find(({ name }) => name.includes('device'));
  if (!cookie) {
    throw new Error('There is no cookie of a device.');
  }
  return cookie;
}

/** What the password leads to in this browser, once its session is over. */
async function come(person: Person, agent: UserAgent, parameters: Readonly<Record<string, string>> = remembered) {
  const next = withoutSession(agent);
  const standing = await afterPassword(service, person, { agent: next, parameters });
  // In, or at another page: never an error.
  expect(standing.page.status).toBeLessThan(400);
  expect(standing.page.leavesTo === null).toBe(!isIn(standing.page));
  return { ...standing, asked: !isIn(standing.page) };
}

describe('D1 a remembered device is never called MFA', () => {
  test('its tokens have a class of their own, and amr says the password only', async () => {
    const { ada, agent } = await remember();
    const { page, request } = await come(ada, agent);
    const { claims } = await service.client.redeem(service.client.codeOf(page, request), request);
    expect(claims).toMatchObject({ acr: 'urn:halfminute:acr:remembered', amr: ['pwd'] });
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['a client that asks for MFA', { acr_values: 'urn:halfminute:acr:mfa' }],
    ['a client that asks for nothing', {}],
    [
      "a client that asks by Auth0's name",
      { acr_values: 'http://schemas.openid.net/pape/policies/2007/06/multi-factor' },
    ],
  ])('%s gets a real code', async (_name, parameters) => {
    const { ada, agent } = await remember();
    expect((await come(ada, agent, parameters)).asked).toBe(true);
  });

  test('a step-up on the session of a remembered device wants a code', async () => {
    const { ada, agent } = await remember();
    const { agent: inside } = await come(ada, agent);
    const stepUp = await inside.get(service.client.start({ acr_values: 'urn:halfminute:acr:mfa', max_age: '0' }).url);
    expect(stepUp.text).toContain('A new code for Cases');
  });
});

describe('D2 the cookie of a device', () => {
  test('is an id and 256 bits, kept from scripts and other sites; the database holds a hash of it', async () => {
    const { ada, cookie } = await remember();
    const [id = '', secret = ''] = cookie.value.split('.');
    expect(Buffer.from(secret, 'base64url').length).toBeGreaterThanOrEqual(32);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/' });
    const [device] = (await service.services.mfa.read(ada.account.userId)).devices;
    expect(device?.id).toBe(id);
    expect(Buffer.from(device?.secretHash ?? []).toString('base64url')).not.toContain(secret);
    expect(cookie.name).not.toContain(ada.account.userId);
  });

  test('changes at each use, and the value before stays good for another tab, for a minute', async () => {
    const { ada, agent, cookie } = await remember();
    const tab = agent.copy();
    const first = await come(ada, agent);
    expect(first.asked).toBe(false);
    expect(deviceCookie(first.agent).value).not.toBe(cookie.value);
    expect((await come(ada, tab)).asked).toBe(false);
  });

  test('T13 a copy that is used after its owner came again is theft: the device is forgotten, and its owner told', async () => {
    const { ada, agent } = await remember();
    const thief = agent.copy();
    const owner = await come(ada, agent);
    expect(owner.asked).toBe(false);
    await service.advance(61);
    expect((await come(ada, thief)).asked).toBe(true);
    expect(await auditOf(service, ada, 'device-stolen')).toHaveLength(1);
    expect(await mailsTo(service, ada)).toContain('device-stolen');
    expect((await come(ada, owner.agent)).asked).toBe(true);
  });
});

test('D3 thirty days after the last real code the device is asked again, however often it was used', async () => {
  const { ada, agent, cookie } = await remember();
  let here = agent;
  for (let week = 0; week < 4; week += 1) {
    await service.advance(7 * 86_400);
    const next = await come(ada, here);
    expect(next.asked).toBe(false);
    expect(deviceCookie(next.agent).expiresAt).toBe(cookie.expiresAt);
    here = next.agent;
  }
  await service.advance(2 * 86_400 + 60);
  expect((await come(ada, here)).asked).toBe(true);
});

describe('D4 a device is forgotten', () => {
  const act = { actor: { kind: 'admin', name: 'Ines' }, source: { address: null, agent: null, place: null } } as const;

  test.each<[string, (home: Home) => Promise<unknown>]>([
    [
      'by a reset of an administrator',
      ({ ada }) => service.services.mfa.reset({ userId: ada.account.userId, reason: 'lost', context: act }),
    ],
    [
      'when a recovery code was used',
      async ({ ada }) => {
        const [recovery = ''] = await giveRecoveryCodes(service, ada);
        const { agent, page } = await afterPassword(service, ada);
        await agent.submit(await agent.get(`${page.url.pathname}/recovery`), { recovery });
      },
    ],
    [
      'when its user forgets all of them',
      async ({ ada, agent }) => {
        const page = await agent.get('/my-security/confirm/forget-devices/all');
        const code = authenticatorOfPerson(ada).codeAt(await nextStep(service));
        expect((await agent.submit(page, { code })).text).toContain('Forgotten.');
      },
    ],
    [
      'when the account is frozen',
      async ({ ada, agent }) => {
        await agent.submit(await agent.get('/my-security/not-me'), {});
        await service.services.database.transaction((transaction) =>
          service.services.accounts.unfreeze(transaction, ada.account.userId),
        );
      },
    ],
  ])('%s', async (_name, forget) => {
    const home = await remember();
    await forget(home);
    expect((await service.services.mfa.read(home.ada.account.userId)).devices).toHaveLength(0);
    expect((await come(home.ada, home.agent)).asked).toBe(true);
  });
});

test('D5 T14 the cookie of one user is nothing for another at the same browser, and each keeps an own one', async () => {
  const { ada, agent, cookie } = await remember();
  const bob = await createPerson(service.services, { enrolled: true });
  expect((await come(bob, agent)).asked).toBe(true);
  // Also where somebody gives it the name that Bob's would have.
  const both = await remember(bob, agent);
  const bobs = both.agent.cookies.all().find(({ name }) => name.includes('device') && name !== cookie.name);
  expect(bobs?.name).not.toBe(cookie.name);
  const forged = service.userAgent();
  forged.cookies.put({ ...cookie, name: bobs?.name ?? '' });
  expect((await come(bob, forged)).asked).toBe(true);
  expect((await come(bob, both.agent)).asked).toBe(false);
  expect((await come(ada, both.agent)).asked).toBe(false);
});

test('D5 without the password a device opens nothing', async () => {
  const { ada, agent } = await remember();
  const next = withoutSession(agent);
  const page = await next.get(service.client.start(remembered).url);
  expect(isIn(page)).toBe(false);
  const refused = await next.submit(page, { user: ada.userName, password: 'not her password at all' });
  expect(refused.status).toBe(403);
});

describe('D6 what policy allows', () => {
  const hasBox = (page: Answer) => page.forms.some(({ names }) => names.includes('remember'));

  test('the box is offered with the days of the policy', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const { page } = await afterPassword(service, ada);
    expect(hasBox(page)).toBe(true);
    expect(page.text).toContain('Remember this device for 30 days');
  });

  test('administrators are not remembered, even if the box is posted', async () => {
    const admin = await createPerson(service.services, { enrolled: true, account: { admin: true } });
    const { agent, page } = await afterPassword(service, admin, { parameters: remembered });
    expect(hasBox(page)).toBe(false);
    const code = authenticatorOfPerson(admin).codeAt(await nextStep(service));
    expect(isIn(await agent.submit(page, { code, remember: 'on' }))).toBe(true);
    expect((await service.services.mfa.read(admin.account.userId)).devices).toHaveLength(0);
  });

  test('a client may refuse them, and its users are asked', async () => {
    const { ada, agent } = await remember();
    const client = service.client.as(strictClient);
    const next = withoutSession(agent);
    const { page } = await afterPassword(service, ada, { agent: next, client, parameters: remembered });
    expect(isIn(page)).toBe(false);
    expect(hasBox(page)).toBe(false);
  });

  test('a step-up remembers no device', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const code = authenticatorOfPerson(ada).codeAt(await nextStep(service));
    const { agent } = await withCode(service, ada, code);
    const page = await agent.get(service.client.start({ max_age: '0' }).url);
    expect(hasBox(page)).toBe(false);
    const next = authenticatorOfPerson(ada).codeAt(await nextStep(service));
    expect(isIn(await agent.submit(page, { code: next, remember: 'on' }))).toBe(true);
    expect((await service.services.mfa.read(ada.account.userId)).devices).toHaveLength(0);
  });
});

test('D7 "My security" lists remembered devices with first and last use, says which is this one, and forgets one of two', async () => {
  const first = await remember();
  const second = await remember(first.ada);
  const page = await second.agent.get('/my-security');
  const rows = page.forms.filter(({ action }) => /\/devices\/(?!all)/.test(action));
  expect(rows).toHaveLength(2);
  expect(page.text).toContain('Firefox on Linux');
  expect(page.text).toMatch(/this device/i);
  expect(page.text).toMatch(/Since \d+ \w+ . last used today/);
  const { devices } = await service.services.mfa.read(first.ada.account.userId);
  const [other] = devices.filter(({ id }) => !second.cookie.value.startsWith(id));
  const confirm = await second.agent.submit(
    page,
    {},
    { choose: ({ action }) => action.endsWith(`/devices/${other?.id ?? ''}`) },
  );
  const code = authenticatorOfPerson(first.ada).codeAt(await nextStep(service));
  await second.agent.submit(confirm, { code });
  const left = (await service.services.mfa.read(first.ada.account.userId)).devices;
  expect(left.map(({ id }) => id)).toEqual(devices.filter(({ id }) => id !== other?.id).map(({ id }) => id));
  expect((await come(first.ada, first.agent)).asked).toBe(true);
  expect((await come(first.ada, second.agent)).asked).toBe(false);
});
