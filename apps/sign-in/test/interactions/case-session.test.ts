import { Secret } from '@halfminute/otp';
import { expect, test } from 'vitest';
import { createPerson, wrongCode } from '@halfminute/sign-in/testing';
import type { Person, UserAgent } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import { afterPassword, authenticatorOfPerson, failuresOf, isIn, nextStep, settleInStep, withCode } from './walking.ts';

startServiceForFile();

const remembered = { acr_values: 'urn:halfminute:acr:remembered' };

test('case C41 after ten minutes at the code page its user is told that time ran out, gives the password again and comes to where the way led', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const { agent, request, page } = await afterPassword(service, ada);
  await service.advance(11 * 60);
  const now = await settleInStep(service);
  const late = await agent.submit(page, { code: authenticatorOfPerson(ada).codeAt(now) });
  expect(late.text).toContain('Sign in');
  expect(late.text).not.toContain('That code is not right');
  expect(late.forms.flatMap(({ names }) => names)).toContain('password');
  expect(late.text).toMatch(/time/i);
  expect(await failuresOf(service, ada)).toBe(0);

  const again = await agent.submit(late, { user: ada.userName, password: ada.password });
  const back = await agent.submit(again, { code: authenticatorOfPerson(ada).codeAt(now) });
  expect(isIn(back)).toBe(true);
  expect(back.leavesTo?.searchParams.get('state')).toBe(request.state);
});

test('case C42 the form is good as long as the password: a code after nine minutes signs in', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const { agent, page } = await afterPassword(service, ada);
  await service.advance(9 * 60);
  const now = await settleInStep(service);
  expect(isIn(await agent.submit(page, { code: authenticatorOfPerson(ada).codeAt(now) }))).toBe(true);
});

test('case C46 a wrong code stays on the code page with a message, and the password is not asked for again', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const authenticator = authenticatorOfPerson(ada);
  const { agent, page } = await withCode(service, ada, wrongCode(authenticator, service.now()));
  expect(page.status).toBe(403);
  expect(page.text).toContain('Enter a one-time code');
  expect(page.text).toContain('That code is not right.');
  const now = await settleInStep(service);
  expect(isIn(await agent.submit(page, { code: authenticator.codeAt(now) }))).toBe(true);
});

test('case C46 where the last authenticator was removed in another window, the code page does not refuse without a word, but leads on', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const { userId } = ada.account;
  const { agent, request, page } = await afterPassword(service, ada);
  const [only] = (await service.services.mfa.read(userId)).authenticators;
  const context = { actor: { kind: 'user' }, source: { address: null, agent: null, place: null } } as const;
  await service.services.mfa.remove({ userId, authenticatorId: only?.id ?? '', context });
  const code = authenticatorOfPerson(ada).codeAt(await settleInStep(service));
  const sentBack = await agent.submit(page, { code });
  expect(isIn(sentBack)).toBe(false);
  expect(sentBack.text).toContain('Sign in again.');
  expect(await failuresOf(service, ada)).toBe(0);
  const back = await agent.submit(sentBack, { user: ada.userName, password: ada.password });
  expect(back.leavesTo?.searchParams.get('state')).toBe(request.state);
});

test('case C48 the first code of a fresh browser is taken, ten times', async () => {
  for (let round = 0; round < 10; round += 1) {
    const now = await settleInStep(service);
    const ada = await createPerson(service.services, { enrolled: true });
    expect(isIn((await withCode(service, ada, authenticatorOfPerson(ada).codeAt(now))).page)).toBe(true);
  }
});

test('case C51 another browser cannot finish a sign-in, whatever it knows of the page', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const now = await settleInStep(service);
  const { agent, page } = await afterPassword(service, ada);
  const form = page.forms.find(({ names }) => names.includes('code'));
  const fields = { csrf: form?.fields.get('csrf'), code: authenticatorOfPerson(ada).codeAt(now) };
  const other = service.userAgent();
  const refused = await other.post(form?.action ?? '', fields);
  expect(isIn(refused)).toBe(false);
  expect(refused.status).toBe(400);
  // Also with the cookies of the interaction, but without the one that came with the password.
  const thief = service.userAgent();
  for (const cookie of agent.cookies.all().filter(({ name }) => !name.includes('attempt'))) {
    thief.cookies.put(cookie);
  }
  const sentBack = await thief.post(form?.action ?? '', fields);
  expect(isIn(sentBack)).toBe(false);
  expect(sentBack.forms.flatMap(({ names }) => names)).toContain('password');
  expect(isIn(await agent.post(form?.action ?? '', fields))).toBe(true);
});

