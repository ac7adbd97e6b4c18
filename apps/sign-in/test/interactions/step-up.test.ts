import { describe, expect, test } from 'vitest';
import { createPerson, testClient } from '@halfminute/sign-in/testing';
import type { Person, UserAgent } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import {
  afterPassword,
  auditOf,
  authenticatorOfPerson,
  giveRecoveryCodes,
  isIn,
  nextStep,
  settleInStep,
  withCode,
} from './walking.ts';

const payments = { ...testClient, id: 'payments', name: 'Payments', redirectUris: ['http://localhost:6240/callback'] };

startServiceForFile({ config: { clients: [testClient, payments] } });

const release = { acr_values: 'urn:halfminute:acr:mfa', max_age: '0' };

async function inside(): Promise<{ readonly ada: Person; readonly agent: UserAgent }> {
  const ada = await createPerson(service.services, { enrolled: true });
  const code = authenticatorOfPerson(ada).codeAt(await settleInStep(service));
  const { agent, page } = await withCode(service, ada, code);
  expect(isIn(page)).toBe(true);
  return { ada, agent };
}

describe('a step-up on a live session (sheet E6)', () => {
  test('asks for the second factor only, names the client, and auth_time becomes that moment (S3, S4)', async () => {
    const { ada, agent } = await inside();
    await service.advance(600);
    const client = service.client.as(payments);
    const request = client.start(release);
    const page = await agent.get(request.url);
    expect(page.text).toContain('A new code for Payments');
    expect(page.forms.flatMap(({ names }) => names)).not.toContain('password');
    const asked = Math.floor(service.now());
    const code = authenticatorOfPerson(ada).codeAt(await nextStep(service));
    const { claims } = await client.redeem(client.codeOf(await agent.submit(page, { code }), request), request);
    expect(claims).toMatchObject({ acr: 'urn:halfminute:acr:mfa', amr: ['pwd', 'otp', 'mfa'] });
    expect(Number(claims['auth_time'])).toBeGreaterThanOrEqual(asked);
    // The sign-in itself stands in the log once.
    expect(await auditOf(service, ada, 'signed-in')).toHaveLength(1);
  });

  test('cancelled, tells the client so, and the session goes on', async () => {
    const { agent } = await inside();
    const page = await agent.get(service.client.start(release).url);
    const back = await agent.submit(page, {}, { choose: ({ action }) => action.endsWith('/cancel') });
    expect(service.client.errorOf(back)).toBe('access_denied');
    expect(isIn(await agent.get(service.client.start().url))).toBe(true);
  });

  test('is no use in a browser without that session', async () => {
    const { ada, agent } = await inside();
    const page = await agent.get(service.client.start(release).url);
    const thief = service.userAgent();
    for (const cookie of agent.cookies.all().filter(({ name }) => !name.includes('session'))) {
      thief.cookies.put(cookie);
    }
    const code = authenticatorOfPerson(ada).codeAt(await nextStep(service));
    expect((await thief.get(page.url)).forms.flatMap(({ names }) => names)).toContain('password');
    const refused = await thief.submit(page, { code });
    expect(isIn(refused)).toBe(false);
    expect(isIn(await agent.submit(page, { code }))).toBe(true);
  });

  test('is over with the session, when that was ended meanwhile', async () => {
    const { ada, agent } = await inside();
    const page = await agent.get(service.client.start(release).url);
    await service.services.database.transaction((transaction) =>
      service.services.sessions.endAll(transaction, { userId: ada.account.userId }),
    );
    const code = authenticatorOfPerson(ada).codeAt(await nextStep(service));
    const next = await agent.submit(page, { code });
    expect(isIn(next)).toBe(false);
    expect(next.text).toContain('This page is too old');
    const again = await agent.get(service.client.start(release).url);
    expect(again.forms.flatMap(({ names }) => names)).toContain('password');
  });

  test('by a recovery code shows the one in its place, and goes on', async () => {
    const { ada, agent } = await inside();
    const [recovery = ''] = await giveRecoveryCodes(service, ada);
    const page = await agent.get(service.client.start(release).url);
    const other = await agent.get(page.links.find(({ href }) => href.endsWith('/recovery'))?.href ?? '');
    const replaced = await agent.submit(other, { recovery });
    expect(replaced.text).toContain('This one takes its place');
    expect(isIn(await agent.submit(replaced, {}, { button: 'no' }))).toBe(true);
  });

  test('is no use to somebody else who signed in at this browser meanwhile', async () => {
    const { agent } = await inside();
    const page = await agent.get(service.client.start(release).url);
    const bob = await inside();
    for (const { name } of agent.cookies.all().filter((cookie) => cookie.name.includes('session'))) {
      agent.cookies.delete(name);
    }
    for (const cookie of bob.agent.cookies.all().filter(({ name }) => name.includes('session'))) {
      agent.cookies.put(cookie);
    }
    const looked = await agent.get(page.url);
    expect(looked.forms.flatMap(({ names }) => names)).toContain('password');
    const code = authenticatorOfPerson(bob.ada).codeAt(await nextStep(service));
    expect(isIn(await agent.submit(page, { code }))).toBe(false);
  });

  test('with prompt=login everything is asked for anew', async () => {
    const { agent } = await inside();
    const page = await agent.get(service.client.start({ prompt: 'login' }).url);
    expect(page.forms.flatMap(({ names }) => names)).toContain('password');
  });

  test('who has no authenticator begins with the password, since a session alone never binds one', async () => {
    const ada = await createPerson(service.services);
    const { agent, page } = await afterPassword(service, ada);
    expect(isIn(page)).toBe(true);
    const start = await agent.get(service.client.start(release).url);
    expect(start.forms.flatMap(({ names }) => names)).toContain('password');
    const setUp = await agent.submit(start, { user: ada.userName, password: ada.password });
    expect(setUp.text).toContain('Secure your account');
  });
});

test('a class that nobody can reach ends with an error and not in a circle (S4, P3)', async () => {
  const request = service.client.start({ acr_values: 'urn:example:retina' });
  const agent = service.userAgent();
  const answer = await agent.get(request.url);
  expect(service.client.errorOf(answer)).toBe('unmet_authentication_requirements');
});

describe('P8 a request for somebody else than who is signed in', () => {
  const names = (page: { readonly forms: readonly { readonly names: readonly string[] }[] }) =>
    page.forms.flatMap((form) => form.names);

  test('by an ID token asks for a whole sign-in, in which she can be somebody else', async () => {
    const { agent } = await inside();
    const bea = await inside();
    const signedIn = service.client.start();
    const back = await bea.agent.get(signedIn.url);
    const { idToken } = await service.client.redeem(service.client.codeOf(back, signedIn), signedIn);
    expect(names(await agent.get(service.client.start({ id_token_hint: idToken }).url))).toContain('password');
  });

  test('by the claim "sub" does so, too, and whoever comes back as the wrong one is not asked again and again (P3, S4)', async () => {
    const { ada, agent } = await inside();
    const bea = await createPerson(service.services, { enrolled: true });
    const claims = JSON.stringify({ id_token: { sub: { value: bea.account.userId } } });
    const page = await agent.get(service.client.start({ claims }).url);
    expect(names(page)).toContain('password');
    const half = await agent.submit(page, { user: ada.userName, password: ada.password });
    const back = await agent.submit(half, { code: authenticatorOfPerson(ada).codeAt(await nextStep(service)) });
    expect(service.client.errorOf(back)).toBe('login_required');
  });
});
