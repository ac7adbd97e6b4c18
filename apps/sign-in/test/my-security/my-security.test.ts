import { describe, expect, test } from 'vitest';
import { authenticatorOf, createPerson, enrol, recoveryCodesOn, secretOn, walk } from '@halfminute/sign-in/testing';
import type { Person } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import {
  afterPassword,
  auditOf,
  authenticatorOfPerson,
  giveRecoveryCodes,
  isIn,
  mailsTo,
  nextStep,
  settleInStep,
  withCode,
} from '../interactions/walking.ts';
import { inside, recordOf } from './inside.ts';

startServiceForFile();

describe('E1 "My security" is for who is signed in with all that the account has', () => {
  test('who is not signed in is led through the sign-in and back', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const agent = service.userAgent();
    const start = await agent.get('/my-security');
    expect(start.text).toContain('Sign in');
    const code = authenticatorOfPerson(ada).codeAt(await settleInStep(service));
    const page = await agent.submit(await agent.submit(start, { user: ada.userName, password: ada.password }), {
      code,
    });
    expect(page.url.pathname).toBe('/my-security');
    expect(page.text).toContain('Signed in today');
    expect(page.text).toContain('with a one-time code');
  });

  test('a session of a remembered device is asked for a code first', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const parameters = { acr_values: 'urn:halfminute:acr:remembered' };
    const code = authenticatorOfPerson(ada).codeAt(await settleInStep(service));
    const first = await withCode(service, ada, code, { parameters, remember: true });
    const device = service.userAgent();
    for (const cookie of first.agent.cookies.all().filter(({ name }) => name.includes('device'))) {
      device.cookies.put(cookie);
    }
    const again = await afterPassword(service, ada, { agent: device, parameters });
    expect(isIn(again.page)).toBe(true);
    const page = await device.get('/my-security');
    expect(page.text).not.toContain('Authenticators');
    expect(page.forms.flatMap(({ names }) => names)).toContain('code');
    const next = authenticatorOfPerson(ada).codeAt(await nextStep(service));
    expect((await device.submit(page, { code: next })).text).toContain('Authenticators');
  });

  test('an account without MFA sees it with its password, and its first authenticator comes by a whole sign-in (E4)', async () => {
    const ada = await createPerson(service.services);
    const { agent } = await walk(service, ada);
    const page = await agent.get('/my-security');
    expect(page.text).toContain('with the password');
    const start = await agent.get('/my-security/confirm/add');
    expect(start.forms.flatMap(({ names }) => names)).toContain('password');
    const setUp = await agent.submit(start, { user: ada.userName, password: ada.password });
    const code = authenticatorOf(secretOn(setUp)).codeAt(await settleInStep(service));
    const codes = await agent.submit(setUp, { code });
    const done = await agent.submit(codes, { typedBack: recoveryCodesOn(codes)[0] });
    expect(done.url.pathname).toBe('/my-security');
    expect(done.text).toContain('The authenticator was added.');
  });

  test('where MFA was required since, a session of the password alone is not enough', async () => {
    const ada = await createPerson(service.services);
    const { agent } = await walk(service, ada);
    expect((await agent.get('/my-security')).text).toContain('Authenticators');
    await service.services.database.transaction((transaction) =>
      service.services.accounts.requireMfa(transaction, {
        scope: { kind: 'account', userId: ada.account.userId },
        from: Math.floor(service.now()),
      }),
    );
    expect((await agent.get('/my-security')).text).not.toContain('Authenticators');
  });
});

