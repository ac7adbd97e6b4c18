import { describe, expect, test } from 'vitest';
import { authenticatorOf, createPerson, secretOn, walk } from '@halfminute/sign-in/testing';
import type { Answer, Person } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import { prepareMail } from '../../src/mail/prepare-mail.ts';
import {
  afterPassword,
  auditOf,
  authenticatorOfPerson,
  failuresOf,
  isIn,
  mailsTo,
  nextStep,
  settleInStep,
  withCode,
} from './walking.ts';

startServiceForFile();

describe('S1 T15 cookies that an attacker planted are of no use to him', () => {
  test('with the cookies of the interaction he neither sees the next page nor finishes the sign-in', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const attacker = service.userAgent();
    const request = service.client.start();
    const start = await attacker.get(request.url);
    const victim = attacker.copy();

    const page = await victim.submit(await victim.get(start.url), { user: ada.userName, password: ada.password });
    expect(page.text).toContain('Enter a one-time code');
    expect((await attacker.get(start.url)).text).not.toContain('Enter a one-time code');
    const code = authenticatorOfPerson(ada).codeAt(await settleInStep(service));
    const finished = await victim.submit(page, { code }, { redirects: 'manual' });
    expect(finished.status).toBe(303);

    // The result is there now; whoever redeems it needs the cookie that came with it.
    const [uid = ''] = /(?<=\/interaction\/)[^/]+/.exec(page.url.pathname) ?? [];
    const stolen = await attacker.get(`/auth/${uid}`);
    expect(isIn(stolen)).toBe(false);
    expect(isIn(await victim.get(String(finished.headers.location)))).toBe(true);
  });

  test('the cookie of a sign-in changes after the password and after the second factor, and the old ones are dead', async () => {
    const ada = await createPerson(service.services, { mfaRequired: true });
    const { agent, page } = await afterPassword(service, ada);
    const before = agent.copy();
    const code = authenticatorOf(secretOn(page)).codeAt(await settleInStep(service));
    const codes = await agent.submit(page, { code });
    expect(codes.text).toContain('Keep your recovery codes');
    const values = [before, agent].map(
      ({ cookies }) => cookies.all().find(({ name }) => name.includes('attempt'))?.value,
    );
    expect(values[0]).not.toBe(values[1]);
    const old = await before.get(page.url);
    expect(old.text).not.toContain('Keep your recovery codes');
    expect(old.forms.flatMap(({ names }) => names)).toContain('password');
  });

  test('a session that was there before the sign-in gets another id, and the id before opens nothing', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const now = await settleInStep(service);
    const { agent } = await withCode(service, ada, authenticatorOfPerson(ada).codeAt(now));
    const before = agent.copy();
    const page = await agent.get(service.client.start({ max_age: '0' }).url);
    const code = authenticatorOfPerson(ada).codeAt(await nextStep(service));
    expect(isIn(await agent.submit(page, { code }))).toBe(true);
    expect(isIn(await agent.get(service.client.start().url))).toBe(true);
    expect(isIn(await before.get(service.client.start().url))).toBe(false);
  });
});

