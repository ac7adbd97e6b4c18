import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '@halfminute/sign-in/testing';
import { createBrowser } from './browser.ts';
import { startLyingProvider, type Told } from './lying-provider.ts';
import { startPlatform, toService } from './platform.ts';

const pwd = 'urn:halfminute:acr:pwd';
const remembered = 'urn:halfminute:acr:remembered';
const mfa = 'urn:halfminute:acr:mfa';

describe('signing in to the platform', () => {
  it('sheet H1 shows a button before the sign-in, and leads to what was asked for after it', async () => {
    const platform = await startPlatform();
    const browser = platform.browser();
    const asked = await browser.get('/cases/HM-2026-0417');
    expect(asked.html).toContain('<h1>Cases</h1>');
    expect(asked.html).not.toContain('Margaret Hale');
    const link = /href="(\/sign-in[^"]*)"/.exec(asked.html)?.[1] ?? '';
    const back = platform.provider.approve(await toService(browser, link));
    const shown = await browser.get(back);
    expect(shown.url.pathname).toBe('/cases/HM-2026-0417');
    expect(shown.html).toContain('Margaret Hale');
  });

  it('S4 asks for the class `remembered` to read, with PKCE, state and nonce that are new each time', async () => {
    const platform = await startPlatform();
    const browser = platform.browser();
    const [first, second] = [await toService(browser), await toService(browser)];
    for (const { searchParams: asked } of [first, second]) {
      expect(asked.get('acr_values')).toBe(remembered);
      expect(asked.get('response_type')).toBe('code');
      expect(asked.get('code_challenge_method')).toBe('S256');
      expect(asked.get('redirect_uri')).toBe(`${platform.origin}/callback`);
      expect(asked.has('max_age')).toBe(false);
    }
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.searchParams.get(name)?.length).toBeGreaterThanOrEqual(43);
      expect(first.searchParams.get(name)).not.toBe(second.searchParams.get(name));
    }
  });

  it.each([
    [remembered, ['pwd'], 'remembered device'],
    [mfa, ['pwd', 'otp', 'mfa'], 'one-time code'],
    [mfa, ['pwd', 'urn:halfminute:amr:recovery-code', 'mfa'], 'recovery code'],
    ['phr', ['hwk', 'pop'], 'MFA'],
  ])('D1 lets %s read, and says by what it was', async (acr, amr, words) => {
    const platform = await startPlatform();
    const browser = await platform.signedIn({ acr, amr });
    const { status, html } = await browser.get('/cases');
    expect(status).toBe(200);
    expect(html).toMatch(new RegExp(`${words}, \\d\\d:\\d\\d`));
  });

  it.each([[pwd], ['urn:somebody:else'], [undefined]])('S3 does not let %s read', async (acr) => {
    const platform = await startPlatform();
    const browser = platform.browser();
    const shown = await browser.get(platform.provider.approve(await toService(browser), { lies: { acr } }));
    expect(shown.status).toBe(403);
    expect(shown.html).toContain('Cases needs MFA');
    expect((await browser.get('/cases')).html).not.toContain('Margaret Hale');
  });

  it('lets those in of whom the service does not require MFA yet, where the setting says so', async () => {
    const platform = await startPlatform({ readClasses: [remembered, pwd] });
    const browser = platform.browser();
    const asked = await toService(browser);
    expect(asked.searchParams.get('acr_values')).toBe(`${remembered} ${pwd}`);
    const shown = await browser.get(platform.provider.approve(asked, { acr: pwd, amr: ['pwd'] }));
    expect(shown.status).toBe(200);
    expect(shown.html).toMatch(/password, \d\d:\d\d/);
  });

  it.each([
    ['unmet_authentication_requirements', 403, 'Cases needs MFA'],
    ['access_denied', 403, 'The sign-in was cancelled'],
    ['temporarily_unavailable', 502, 'could not reach'],
    ['invalid_scope', 400, 'was not accepted'],
  ])('S4 tells what %s means, and whom to ask', async (error, status, words) => {
    const platform = await startPlatform({ support: 'Ines on extension 231' });
    const browser = platform.browser();
    const shown = await browser.get(platform.provider.refuse(await toService(browser), error));
    expect(shown.status).toBe(status);
    expect(shown.html).toContain(words);
    expect(shown.html).toContain('Ask Ines on extension 231.');
  });

  it('S1 gives another cookie at each sign-in, and the old one opens nothing', async () => {
    const platform = await startPlatform();
    const browser = platform.browser();
    browser.cookies.set('cases_session', 'planted-by-somebody');
    await browser.get(platform.provider.approve(await toService(browser)));
    const first = new Map(browser.cookies);
    expect(first.get('cases_session')).not.toBe('planted-by-somebody');
    await browser.get(platform.provider.approve(await toService(browser)));
    expect(browser.cookies.get('cases_session')).not.toBe(first.get('cases_session'));
    const { html } = await createBrowser(platform.origin, first).get('/cases');
    expect(html).toContain('<h1>Cases</h1>');
  });

  it('S2 ends a session an hour after its last use, and twelve hours after the sign-in however much it is used', async () => {
    const platform = await startPlatform();
    const idle = await platform.signedIn();
    const busy = await platform.signedIn();
    platform.advance(3_590);
    expect((await busy.get('/cases')).html).toContain('Margaret Hale');
    platform.advance(20);
    expect((await idle.get('/cases')).html).not.toContain('Margaret Hale');
    for (let half = 0; half < 21; half += 1) {
      platform.advance(1_800);
      expect((await busy.get('/cases')).url.pathname).toBe('/cases');
    }
    platform.advance(1_800);
    expect((await busy.get('/cases')).html).not.toContain('Margaret Hale');
  });

  it('starts without the service, says so at the sign-in, and finds it once it is there', async () => {
    const port = await freePort();
    const platform = await startPlatform({ issuer: `http://127.0.0.1:${port}` });
    const browser = platform.browser();
    const shown = await browser.get('/sign-in');
    expect(shown.status).toBe(502);
    expect(shown.html).toContain('could not reach the sign-in service');
    const provider = await startLyingProvider(platform.now, port);
    onTestFinished(provider.close);
    const back = provider.approve(await toService(browser));
    expect((await browser.get(back)).html).toContain('Margaret Hale');
  });
});