describe('recovery codes', () => {
  test('R6 a new set is on show until one was typed back, and the old ones are dead', async () => {
    const { ada, agent, code } = await inside();
    const [old = ''] = await giveRecoveryCodes(service, ada);
    const page = await agent.submit(await agent.get('/my-security/confirm/renew-recovery-codes'), {
      code: await code(),
    });
    const codes = recoveryCodesOn(page);
    expect(codes).toHaveLength(8);
    expect(recoveryCodesOn(await agent.get('/my-security/recovery-codes'))).toEqual(codes);
    expect((await agent.submit(page, { typedBack: old })).status).toBe(403);
    const done = await agent.submit(page, { typedBack: codes[7] ?? '' });
    expect(done.text).toContain('The new recovery codes are in force');
    expect((await agent.get('/my-security/recovery-codes')).url.pathname).toBe('/my-security');
    expect(await mailsTo(service, ada)).toContain('recovery-codes-renewed');
  });

  test('R4 one that confirmed a new password is replaced before the password is asked for', async () => {
    const { ada, agent } = await inside();
    const [recovery = ''] = await giveRecoveryCodes(service, ada);
    const page = await agent.get('/my-security/confirm/change-password?with=recovery');
    const replaced = await agent.submit(page, { recovery });
    expect(recoveryCodesOn(replaced)).toHaveLength(1);
    const form = await agent.submit(replaced, {}, { button: 'no' });
    expect(form.url.pathname).toBe('/my-security/password');
  });
});

describe('a new password', () => {
  test('D4 wants the old one, ends every other session and forgets all devices, and this session goes on', async () => {
    const { ada, agent, code } = await inside();
    const other = await withCode(service, ada, await code());
    const form = await agent.submit(await agent.get('/my-security/confirm/change-password'), { code: await code() });
    const password = `brand new words for ${ada.userName}`;
    const wrong = await agent.submit(form, { old: 'not the old one', password, again: password });
    expect(wrong.status).toBe(403);
    expect((await agent.submit(form, { old: ada.password, password, again: 'other' })).status).toBe(400);
    expect((await agent.submit(form, { old: ada.password, password: 'short', again: 'short' })).status).toBe(400);
    const done = await agent.submit(form, { old: ada.password, password, again: password });
    expect(done.text).toContain('The password was changed');
    expect((await agent.get('/my-security')).url.pathname).toBe('/my-security');
    expect(isIn(await other.agent.get(service.client.start().url))).toBe(false);
    expect((await recordOf(ada)).devices).toHaveLength(0);
    expect(await mailsTo(service, ada)).toContain('password-changed');
    expect((await afterPassword(service, { ...ada, password })).page.text).toContain('Enter a one-time code');
    expect((await agent.get('/my-security/password')).url.pathname).toBe('/my-security/confirm/change-password');
  });

  test('one code allows one change, also of two forms that are sent at once', async () => {
    const { ada, agent, code } = await inside();
    const form = await agent.submit(await agent.get('/my-security/confirm/change-password'), { code: await code() });
    await Promise.all(
      ['one', 'two', 'three'].map((word) => {
        const password = `${word} new words for ${ada.userName}`;
        return agent.submit(form, { old: ada.password, password, again: password });
      }),
    );
    expect(await auditOf(service, ada, 'password-changed')).toHaveLength(1);
  });

  test('needs the old one only where the account has no second factor', async () => {
    const ada = await createPerson(service.services);
    const { agent } = await walk(service, ada);
    const form = await agent.get('/my-security/confirm/change-password');
    expect(form.url.pathname).toBe('/my-security/password');
    const password = `brand new words for ${ada.userName}`;
    const done = await agent.submit(form, { old: ada.password, password, again: password });
    expect(done.text).toContain('The password was changed');
  });
});

describe('"This was not me"', () => {
  test('E7 asks first, then freezes the account, ends all sessions and says what was done and whom to ring', async () => {
    const { ada, agent, code } = await inside();
    const other = await withCode(service, ada, await code());
    const asked = await agent.get('/my-security/not-me');
    expect(asked.text).toContain('Freeze your account?');
    const frozen = await agent.submit(asked, {});
    expect(frozen.text).toContain('Your account is frozen');
    expect(frozen.text).toContain('2 devices');
    expect(frozen.text).toMatch(/reference F \d{4}/);
    for (const browser of [agent, other.agent]) {
      expect(isIn(await browser.get(service.client.start().url))).toBe(false);
      expect((await browser.get('/my-security')).text).toContain('Sign in');
    }
    expect(await auditOf(service, ada, 'frozen')).toHaveLength(1);
    expect(await mailsTo(service, ada)).toEqual(expect.arrayContaining(['account-frozen', 'account-frozen-admin']));
    // What one had set up oneself stays; IT decides about it.
    expect((await recordOf(ada)).authenticators).toHaveLength(1);
  });
});