describe('S6 T16 a form of ours is taken from our own pages only', () => {
  interface Post {
    readonly fields?: (csrf: string) => Readonly<Record<string, string | undefined>>;
    readonly headers?: Readonly<Record<string, string>>;
  }

  test.each<[string, Post]>([
    ['without its token', { fields: () => ({ csrf: undefined }) }],
    ['with an empty token', { fields: () => ({ csrf: '' }) }],
    ['with a token of another form', { fields: (csrf) => ({ csrf: `${csrf.slice(0, -2)}xx` }) }],
    ['from another site', { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' } }],
    ['from another place of our site', { headers: { 'sec-fetch-site': 'same-site' } }],
    [
      'from another origin, by a browser that says no more',
      { headers: { 'sec-fetch-site': '', origin: 'https://evil.example' } },
    ],
    ['from a frame without an origin', { headers: { 'sec-fetch-site': 'cross-site', origin: 'null' } }],
  ])('%s it is refused, and nothing is verified', async (_name, { fields, headers }) => {
    const ada = await createPerson(service.services, { enrolled: true });
    const { agent, page } = await afterPassword(service, ada);
    const csrf = page.forms[0]?.fields.get('csrf') ?? '';
    const code = authenticatorOfPerson(ada).codeAt(await settleInStep(service));
    const refused = await agent.submit(page, { code, ...fields?.(csrf) }, headers ? { headers } : {});
    expect(refused.status).toBe(403);
    expect(refused.forms.flatMap(({ names }) => names)).not.toContain('code');
    expect(await failuresOf(service, ada)).toBe(0);
    expect(isIn(await agent.submit(page, { code }))).toBe(true);
  });

  test("the form of an attacker's own sign-in is of no use in the victim's browser", async () => {
    const mallory = await createPerson(service.services, { mfaRequired: true });
    const ada = await createPerson(service.services, { mfaRequired: true });
    const own = await afterPassword(service, mallory);
    const victim = await afterPassword(service, ada);
    const form = own.page.forms.find(({ names }) => names.includes('code'));
    const target = victim.page.forms.find(({ names }) => names.includes('code'));
    const code = authenticatorOf(secretOn(victim.page)).codeAt(await settleInStep(service));
    const csrf = form?.fields.get('csrf');
    expect((await victim.agent.post(target?.action ?? '', { csrf, code })).status).toBe(403);
    expect((await victim.agent.post(form?.action ?? '', { csrf, code })).status).toBe(400);
    expect((await service.services.mfa.read(ada.account.userId)).authenticators).toHaveLength(0);
  });

  test('no page changes anything by being looked at, nor a link in a mail by being opened', async () => {
    const ada = await createPerson(service.services, { mfaRequired: true });
    const setUp = await afterPassword(service, ada);
    const bob = await createPerson(service.services, { enrolled: true });
    const code = await afterPassword(service, bob);
    const { agent } = await withCode(service, bob, authenticatorOfPerson(bob).codeAt(await nextStep(service)));
    const kinds = ['invitation', 'password-reset', 'not-me', 'enrol', 'enrol-ticket', 'enable-again'] as const;
    const links = await Promise.all(
      kinds.map((kind) =>
        service.services.database.transaction((transaction) =>
          service.services.links.create(transaction, { kind, userId: ada.account.userId }),
        ),
      ),
    );
    const before = await everythingOf(ada, bob);
    for (const path of ['', '/recovery', '/clock', '/code', '/secure-account']) {
      await setUp.agent.get(`${setUp.page.url.pathname}${path}`);
      await code.agent.get(`${code.page.url.pathname}${path}`);
    }
    const [authenticator] = (await service.services.mfa.read(bob.account.userId)).authenticators;
    for (const path of [
      '',
      '/activity',
      '/confirm/add',
      `/confirm/remove/${authenticator?.id ?? ''}`,
      '/confirm/forget-devices/all',
      '/not-me',
      '/add',
      '/password',
      '/recovery-codes',
      '/replacement',
    ]) {
      expect((await agent.get(`/my-security${path}`)).status).toBe(200);
    }
    for (const { token } of links) {
      expect((await agent.get(`/link/${token}`)).status).toBe(200);
    }
    await agent.get('/forgotten');
    await agent.get('/');
    expect(await everythingOf(ada, bob)).toEqual(before);
  });
});

/** What the database holds of these people. (What the library notes of a session being seen is not theirs.) */
async function everythingOf(...people: readonly Person[]): Promise<unknown> {
  const { kysely } = service.services.database;
  const users = people.map(({ account }) => account.userId);
  const tables = ['account', 'link', 'attempt', 'mfa_user', 'mfa_authenticator', 'mfa_pending', 'mfa_device'] as const;
  return {
    rows: await Promise.all(
      [...tables, 'mfa_recovery_code' as const, 'outbox' as const, 'audit_entry' as const].map((table) =>
        kysely.selectFrom(table).selectAll().where('user_id', 'in', users).execute(),
      ),
    ),
  };
}

/** The page without what is different in each answer. */
function withoutTimes(body: string): string {
  return body.replaceAll(/nonce="[^"]*"|data-now="[^"]*"/g, '');
}

describe('S8 T19 who has no account, no MFA or a frozen account is not told apart by a wrong password', () => {
  async function refusals(): Promise<readonly Answer[]> {
    const plain = await createPerson(service.services);
    const enrolled = await createPerson(service.services, { enrolled: true, mfaRequired: true });
    const invited = await createPerson(service.services, { account: { passwordHash: null } });
    const frozen = await createPerson(service.services);
    await service.services.database.transaction((transaction) =>
      service.services.accounts.freeze(transaction, { userId: frozen.account.userId, at: service.now() }),
    );
    const names = ['nobody-of-that-name', plain.userName, enrolled.userName, invited.userName, frozen.userName];
    return Promise.all(
      names.map(async (userName) => {
        const { page } = await afterPassword(service, { userName, password: 'a wrong one, but a long one' });
        // What is different in each: the name as typed, the interaction, nonces and tokens.
        const body = withoutTimes(page.body)
          .replaceAll(userName, 'NAME')
          .replaceAll(/value="[\w-]{43}"|\/interaction\/[\w-]+/g, '');
        return { ...page, body };
      }),
    );
  }

  test('in text, status and headers', async () => {
    const [first, ...others] = await refusals();
    const shape = ({ status, headers, body }: Answer) => ({
      status,
      body,
      headers: Object.keys(headers).toSorted(),
      cookies: headers['set-cookie'] ?? [],
    });
    expect(first?.body).toContain('User name and password do not match.');
    for (const other of others) {
      expect(shape(other)).toEqual(shape(first ?? other));
    }
  });

  test('a frozen account is told of only to who has its password', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    await service.services.database.transaction((transaction) =>
      service.services.accounts.freeze(transaction, { userId: ada.account.userId, at: service.now() }),
    );
    expect((await afterPassword(service, ada)).page.text).toContain('Your account is frozen');
    const plain = await createPerson(service.services);
    await service.services.database.transaction((transaction) =>
      service.services.accounts.freeze(transaction, { userId: plain.account.userId, at: service.now() }),
    );
    expect((await afterPassword(service, plain)).page.text).toContain('Your account is frozen');
  });

  test('a NUL in a user name is refused as a form of nobody', async () => {
    expect((await afterPassword(service, { userName: 'ada\0', password: 'x' })).page.status).toBe(400);
  });
});

describe('S15 links in mails', () => {
  test('are built from the issuer, whatever Host a request names', async () => {
    const ada = await createPerson(service.services);
    const agent = service.userAgent();
    const page = await agent.get('/forgotten');
    const evil = {
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
      redirects: 'manual',
    } as const;
    await agent.submit(page, { user: ada.userName }, evil);
    await agent.submit(page, { user: ada.userName }, { headers: { 'x-forwarded-host': 'evil.example' } });
    const rows = await service.services.database.kysely
      .selectFrom('outbox')
      .selectAll()
      .where('user_id', '=', ada.account.userId)
      .execute();
    expect(rows).toHaveLength(1);
    for (const row of rows) {
      const mail = await prepareMail(service.services, row);
      expect(mail.result).toBe('ready');
      expect(JSON.stringify(mail)).toContain(`${service.issuer}/link/`);
      expect(JSON.stringify(mail)).not.toContain('evil.example');
    }
  });
});

describe('S17 a forgotten password', () => {
  async function ask(userName: string): Promise<Answer> {
    const agent = service.userAgent();
    return agent.submit(await agent.get('/forgotten'), { user: userName });
  }

  test('answers the same whether anybody has that name', async () => {
    const ada = await createPerson(service.services);
    const [known, unknown] = [await ask(ada.userName), await ask('nobody-of-that-name')];
    const shape = ({ status, url, body }: Answer) => [status, url.pathname, withoutTimes(body)];
    expect(shape(known)).toEqual(shape(unknown));
    expect(await mailsTo(service, ada)).toEqual(['password-reset']);
  });

  test('is replaced by a link that works once, for a quarter of an hour; sessions, devices and other sign-ins end, the second factor stays', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const now = await settleInStep(service);
    const inside = await withCode(service, ada, authenticatorOfPerson(ada).codeAt(now), {
      parameters: { acr_values: 'urn:halfminute:acr:remembered' },
      remember: true,
    });
    const halfway = await afterPassword(service, ada);
    const make = () =>
      service.services.database.transaction((transaction) =>
        service.services.links.create(transaction, { kind: 'password-reset', userId: ada.account.userId }),
      );
    const { token } = await make();
    const agent = service.userAgent();
    const page = await agent.get(`/link/${token}`);
    const password = `something else for ${ada.userName}`;
    expect((await agent.submit(page, { password: 'short', again: 'short' })).status).toBe(400);
    expect((await agent.submit(page, { password, again: `${password}.` })).text).toMatch(/not the same|differ/i);
    expect((await agent.submit(page, { password, again: password })).status).toBe(200);
    expect((await agent.submit(page, { password, again: password })).status).toBe(410);

    expect(isIn(await inside.agent.get(service.client.start().url))).toBe(false);
    const code = authenticatorOfPerson(ada).codeAt(await nextStep(service));
    expect(isIn(await halfway.agent.submit(halfway.page, { code }))).toBe(false);
    const record = await service.services.mfa.read(ada.account.userId);
    expect(record.devices).toHaveLength(0);
    expect(record.authenticators).toHaveLength(1);
    expect(await mailsTo(service, ada)).toContain('password-changed');
    expect((await afterPassword(service, ada)).page.status).toBe(403);
    expect((await afterPassword(service, { ...ada, password })).page.text).toContain('Enter a one-time code');

    const late = await make();
    await service.advance(15 * 60 + 1);
    expect((await agent.get(`/link/${late.token}`)).status).toBe(410);
  });

  test('of two windows that send a new password by one link at once exactly one sets it', async () => {
    const ada = await createPerson(service.services);
    const { token } = await service.services.database.transaction((transaction) =>
      service.services.links.create(transaction, { kind: 'password-reset', userId: ada.account.userId }),
    );
    const agent = service.userAgent();
    const page = await agent.get(`/link/${token}`);
    const answers = await Promise.all(
      ['one', 'two', 'three', 'four'].map((word) => {
        const password = `${word} new words for ${ada.userName}`;
        return agent.submit(page, { password, again: password });
      }),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(3);
    expect(await auditOf(service, ada, 'password-reset')).toHaveLength(1);
  });

  test('an invitation lets its user choose the first password, once', async () => {
    const ada = await createPerson(service.services, { account: { passwordHash: null } });
    const { token } = await service.services.database.transaction((transaction) =>
      service.services.links.create(transaction, { kind: 'invitation', userId: ada.account.userId }),
    );
    const agent = service.userAgent();
    const page = await agent.get(`/link/${token}`);
    expect((await agent.submit(page, { password: ada.password, again: ada.password })).status).toBe(200);
    expect((await agent.get(`/link/${token}`)).status).toBe(410);
    expect(isIn((await walk(service, ada)).answer)).toBe(true);
  });

  test('a link that nobody made is a page like any other', async () => {
    const agent = service.userAgent();
    for (const token of ['x', '%00', '__proto__', 'A'.repeat(3000), '..%2F..%2Fetc']) {
      const answer = await agent.get(`/link/${token}`);
      expect(answer.status).toBe(404);
      expect(answer.body).toContain('<!doctype html>');
    }
  });
});