/** The same browser, closed and opened again after its user signed out: what has no end is gone, and so is the session. */
function reopened(agent: UserAgent): UserAgent {
  const next = service.userAgent();
  const kept = agent.cookies.all().filter(({ expiresAt, name }) => expiresAt !== null && !name.includes('session'));
  for (const cookie of kept) {
    next.cookies.put(cookie);
  }
  return next;
}

async function asksForCode(person: Person, agent: UserAgent): Promise<boolean> {
  const { page } = await afterPassword(service, person, { agent, parameters: remembered });
  // Never an error, whatever the cookie was.
  expect(page.status).toBeLessThan(400);
  return !isIn(page);
}

async function onRememberedDevice(): Promise<{ readonly ada: Person; readonly agent: UserAgent }> {
  const ada = await createPerson(service.services, { enrolled: true });
  const now = await nextStep(service);
  const { agent, page } = await withCode(service, ada, authenticatorOfPerson(ada).codeAt(now), {
    parameters: remembered,
    remember: true,
  });
  expect(isIn(page)).toBe(true);
  return { ada, agent };
}

test('case C52 D3 a remembered device is asked for no code, sign-in after sign-in, until its thirty days are over', async () => {
  const { ada, agent } = await onRememberedDevice();
  const second = reopened(agent);
  expect(await asksForCode(ada, second)).toBe(false);
  await service.advance(29 * 86_400);
  const third = reopened(second);
  expect(await asksForCode(ada, third)).toBe(false);
  await service.advance(86_400 + 60);
  expect(await asksForCode(ada, reopened(third))).toBe(true);
});

test('case C52 D4 T14 after a new password, and after a change of authenticators, a remembered device is asked again', async () => {
  const byPassword = await onRememberedDevice();
  const { services } = service;
  const context = { actor: { kind: 'system' }, source: { address: null, agent: null, place: null } } as const;
  const { userId } = byPassword.ada.account;
  const { token } = await services.database.transaction((transaction) =>
    services.links.create(transaction, { kind: 'password-reset', userId }),
  );
  const stranger = service.userAgent();
  const page = await stranger.get(`/link/${token}`);
  const password = `another good one for ${byPassword.ada.userName}`;
  await stranger.submit(page, { password, again: password });
  expect(await asksForCode({ ...byPassword.ada, password }, reopened(byPassword.agent))).toBe(true);

  const byFactor = await onRememberedDevice();
  const [authenticator] = (await services.mfa.read(byFactor.ada.account.userId)).authenticators;
  await services.mfa.importAuthenticator({
    userId: byFactor.ada.account.userId,
    context,
    secret: Secret.fromBytes(new Uint8Array(20).fill(7)),
    profile: { algorithm: 'SHA1', digits: 6, periodSeconds: 30 },
    name: 'Spare',
  });
  await services.mfa.remove({
    userId: byFactor.ada.account.userId,
    authenticatorId: authenticator?.id ?? '',
    context,
  });
  expect(await asksForCode(byFactor.ada, reopened(byFactor.agent))).toBe(true);
});

test('case C53 without its cookie, or with a letter of it changed, a device is simply asked for a code', async () => {
  const { ada, agent } = await onRememberedDevice();
  const without = reopened(agent);
  const cookie = without.cookies.all().find(({ name }) => name.includes('device'));
  if (!cookie) {
    throw new Error('There is no cookie of the device.');
  }
  without.cookies.delete(cookie.name);
  expect(await asksForCode(ada, without)).toBe(true);

  const changed = reopened(agent);
  const last = cookie.value.at(-2) === 'A' ? 'B' : 'A';
  changed.cookies.put({ ...cookie, value: `${cookie.value.slice(0, -2)}${last}${cookie.value.at(-1)}` });
  expect(await asksForCode(ada, changed)).toBe(true);

  for (const value of ['', 'nonsense', `${cookie.value}${cookie.value}`, '%00', 'a.b.c', '.'.repeat(50)]) {
    const odd = reopened(agent);
    odd.cookies.put({ ...cookie, value });
    expect(await asksForCode(ada, odd)).toBe(true);
  }
});

test('P6 the cookies of sign-ins that are over go, so that a browser that is never closed does not send more and more of them', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const authenticator = authenticatorOfPerson(ada);
  const { agent } = await withCode(service, ada, authenticator.codeAt(await nextStep(service)));
  for (let round = 0; round < 3; round += 1) {
    const page = await agent.get(service.client.start({ acr_values: 'urn:halfminute:acr:mfa', max_age: '0' }).url);
    expect(isIn(await agent.submit(page, { code: authenticator.codeAt(await nextStep(service)) }))).toBe(true);
  }
  await service.advance(600);
  const sent = agent.cookies.header(new URL('/auth', service.issuer)) ?? '';
  expect(sent).toContain('session');
  expect(sent).not.toContain('attempt');
});
