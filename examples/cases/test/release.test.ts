import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { judgeStepUp } from '../src/sign-in/step-up.ts';
import { createBrowser } from './browser.ts';
import type { Told } from './lying-provider.ts';
import { askRelease, csrfOf, hale, leaving, onAccount, startPlatform, toService } from './platform.ts';

const before = '£214,380.12';
const after = '£130,380.12';

describe('releasing funds', () => {
  it('sheet H4 moves the money once a fresh code was given, and says what moved, how, and until when it can be stopped', async () => {
    const platform = await startPlatform({ timeZone: 'UTC' });
    const browser = await platform.signedIn();
    expect(await onAccount(browser)).toBe(before);
    platform.advance(3_540);
    const asked = await askRelease(browser);
    expect(await onAccount(browser)).toBe(before);
    const shown = await browser.get(platform.provider.approve(asked));
    const time = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 16);
    expect(shown.html).toContain('£84,000.00 is on its way');
    expect(shown.html.replace(/<\/?bdi>/g, '')).toContain(
      `To Daniel Hale, account ending 4471, released by you at ${time(platform.now())} with a one-time code.`,
    );
    expect(shown.html).toContain(after);
    expect(shown.html).toContain(time(platform.now() + 1_800));
    expect(await onAccount(browser)).toBe(after);
  });

  it('S4 asks for the class `mfa` with max_age=0, and sends neither amount nor payee', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const asked = await askRelease(browser);
    expect(asked.searchParams.get('acr_values')).toBe('urn:halfminute:acr:mfa');
    expect(asked.searchParams.get('max_age')).toBe('0');
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    // All that is sent; what is random or a token of the service's own says nothing of the payment.
    expect([...asked.searchParams.keys()].sort()).toEqual([
      'acr_values',
      'client_id',
      'code_challenge',
      'code_challenge_method',
      'id_token_hint',
      'max_age',
      'nonce',
      'redirect_uri',
      'response_type',
      'scope',
      'state',
    ]);
  });

  it('asks for a new code although the session has the class `mfa` already', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn({ acr: 'urn:halfminute:acr:mfa' });
    expect((await askRelease(browser)).origin).toBe(platform.provider.issuer);
  });

  const refused: readonly (readonly [string, (now: number) => Told, string])[] = [
    [
      'by the code of the sign-in (an auth_time before the request)',
      (now) => ({ authTime: now - 1 }),
      'before you pressed',
    ],
    ['without an auth_time', () => ({ lies: { auth_time: undefined } }), 'before you pressed'],
    ['by a remembered device', () => ({ acr: 'urn:halfminute:acr:remembered' }), 'No one-time code was given'],
    ['by the password alone', () => ({ acr: 'urn:halfminute:acr:pwd' }), 'No one-time code was given'],
    ['by a class that we do not know', () => ({ acr: 'urn:somebody:mfa' }), 'No one-time code was given'],
    ['without a class', () => ({ lies: { acr: undefined } }), 'No one-time code was given'],
    ['by somebody else', () => ({ sub: 'sub-of-bran', userName: 'bran@firm.example' }), 'somebody else than you'],
  ];

  it.each(refused)('S3 is refused %s', async (_, told, words) => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    platform.advance(60);
    const asked = await askRelease(browser);
    platform.advance(5);
    const shown = await browser.get(platform.provider.approve(asked, told(platform.now() - 5)));
    expect(shown.status).toBe(403);
    expect(shown.html).toContain('Nothing was released');
    expect(shown.html).toContain(words);
    expect(await onAccount(browser)).toBe(before);
  });

  it('S4 is refused where max_age and acr_values were taken out of the request on its way', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    platform.advance(60);
    const asked = await askRelease(browser);
    asked.searchParams.delete('max_age');
    asked.searchParams.delete('acr_values');
    // The service, not asked for more, answers from its session.
    const shown = await browser.get(
      platform.provider.approve(asked, { authTime: platform.now() - 60, acr: 'urn:halfminute:acr:mfa' }),
    );
    expect(shown.html).toContain('Nothing was released');
    expect(await onAccount(browser)).toBe(before);
  });

  it('is never the authentication that began the session, though both clocks differ', () => {
    const expected = { requestedAt: 1_000, sub: 'ada', authTime: 1_030 };
    const claims = { sub: 'ada', acr: 'urn:halfminute:acr:mfa', amr: [], authTime: 1_030 };
    expect(judgeStepUp(claims, expected)).toBe('not-fresh');
    expect(judgeStepUp({ ...claims, authTime: 1_031 }, expected)).toBe('good');
    expect(judgeStepUp({ ...claims, authTime: 1_000 }, { ...expected, authTime: 900 })).toBe('good');
    expect(judgeStepUp({ ...claims, authTime: 999 }, { ...expected, authTime: 900 })).toBe('not-fresh');
  });

  it('T20 pays once under twenty callbacks at a time, and not again afterwards', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    platform.advance(60);
    const back = platform.provider.approve(await askRelease(browser));
    const shown = await Promise.all(
      Array.from({ length: 20 }, () => createBrowser(platform.origin, browser.cookies).get(back)),
    );
    expect(shown.filter(({ status }) => status === 400)).toHaveLength(19);
    expect(platform.provider.redeemed).toBe(2);
    expect(platform.log.filter((line) => line.includes('"released"'))).toHaveLength(1);
    const again = await platform.signedIn();
    expect(await onAccount(again)).toBe(after);
    expect((await browser.get(back)).status).toBe(400);
    expect(await onAccount(again)).toBe(after);
  });

  it('T20 pays once though its payment was begun twice and a new code given for each', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const csrf = csrfOf((await browser.get(`/cases/${hale}`)).html);
    const json = { payee: '1', amount: '84,000.00', reference: 'first share' };
    const answer = await browser.api('POST', `/api/cases/${hale}/payments`, { json, csrf });
    const { step_up: stepUp = '' } = JSON.parse(answer.html) as Record<string, string>; // what a release is answered with
    const [one, two] = [leaving(await browser.get(stepUp)), leaving(await browser.get(stepUp))];
    platform.advance(30);
    expect((await browser.get(platform.provider.approve(one))).html).toContain('is on its way');
    platform.advance(30);
    const shown = await browser.get(platform.provider.approve(two));
    expect(shown.status).toBe(409);
    expect(shown.html).toContain('This payment was released already');
    expect(await onAccount(browser)).toBe(after);
  });

  it('T20 pays one of twenty payments where twenty answers tell of one and the same code', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    platform.advance(60);
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => askRelease(browser, { amount: '1,000.00', reference: 'share' })),
    );
    platform.advance(30);
    const authTime = platform.now();
    const backs = asked.map((one) => platform.provider.approve(one, { authTime }));
    const shown = await Promise.all(backs.map((back) => createBrowser(platform.origin, browser.cookies).get(back)));
    expect(platform.log.filter((line) => line.includes('"released"'))).toHaveLength(1);
    expect(shown.filter(({ status }) => status === 403)).toHaveLength(19);
    expect(await onAccount(await platform.signedIn())).toBe('£213,380.12');
  });

  it('T20 is refused with the step-up of another session, and without any', async () => {
    const platform = await startPlatform();
    const [ada, other] = [await platform.signedIn(), await platform.signedIn()];
    platform.advance(60);
    const forAda = platform.provider.approve(await askRelease(ada));
    expect((await other.get(forAda)).status).toBe(400);
    ada.cookies.delete('cases_session');
    const shown = await ada.get(forAda);
    expect(shown.status).toBe(403);
    expect(shown.html).toContain('You were signed out of Cases');
    expect(await onAccount(other)).toBe(before);
  });

  it('T20 is refused where the answer to a sign-in is put in place of the answer to a step-up', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    platform.advance(60);
    const stepUp = await askRelease(browser);
    const signIn = platform.provider.approve(await toService(browser));
    signIn.searchParams.set('state', stepUp.searchParams.get('state') ?? '');
    expect((await browser.get(signIn)).status).toBe(400);
    expect(await onAccount(browser)).toBe(before);
  });

  it('moves nothing when it was cancelled, and leads back to the case', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const shown = await browser.get(platform.provider.refuse(await askRelease(browser), 'access_denied'));
    expect(shown.html).toContain('You cancelled. The funds stay where they are.');
    expect(shown.html).toContain(`href="/cases/${hale}"`);
    expect(await onAccount(browser)).toBe(before);
  });

  it('moves nothing when there is less on the account by then', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const amount = { amount: '150,000.00', reference: 'all of it' };
    const [one, two] = [await askRelease(browser, amount), await askRelease(browser, amount)];
    platform.advance(30);
    expect((await browser.get(platform.provider.approve(one))).html).toContain('is on its way');
    platform.advance(30);
    const shown = await browser.get(platform.provider.approve(two));
    expect(shown.status).toBe(409);
    expect(shown.html).toContain('less on the client account');
    expect(await onAccount(browser)).toBe('£64,380.12');
  });

  it('can be stopped for half an hour, once, by who works on the case', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    platform.advance(30);
    const shown = await browser.get(platform.provider.approve(await askRelease(browser)));
    const stranger = await platform.signedIn({
      sub: 'sub-of-hanna',
      userName: 'hanna@firm.example',
      name: 'Hanna Lindqvist',
    });
    const seen = await stranger.get(shown.url);
    expect(seen.html).toContain('released by <bdi>Ada Lovelace</bdi>');
    expect(seen.html).not.toContain('Stop it');
    const csrf = csrfOf((await stranger.get('/cases')).html);
    expect((await stranger.post(`${seen.url.pathname}/stop`, { csrf })).status).toBe(409);
    expect((await browser.submit(shown, '/stop')).html).toContain('£84,000.00 was stopped');
    expect(await onAccount(browser)).toBe(before);
    expect((await browser.submit(shown, '/stop')).status).toBe(409);
    expect(await onAccount(browser)).toBe(before);

    platform.advance(30);
    const second = await browser.get(platform.provider.approve(await askRelease(browser)));
    platform.advance(1_801);
    expect((await browser.submit(second, '/stop')).status).toBe(409);
    expect(await onAccount(browser)).toBe(after);
  });

  it('gives the session another cookie, and says when the new code was given', async () => {
    const platform = await startPlatform({ timeZone: 'UTC' });
    const browser = await platform.signedIn({ acr: 'urn:halfminute:acr:remembered', amr: ['pwd'] });
    const cookie = browser.cookies.get('cases_session');
    platform.advance(600);
    await browser.get(platform.provider.approve(await askRelease(browser)));
    expect(browser.cookies.get('cases_session')).not.toBe(cookie);
    const { html } = await browser.get('/cases');
    expect(html).toContain(`one-time code, ${new Date(platform.now() * 1000).toISOString().slice(11, 16)}`);
  });
});

