import { describe, expect, it } from 'vitest';
import { createBrowser } from './browser.ts';
import { askRelease, leaving, onAccount, startPlatform } from './platform.ts';

const event = 'http://schemas.openid.net/event/backchannel-logout';

describe('signing out', () => {
  it('ends the session here at once, and leads to the service to end it there', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const copied = new Map(browser.cookies);
    const to = leaving(await browser.submit(await browser.get('/cases'), '/sign-out'));
    expect(`${to.origin}${to.pathname}`).toBe(`${platform.provider.issuer}/session/end`);
    expect(to.searchParams.get('post_logout_redirect_uri')).toBe(`${platform.origin}/signed-out`);
    expect(to.searchParams.get('id_token_hint')?.split('.')).toHaveLength(3);
    expect(browser.cookies.has('cases_session')).toBe(false);
    // Not only the cookie is gone: a copy of it opens nothing.
    const { html } = await createBrowser(platform.origin, copied).get('/cases');
    expect(html).not.toContain('Margaret Hale');
    expect((await browser.get('/signed-out')).html).toContain('signed out, here and at the sign-in service');
  });

  it('ends the session here though the service cannot be reached, and says what is left to do', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const page = await browser.get('/cases');
    const endless = await startPlatform({ issuer: 'http://127.0.0.1:1' });
    expect((await endless.browser().get('/signed-out?here')).html).toContain('close the browser');
    await platform.provider.close();
    // Its metadata was read before, so that the browser is still sent there; here nothing is left of the session.
    await browser.submit(page, '/sign-out');
    expect((await browser.get('/cases')).html).not.toContain('Margaret Hale');
  });

  it('S6 is not done by a page of another site, nor by following a link', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const csrf = /name="csrf" value="([^"]*)"/.exec((await browser.get('/cases')).html)?.[1] ?? '';
    const elsewhere = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
    expect((await browser.post('/sign-out', { csrf }, elsewhere)).status).toBe(403);
    expect((await browser.post('/sign-out', { csrf }, {})).status).toBe(403);
    expect((await browser.post('/sign-out', { csrf: 'guessed' })).status).toBe(403);
    expect((await browser.post('/sign-out', {})).status).toBe(403);
    expect((await browser.get('/sign-out')).status).toBe(404);
    expect((await browser.get('/cases')).html).toContain('Margaret Hale');
  });
});

describe('the service ends a session (back-channel logout)', () => {
  const send = async (origin: string, token: string): Promise<number> => {
    const response = await fetch(`${origin}/backchannel-logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token }),
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    return response.status;
  };

  it('by its `sid`, and leaves other sessions of the same person', async () => {
    const platform = await startPlatform();
    const here = await platform.signedIn({ sid: 'here' });
    const there = await platform.signedIn({ sid: 'there' });
    const token = await platform.provider.logoutToken({ sub: 'sub-of-ada', sid: 'here' });
    expect(await send(platform.origin, token)).toBe(200);
    expect((await here.get('/cases')).html).not.toContain('Margaret Hale');
    expect((await there.get('/cases')).html).toContain('Margaret Hale');
  });

  it('by the person, everywhere', async () => {
    const platform = await startPlatform();
    const [one, two] = [await platform.signedIn({ sid: 'one' }), await platform.signedIn({ sid: 'two' })];
    const other = await platform.signedIn({ sub: 'bran', userName: 'bran@firm.example', sid: 'three' });
    expect(await send(platform.origin, await platform.provider.logoutToken({ sub: 'sub-of-ada' }))).toBe(200);
    expect((await one.get('/cases')).url.pathname).toBe('/');
    expect((await two.get('/cases')).url.pathname).toBe('/');
    expect((await other.get('/cases')).url.pathname).toBe('/cases');
  });

  it('while a payment waits for its code, which then moves nothing', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn({ sid: 'here' });
    platform.advance(60);
    const back = platform.provider.approve(await askRelease(browser));
    await send(platform.origin, await platform.provider.logoutToken({ sub: 'sub-of-ada', sid: 'here' }));
    expect((await browser.get(back)).html).toContain('You were signed out of Cases');
    expect(await onAccount(await platform.signedIn())).toBe('£214,380.12');
  });

  it.each([
    ['of another issuer', { iss: 'https://elsewhere.example' }, {}],
    ['for another client', { aud: 'another' }, {}],
    ['signed with another key', {}, { forged: true }],
    ['that is an ID token', {}, { typ: 'JWT' }],
    ['with a nonce, as an ID token has', { nonce: 'n' }, {}],
    ['without the event', { events: {} }, {}],
    ['about an event only by its prototype', { events: JSON.parse(`{"__proto__":{"${event}":{}}}`) as unknown }, {}],
    ['about nobody', { sub: undefined }, {}],
    ['without a name of its own', { jti: undefined }, {}],
    ['that is ten minutes old', { iat: Math.floor(Date.now() / 1000) - 600 }, {}],
    ['that has expired', { exp: Math.floor(Date.now() / 1000) - 300 }, {}],
  ])('T20 but not by a token %s', async (_, claims, options) => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const token = await platform.provider.logoutToken({ sub: 'sub-of-ada', ...claims }, options);
    expect(await send(platform.origin, token)).toBe(400);
    expect((await browser.get('/cases')).html).toContain('Margaret Hale');
  });

  it('T20 but not twice by one token', async () => {
    const platform = await startPlatform();
    await platform.signedIn();
    const token = await platform.provider.logoutToken({ sub: 'sub-of-ada' });
    expect(await send(platform.origin, token)).toBe(200);
    const again = await platform.signedIn();
    expect(await send(platform.origin, token)).toBe(400);
    expect((await again.get('/cases')).html).toContain('Margaret Hale');
  });

  it.each(['', 'text', 'a.b.c', 'x'.repeat(70_000)])('but not by %.20j', async (token) => {
    const platform = await startPlatform();
    const response = await fetch(`${platform.origin}/backchannel-logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token }),
    });
    expect([400, 413]).toContain(response.status);
  });
});
