import { describe, expect, it } from 'vitest';
import { asksFor, createPerson } from '@halfminute/sign-in/testing';
import { createBrowser } from './browser.ts';
import { askRelease, hale, leaving, onAccount } from './platform.ts';
import { startWithService } from './service-walk.ts';

const before = '£214,380.12';
const after = '£130,380.12';
const ada = { account: { userName: 'ada@firm.example', mail: 'ada@firm.example' }, mfaRequired: true } as const;
const bran = { account: { userName: 'bran@firm.example', name: 'Bran Hughes', mail: 'bran@firm.example' } } as const;

describe('the platform with the real service', () => {
  it('leads from the first password over the set-up to the cases, in one sign-in', async () => {
    const { service, visitor } = await startWithService();
    const person = await createPerson(service.services, ada);
    const { asked, html } = await visitor().signIn(person);
    expect(asked).toEqual(['password', 'enrolment', 'recovery-codes']);
    expect(html).toContain('Estate of Margaret Hale');
    expect(html).toContain('Ada Lovelace');
    expect(html).toMatch(/one-time code, \d\d:\d\d/);
  });

  it('D1 lets a remembered device read, and asks it for a code before funds move', async () => {
    const { service, visitor } = await startWithService();
    const person = await createPerson(service.services, { ...ada, enrolled: true });
    const first = visitor();
    expect((await first.signIn(person, { remember: true })).asked).toEqual(['password', 'code']);
    // The next day: both sessions are over, and the device is remembered.
    await service.advance(86_400);
    const again = await first.signIn(person);
    expect(again.asked).toEqual(['password']);
    expect(again.html).toMatch(/remembered device, \d\d:\d\d/);

    await service.advance(30);
    const released = await first.through(await askRelease(first.browser), person);
    expect(released.asked).toContain('code');
    expect((await first.browser.get(released.back)).html).toContain('£84,000.00 is on its way');
    expect(await onAccount(first.browser)).toBe(after);
  });

  it('S4 asks for a new code on a session of the class `mfa`, for nothing but the code, and pays', async () => {
    const { service, visitor } = await startWithService();
    const person = await createPerson(service.services, { ...ada, enrolled: true });
    const { browser, signIn, through } = visitor();
    await signIn(person);
    await service.advance(30);
    const { asked, back } = await through(await askRelease(browser), person);
    expect(asked).toEqual(['code']);
    const shown = await browser.get(back);
    expect(shown.html).toContain('£84,000.00 is on its way');
    expect(shown.html).toContain('with a one-time code');
    expect(await onAccount(browser)).toBe(after);
  });

  it('C1 releases nothing by the code of the sign-in', async () => {
    const { service, visitor } = await startWithService();
    const person = await createPerson(service.services, { ...ada, enrolled: true });
    const { browser, agent, signIn } = visitor();
    await signIn(person);
    const page = await agent.get(await askRelease(browser));
    const refused = await agent.submit(page, { code: person.authenticator?.codeAt(service.now()) ?? '' });
    expect(refused.leavesTo).toBeNull();
    expect(await onAccount(browser)).toBe(before);
  });

  it('S3 releases nothing where max_age was taken out on the way and the service answered from its session', async () => {
    const { service, visitor, log } = await startWithService();
    const person = await createPerson(service.services, { ...ada, enrolled: true });
    const { browser, signIn, through } = visitor();
    await signIn(person);
    await service.advance(60);
    const address = await askRelease(browser);
    address.searchParams.delete('max_age');
    const { asked, back } = await through(address, person);
    expect(asked).toEqual([]);
    const shown = await browser.get(back);
    expect(shown.status).toBe(403);
    expect(shown.html).toContain('The code was given before you pressed Release funds');
    expect(log.at(-1)).toContain('not-fresh');
    expect(await onAccount(browser)).toBe(before);
  });

  it('S3 releases nothing by one fresh code for two payments, the second asked without max_age', async () => {
    const { service, visitor } = await startWithService();
    const person = await createPerson(service.services, { ...ada, enrolled: true });
    const { browser, signIn, through } = visitor();
    await signIn(person);
    await service.advance(60);
    const [one, two] = [await askRelease(browser), await askRelease(browser)];
    const first = await through(one, person);
    two.searchParams.delete('max_age');
    const second = await through(two, person);
    expect(second.asked).toEqual([]);
    const cookies = new Map(browser.cookies);
    const shown = await Promise.all(
      [first.back, second.back].map((back) => createBrowser(browser.origin, cookies).get(back)),
    );
    expect(shown.filter(({ status }) => status === 403)).toHaveLength(1);
    expect(await onAccount((await signInAgain()).browser)).toBe(after);

    async function signInAgain() {
      const other = visitor();
      await service.advance(30);
      await other.signIn(person);
      return other;
    }
  });

  it('T20 pays once under twenty callbacks at a time', async () => {
    const { service, visitor, log } = await startWithService();
    const person = await createPerson(service.services, { ...ada, enrolled: true });
    const { browser, signIn, through } = visitor();
    await signIn(person);
    await service.advance(30);
    const { back } = await through(await askRelease(browser), person);
    const shown = await Promise.all(
      Array.from({ length: 20 }, () => createBrowser(browser.origin, browser.cookies).get(back)),
    );
    expect(shown.filter(({ status }) => status === 400)).toHaveLength(19);
    expect(log.filter((line) => line.includes('"released"'))).toHaveLength(1);
  });

  it('T20 takes no code that another browser was given', async () => {
    const { service, visitor } = await startWithService();
    const person = await createPerson(service.services, { ...ada, enrolled: true });
    const mallory = await createPerson(service.services, { enrolled: true, mfaRequired: true });
    const [hers, his] = [visitor(), visitor()];
    const address = leaving(await hers.browser.get('/sign-in'));
    const { back } = await his.through(leaving(await his.browser.get('/sign-in')), mallory);
    expect((await hers.browser.get(back)).status).toBe(400);
    back.searchParams.set('state', address.searchParams.get('state') ?? '');
    expect((await hers.browser.get(back)).status).toBe(400);
    expect(hers.browser.cookies.has('cases_session')).toBe(false);
    expect((await hers.signIn(person)).html).toContain('Margaret Hale');
  });

  it('S4 leads somebody without MFA to set it up, where the platform asks for more than a password', async () => {
    const { service, visitor } = await startWithService();
    const { asked, html } = await visitor().signIn(await createPerson(service.services, bran));
    expect(asked).toEqual(['password', 'enrolment', 'recovery-codes']);
    expect(html).toMatch(/one-time code, \d\d:\d\d/);
  });

  it('S4 lets somebody without MFA read by the password where the platform lists that class, and moves no funds by it', async () => {
    const readClasses = ['urn:halfminute:acr:remembered', 'urn:halfminute:acr:pwd'];
    const { service, visitor } = await startWithService({ readClasses });
    const his = visitor();
    const person = await createPerson(service.services, bran);
    const { asked: first, html } = await his.signIn(person);
    expect(first).toEqual(['password']);
    expect(html).toMatch(/password, \d\d:\d\d/);
    const address = await askRelease(his.browser);
    const page = await his.agent.get(address);
    expect(page.leavesTo).toBeNull();
    expect(asksFor(page)).toBe('password');
    expect(await onAccount(his.browser)).toBe(before);
    // And nobody of whom MFA is required comes in by it.
    const hers = visitor();
    const { asked } = await hers.signIn(await createPerson(service.services, { ...ada, enrolled: true }));
    expect(asked).toEqual(['password', 'code']);
  });

  it('signs out here and at the service, which asks for everything again', async () => {
    const { service, visitor } = await startWithService();
    const person = await createPerson(service.services, { ...ada, enrolled: true });
    const { browser, agent, signIn } = visitor();
    await signIn(person);
    const to = leaving(await browser.submit(await browser.get('/cases'), '/sign-out'));
    const asks = await agent.get(to);
    const done = await agent.submit(asks, {});
    expect(done.leavesTo?.href).toBe(`${browser.origin}/signed-out`);
    expect((await browser.get(done.leavesTo ?? '')).html).toContain('signed out, here and at the sign-in service');
    await service.advance(30);
    expect((await signIn(person)).asked).toEqual(['password', 'code']);
  });

  it('is signed out by the service when she signs out there (back-channel)', async () => {
    const { service, visitor, log } = await startWithService();
    const person = await createPerson(service.services, { ...ada, enrolled: true });
    const { browser, agent, signIn } = visitor();
    await signIn(person);
    const asks = await agent.get('/sign-out');
    await agent.submit(asks, {});
    await expect.poll(() => log.at(-1)).toContain('signed-out-by-service');
    expect((await browser.get(`/cases/${hale}`)).html).not.toContain('Margaret Hale');
  });

  it('moves nothing when she cancels at the service', async () => {
    const { service, visitor } = await startWithService();
    const person = await createPerson(service.services, { ...ada, enrolled: true });
    const { browser, agent, signIn } = visitor();
    await signIn(person);
    const page = await agent.get(await askRelease(browser));
    const cancelled = await agent.submit(page, {}, { choose: ({ action }) => action.includes('cancel') });
    const shown = await browser.get(cancelled.leavesTo ?? '');
    expect(shown.html).toContain('You cancelled. The funds stay where they are.');
    expect(await onAccount(browser)).toBe(before);
  });
});