describe('the form', () => {
  it.each([
    [{ amount: '84,00' }, 'Amount: write pounds and pence, such as 84,000.00.'],
    [{ amount: '1e5' }, 'Amount: write pounds and pence'],
    [{ amount: '-5.00' }, 'Amount: write pounds and pence'],
    [{ amount: '0.00' }, 'Amount: write pounds and pence'],
    [{ amount: '214,380.13' }, 'Amount: only £214,380.12 is on the client account.'],
    [{ reference: ' ' }, 'Reference: write what the payee shall read'],
    [{ payee: '999' }, 'Pay to: choose one of the payees'],
    [{ payee: "1' OR 1=1" }, 'Pay to: choose one of the payees'],
  ])('%j is told at its field, and asks for no code', async (fields, words) => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const page = await browser.get(`/cases/${hale}`);
    const typed = { amount: '84,000.00', reference: 'first share', ...fields };
    const shown = await browser.submit(page, `/cases/${hale}/payments`, typed);
    expect(shown.status).toBe(422);
    expect(shown.leavesTo).toBeNull();
    expect(shown.html).toContain(words);
    expect(shown.html).toContain('aria-invalid="true"');
  });

  it('is for those who work on the case alone', async () => {
    const platform = await startPlatform();
    const hanna = await platform.signedIn({ sub: 'h', userName: 'hanna@firm.example', name: 'Hanna Lindqvist' });
    const page = await hanna.get(`/cases/${hale}`);
    expect(page.html).not.toContain('Release funds');
    const shown = await hanna.post(`/cases/${hale}/payments`, {
      csrf: csrfOf(page.html),
      payee: '1',
      amount: '1.00',
      reference: 'mine',
    });
    expect(shown.status).toBe(403);
  });
});

