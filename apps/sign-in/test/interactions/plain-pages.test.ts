import { describe, expect, test } from 'vitest';
import { HashingBusyError } from '../../src/accounts/passwords.ts';
import { createPerson } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import { afterPassword, authenticatorOfPerson, isIn, settleInStep, withCode } from './walking.ts';

startServiceForFile();

describe('sheet D4: nobody meets a bare error', () => {
  test.each([
    ['an interaction that never was', '/interaction/nobody'],
    ['a page of one', '/interaction/nobody/code'],
  ])('%s', async (_name, path) => {
    const page = await service.userAgent().get(path);
    expect(page.status).toBe(400);
    expect(page.text).toContain('This page is too old');
    expect(page.text).toContain('Start again');
    expect(page.links.some(({ href }) => href === '/cookie-help')).toBe(true);
  });

  test('a form that is posted after its sign-in was finished', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const { agent, page } = await afterPassword(service, ada);
    const code = authenticatorOfPerson(ada).codeAt(await settleInStep(service));
    expect(isIn(await agent.submit(page, { code }))).toBe(true);
    const again = await agent.submit(page, { code });
    expect(again.text).toContain('This page is too old');
  });

  test('the back button after the password, and the password once more', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const agent = service.userAgent();
    const start = await agent.get(service.client.start().url);
    const fields = { user: ada.userName, password: ada.password };
    await agent.submit(start, fields);
    const page = await agent.submit(start, fields);
    const code = authenticatorOfPerson(ada).codeAt(await settleInStep(service));
    expect(isIn(await agent.submit(page, { code }))).toBe(true);
  });

  test('two sign-ins in two tabs of one browser do not disturb one another', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const bob = await createPerson(service.services, { enrolled: true });
    const agent = service.userAgent();
    const [first, second] = [
      await afterPassword(service, ada, { agent }),
      await afterPassword(service, bob, { agent }),
    ];
    const now = await settleInStep(service);
    expect(first.page.text).toContain(`Signed in as ${ada.userName}`);
    expect(second.page.text).toContain(`Signed in as ${bob.userName}`);
    expect(isIn(await agent.submit(first.page, { code: authenticatorOfPerson(ada).codeAt(now) }))).toBe(true);
  });

  test('an address that leads nowhere, and pages without a client', async () => {
    const agent = service.userAgent();
    expect((await agent.get('/nowhere')).status).toBe(404);
    expect((await agent.get('/cookie-help')).text).toMatch(/cookies/i);
    const home = await agent.get('/');
    expect(home.links.map(({ href }) => href)).toEqual(
      expect.arrayContaining(['http://localhost:6239', '/my-security']),
    );
  });

  test('HEAD is answered, and what is no form is refused with a page', async () => {
    const agent = service.userAgent();
    const head = await fetch(new URL('/', service.issuer), { method: 'HEAD' });
    expect(head.status).toBe(200);
    const answer = await agent.post('/forgotten', { user: 'ada' });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('<!doctype html>');
  });
});

describe('languages', () => {
  test.each([
    ['the browser', {}, 'de-CH,de;q=0.9,en;q=0.5', 'de'],
    ['the client, before the browser', { ui_locales: 'fr-CA nl' }, 'de', 'fr'],
    ['neither, where we have none of them', { ui_locales: 'ja' }, 'ja,ko', 'en'],
  ])('are those of %s', async (_name, parameters, header, language) => {
    const agent = service.userAgent({ headers: { 'accept-language': header } });
    const page = await agent.get(service.client.start(parameters).url);
    expect(page.body).toContain(`<html lang="${language}"`);
  });
});

describe('styles and script', () => {
  test('are served under names that change with them, to be kept for ever', async () => {
    const agent = service.userAgent();
    const page = await agent.get('/');
    const names = page.body.match(/\/assets\/[\w.-]+/g) ?? [];
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      const asset = await agent.get(name);
      expect(asset.status).toBe(200);
      expect(asset.headers['cache-control']).toContain('immutable');
    }
    expect((await agent.get('/assets/..%2F..%2Fpackage.json')).status).toBe(404);
    expect((await agent.get('/assets/__proto__')).status).toBe(404);
  });
});

describe('the outbox', () => {
  test('shows in development, on this computer, what would have been mailed', async () => {
    const ada = await createPerson(service.services);
    const agent = service.userAgent();
    await agent.submit(await agent.get('/forgotten'), { user: ada.userName });
    const outbox = await agent.get('/outbox');
    expect(outbox.status).toBe(200);
    expect(outbox.text).toContain(`${service.issuer}/link/`);
  });
});

describe('when the service cannot decide', () => {
  test('T26 with the queue of the hashing pool full it answers 503 and when to come again', async () => {
    const ada = await createPerson(service.services);
    const { passwords } = service.services;
    const verify = passwords.verify.bind(passwords);
    Object.assign(passwords, {
      verify: async () => {
        throw new HashingBusyError(3);
      },
    });
    try {
      const { page } = await afterPassword(service, ada);
      expect(page.status).toBe(503);
      expect(page.headers['retry-after']).toBe('3');
      expect(page.body).toContain('<!doctype html>');
    } finally {
      Object.assign(passwords, { verify });
    }
    expect(isIn((await afterPassword(service, ada)).page)).toBe(true);
  });

  test('S13 without the key of a seed nobody gets in, and a reference leads to the log', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const { agent, page } = await afterPassword(service, ada);
    const seeds = () =>
      service.services.database.kysely.updateTable('mfa_authenticator').where('user_id', '=', ada.account.userId);
    const [stored] = (await service.services.mfa.read(ada.account.userId)).authenticators;
    await seeds().set({ key_id: 'a key that is not here' }).execute();
    const code = authenticatorOfPerson(ada).codeAt(await settleInStep(service));
    try {
      const closed = await agent.submit(page, { code });
      expect(closed.status).toBe(503);
      const [reference = ''] = /[0-9A-F]{10}/.exec(closed.text) ?? [];
      expect(reference).not.toBe('');
      expect(service.output()).toContain(reference);
      expect(service.output()).not.toContain(code);
    } finally {
      await seeds()
        .set({ key_id: stored?.seed.keyId ?? '' })
        .execute();
    }
    expect(isIn((await withCode(service, ada, code)).page)).toBe(true);
  });
});