describe('an answer that is not to our question', () => {
  it('T20 is refused without the cookie of the browser that began (a stranger’s code put into my browser)', async () => {
    const platform = await startPlatform();
    const [mine, strangers] = [platform.browser(), platform.browser()];
    await toService(mine);
    const back = platform.provider.approve(await toService(strangers), {
      sub: 'stranger',
      userName: 'mallory@firm.example',
    });
    const shown = await mine.get(back);
    expect(shown.status).toBe(400);
    expect(shown.html).toContain('cannot be finished here');
    expect(mine.cookies.has('cases_session')).toBe(false);
    expect(platform.provider.redeemed).toBe(0);
    // And it was not spoilt for who did begin it.
    expect((await strangers.get(back)).status).toBe(200);
  });

  it('T20 is refused where a stranger’s code stands under my own state: its PKCE and nonce are not mine', async () => {
    const platform = await startPlatform();
    const [mine, strangers] = [platform.browser(), platform.browser()];
    const asked = await toService(mine);
    const stolen = platform.provider.approve(await toService(strangers));
    stolen.searchParams.set('state', asked.searchParams.get('state') ?? '');
    const shown = await mine.get(stolen);
    expect(shown.status).toBe(400);
    expect(mine.cookies.has('cases_session')).toBe(false);
  });

  const cases: readonly (readonly [string, Told])[] = [
    ['with the nonce of another sign-in', { lies: { nonce: 'another' } }],
    ['without a nonce', { lies: { nonce: undefined } }],
    ['from another issuer, said in the redirect (mix-up)', { iss: 'https://elsewhere.example' }],
    ['without the issuer in the redirect, though this service always says it', { iss: null }],
    ['from another issuer, said in the ID token', { lies: { iss: 'https://elsewhere.example' } }],
    ['for another client', { lies: { aud: 'another-client' } }],
    ['for two clients and meant for the other', { lies: { aud: ['cases', 'another'], azp: 'another' } }],
    ['that has expired', { lies: { exp: 1_000_000_000 } }],
    ['signed with another key', { forged: true }],
    ['about another person than the profile', { lies: { sub: 'somebody-else' } }],
    ['that does not say when', { lies: { auth_time: undefined } }],
  ];

  it.each(cases)('T20 is refused %s', async (_, told) => {
    const platform = await startPlatform();
    const browser = platform.browser();
    const shown = await browser.get(platform.provider.approve(await toService(browser), told));
    expect(shown.status).toBeGreaterThanOrEqual(400);
    expect(shown.status).toBeLessThan(500);
    expect(browser.cookies.has('cases_session')).toBe(false);
  });

  it('T20 is refused the second time, and twenty at a time redeem one code', async () => {
    const platform = await startPlatform();
    const browser = platform.browser();
    const back = platform.provider.approve(await toService(browser));
    const shown = await Promise.all(
      Array.from({ length: 20 }, () => createBrowser(platform.origin, browser.cookies).get(back)),
    );
    expect(shown.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(shown.filter(({ status }) => status === 400)).toHaveLength(19);
    expect(platform.provider.redeemed).toBe(1);
    expect((await browser.get(back)).status).toBe(400);
  });

  it('T20 is refused when it comes later than a sign-in may take', async () => {
    const platform = await startPlatform();
    const browser = platform.browser();
    const back = platform.provider.approve(await toService(browser));
    platform.advance(71 * 60);
    expect((await browser.get(back)).status).toBe(400);
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    String.raw`/\elsewhere.example`,
    'javascript:alert(1)',
    '',
  ])('T20 does not lead to %j after the sign-in', async (path) => {
    const platform = await startPlatform();
    const browser = platform.browser();
    const asked = await toService(browser, `/sign-in?${new URLSearchParams({ return_to: path }).toString()}`);
    const shown = await browser.get(platform.provider.approve(asked));
    expect(shown.leavesTo).toBeNull();
    expect(shown.url.href).toBe(`${platform.origin}/cases`);
  });

  it('T20 begins no sign-in with another issuer, whoever asks for it', async () => {
    const platform = await startPlatform();
    const shown = await platform.browser().get('/sign-in?iss=https%3A%2F%2Felsewhere.example');
    expect(shown.status).toBe(400);
    expect(shown.leavesTo).toBeNull();
  });

  it('S16 stays one line of the log each, whatever stands in it', async () => {
    const platform = await startPlatform();
    const browser = platform.browser();
    const error = 'a\n{"event":"released","payment":"forged"}';
    await browser.get(platform.provider.refuse(await toService(browser), error));
    expect(platform.log).toHaveLength(1);
    expect(platform.log[0]).not.toContain('\n');
  });
});

describe('knowing who it is', () => {
  it('finds Ada’s cases by her user name once, and by her `sub` ever after', async () => {
    const platform = await startPlatform();
    const first = await platform.signedIn({ sub: 'ada-1' });
    expect((await first.get('/cases')).html).toContain('Margaret Hale');
    const renamed = await platform.signedIn({ sub: 'ada-1', userName: 'ada.king@firm.example', name: 'Ada King' });
    const { html } = await renamed.get('/cases');
    expect(html).toContain('Margaret Hale');
    expect(html).toContain('Ada King');
  });

  it('gives nothing of hers to somebody else who got her user name', async () => {
    const platform = await startPlatform();
    await platform.signedIn({ sub: 'ada-1' });
    const browser = platform.browser();
    const shown = await browser.get(platform.provider.approve(await toService(browser), { sub: 'another-ada' }));
    expect(shown.status).toBe(403);
    expect(shown.html).toContain('somebody else here');
    expect(browser.cookies.has('cases_session')).toBe(false);
  });
});