describe('the API', () => {
  it('S4 answers insufficient_user_authentication of RFC 9470 with the class and age that release funds', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    platform.advance(60);
    const csrf = csrfOf((await browser.get(`/cases/${hale}`)).html);
    const json = { payee: '1', amount: '84,000.00', reference: 'first share' };
    const answer = await browser.api('POST', `/api/cases/${hale}/payments`, { json, csrf });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe(
      'Bearer error="insufficient_user_authentication", error_description="A stronger or newer sign-in is needed", acr_values="urn:halfminute:acr:mfa", max_age="0"',
    );
    const body = JSON.parse(answer.html) as Record<string, string>; // what the line above answers with
    expect(body).toMatchObject({
      error: 'insufficient_user_authentication',
      acr_values: 'urn:halfminute:acr:mfa',
      max_age: 0,
    });

    const asked = leaving(await browser.get(`${body['step_up']}?window=a-channel`));
    const done = await browser.get(platform.provider.approve(asked));
    expect(done.url.pathname).toBe('/window-done');
    expect(done.html).toContain('data-window-done="a-channel"');
    const payment = await browser.api('GET', body['payment'] ?? '');
    expect(JSON.parse(payment.html)).toMatchObject({ state: 'released', amountPence: 8_400_000, payee: 'Daniel Hale' });
  });

  it('S4 answers insufficient_user_authentication to a session that is too weak to read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cases-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const database = join(folder, 'cases.db');
    const loose = await startPlatform({
      readClasses: ['urn:halfminute:acr:remembered', 'urn:halfminute:acr:pwd'],
      database,
    });
    const browser = await loose.signedIn({ acr: 'urn:halfminute:acr:pwd', amr: ['pwd'] });
    expect((await browser.api('GET', '/api/cases')).status).toBe(200);
    await loose.close();
    // Stricter from one day to the next: sessions of before are still there.
    const strict = await startPlatform({ database });
    const again = createBrowser(strict.origin, browser.cookies);
    const answer = await again.api('GET', '/api/cases');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('acr_values="urn:halfminute:acr:remembered"');
    expect(leaving(await again.get('/cases')).origin).toBe(strict.provider.issuer);
  });

  it('answers invalid_token to nobody, and needs the token of the page to change something', async () => {
    const platform = await startPlatform();
    const nobody = await platform.browser().api('GET', '/api/cases');
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
    const browser = await platform.signedIn();
    const json = { payee: '1', amount: '1.00', reference: 'x' };
    const forged = await browser.api('POST', `/api/cases/${hale}/payments`, { json, csrf: 'guessed' });
    expect(forged.status).toBe(403);
  });

  it.each([[['1']], [{ payee: ['1'], amount: { toString: 1 } }], ['text'], [null], [{ __proto__: { payee: '1' } }]])(
    'takes %j as JSON for a form with nothing in it',
    async (json) => {
      const platform = await startPlatform();
      const browser = await platform.signedIn();
      const csrf = csrfOf((await browser.get(`/cases/${hale}`)).html);
      const answer = await browser.api('POST', `/api/cases/${hale}/payments`, { json, csrf });
      expect(answer.status).toBe(422);
      expect(JSON.parse(answer.html)).toMatchObject({ error: 'mend' });
    },
  );

  it('does not begin the step-up of somebody else’s payment, nor of one that was released', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const csrf = csrfOf((await browser.get(`/cases/${hale}`)).html);
    const json = { payee: '1', amount: '1.00', reference: 'x' };
    const answer = await browser.api('POST', `/api/cases/${hale}/payments`, { json, csrf });
    const { step_up: stepUp = '' } = JSON.parse(answer.html) as Record<string, string>; // as above
    const bran = await platform.signedIn({ sub: 'b', userName: 'bran@firm.example', name: 'Bran Hughes' });
    expect((await bran.get(stepUp)).status).toBe(404);
    platform.advance(60);
    await browser.get(platform.provider.approve(leaving(await browser.get(stepUp))));
    expect((await browser.get(stepUp)).status).toBe(404);
  });
});