describe('recent activity', () => {
  test('stands in plain words, the refused ones marked, and older ones behind a link', async () => {
    const { ada, agent } = await inside();
    const stranger = await afterPassword(service, ada);
    await stranger.agent.submit(stranger.page, { code: '000000' });
    await afterPassword(service, { ...ada, password: 'wrong, and long enough' });
    const page = await agent.get('/my-security');
    expect(page.text).toContain('You signed in with password and one-time code');
    expect(page.text).toMatch(/Somebody entered your right password and a wrong code\. They did not get in\./);
    expect(page.text).toContain('Somebody entered a wrong password.');
    expect(page.text).toContain('127.0.0.1');
    const all = await agent.get('/my-security/activity');
    expect(all.text).toContain('was taken over from the old system');
    expect((await agent.get('/my-security/activity?before=0')).text).toContain('Nothing has happened yet.');
    expect((await agent.get('/my-security/activity?before=x')).status).toBe(200);
  });
});

test('signing out asks first, and ends this session', async () => {
  const { agent } = await inside();
  const page = await agent.get('/sign-out');
  expect(page.url.pathname).toBe('/session/end');
  const out = await agent.submit(page, {});
  expect(out.status).toBe(200);
  expect((await agent.get('/my-security')).text).toContain('Sign in');
});

test('nobody cancels into an error: turning round at the sign-in for "My security" leads to the platform', async () => {
  const agent = service.userAgent();
  const answer = await agent.get('/my-security/signed-in?error=access_denied');
  expect(answer.leavesTo?.origin).toBe('http://localhost:6239');
});

test('T10 of two authenticators removed at the same moment one stays, where MFA is required', async () => {
  const { ada, agent } = await inside({ mfaRequired: true });
  const second = await enrol(service.services, ada.account.userId);
  const now = await nextStep(service);
  const { authenticators } = await recordOf(ada);
  const pages = await Promise.all(authenticators.map(({ id }) => agent.get(`/my-security/confirm/remove/${id}`)));
  const codes = [authenticatorOfPerson(ada).codeAt(now), second.codeAt(now)];
  await Promise.all(pages.map((page, at) => agent.submit(page, { code: codes[at] ?? '' })));
  expect((await recordOf(ada)).authenticators).toHaveLength(1);
});

/** As another window would. */
const giveNew = ({ account }: Person) =>
  service.services.mfa.issueRecoveryCodes({
    userId: account.userId,
    context: { actor: { kind: 'user' }, source: { address: null, agent: null, place: null } },
  });

test('R6 a new set that another window has replaced is not taken for kept: there is another one', async () => {
  const { ada, agent, code } = await inside();
  const confirmPath = '/my-security/confirm/renew-recovery-codes';
  const one = await agent.submit(await agent.get(confirmPath), { code: await code() });
  const [old = ''] = recoveryCodesOn(one);
  await giveNew(ada);
  const again = await agent.submit(one, { typedBack: old });
  const [fresh = ''] = recoveryCodesOn(again);
  expect([old, fresh].includes('')).toBe(false);
  expect(fresh).not.toBe(old);
  expect((await recordOf(ada)).recovery?.keptAt).toBeNull();
  expect((await agent.submit(again, { typedBack: fresh })).url.search).toBe('?done=codes-renewed');
  expect((await recordOf(ada)).recovery?.keptAt).not.toBeNull();
});
