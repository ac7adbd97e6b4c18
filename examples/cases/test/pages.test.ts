import { describe, expect, it } from 'vitest';
import { freePort } from '@halfminute/sign-in/testing';
import { createDates } from '../src/dates.ts';
import { penceToText, readPence } from '../src/money.ts';
import { readConfig } from '../src/index.ts';
import { csrfOf, hale, startPlatform } from './platform.ts';

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onfocus='alert(1)",
  '</textarea><iframe src=//elsewhere.example>',
  '&lt;b&gt; {{7*7}} ${7*7}',
  '\u202Egnp.exe\u202C \u0000\u001b[31m',
];

describe('what somebody wrote', () => {
  it.each(hostile)('S16 is harmless in notes and names: %j', async (text) => {
    const platform = await startPlatform();
    const browser = await platform.signedIn({ name: `Ada ${text}` });
    await browser.submit(await browser.get(`/cases/${hale}`), '/notes', { note: text });
    const opened = await browser.submit(await browser.get('/cases/new'), '/cases', { name: `Estate ${text}` });
    const pages = [
      opened,
      await browser.get(`/cases/${hale}`),
      await browser.get('/cases?view=mine'),
      await browser.get(`/cases?${new URLSearchParams({ q: text }).toString()}`),
    ];
    for (const { status, html } of pages) {
      expect(status).toBe(200);
      expect(tagsOf(html)).not.toMatch(/<img|<iframe|<b>[^\n]|\bon\w+|alert|elsewhere/);
      // The one script is ours, by its address.
      expect(html.match(/<script\b/g)).toHaveLength(1);
      expect(html).not.toContain('\u0000');
      expect(html).not.toContain('\u001b');
    }
    const readable = text.replaceAll('\u0000', '').replaceAll('\u001b', '');
    expect(textsOf(pages[1]?.html ?? '')).toContain(readable);
  });

  it('S16 keeps a direction that a note turns inside the note', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    await browser.submit(await browser.get(`/cases/${hale}`), '/notes', { note: '\u202Ebackwards' });
    expect((await browser.get(`/cases/${hale}`)).html).toContain('<bdi>\u202Ebackwards</bdi>');
  });

  it.each(['', '   ', 'x'.repeat(4_001)])('asks again for a note that is empty or endless', async (note) => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const shown = await browser.submit(await browser.get(`/cases/${hale}`), '/notes', { note });
    expect(shown.status).toBe(422);
    expect(shown.html).toContain('Note: write something');
  });

  it('takes nothing larger than a form of ours', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const csrf = csrfOf((await browser.get('/cases')).html);
    expect((await browser.post(`/cases/${hale}/notes`, { csrf, note: 'x'.repeat(70_000) })).status).toBe(413);
  });

  it('searches as text, not as a pattern', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const rows = async (q: string): Promise<number> =>
      (await browser.get(`/cases?${new URLSearchParams({ view: 'all', q }).toString()}`)).html.match(/scope="row"/g)
        ?.length ?? 0;
    expect(await rows('hale')).toBe(1);
    expect(await rows('HM-2026-0417')).toBe(1);
    expect(await rows('%')).toBe(0);
    expect(await rows('_')).toBe(0);
    expect(await rows("' OR 1=1 --")).toBe(0);
  });
});

describe('every answer', () => {
  it('S7 carries a policy without exceptions, and nothing of a page lies outside its files', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const paths = [
      '/cases',
      '/cases/new',
      `/cases/${hale}`,
      '/tasks',
      '/client-account',
      '/signed-out',
      '/nothing-here',
    ];
    for (const path of paths) {
      const { headers, html } = await browser.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(policy).toContain(`form-action 'self' ${platform.provider.issuer};`);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(tagsOf(html)).not.toMatch(/ style=| on[a-z]+=|<style/);
    }
  });

  it('S7 asks for https for a year, and names cookies so that nobody can plant them, where the platform is on https', async () => {
    const port = await freePort();
    await startPlatform({ origin: 'https://cases.firm.example', listen: { host: 'localhost', port } });
    const { headers } = await fetch(`http://localhost:${port}/sign-in`, { redirect: 'manual' });
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    expect(headers.get('set-cookie')).toMatch(
      /^__Host-cases_browser=[\w-]{43}; Max-Age=4200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(headers.get('location')).toContain(encodeURIComponent('https://cases.firm.example/callback'));
  });

  it('S6 changes nothing by GET, and nothing by a POST that no form of this session sent', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const posts = [
      '/cases',
      `/cases/${hale}/stage`,
      `/cases/${hale}/notes`,
      `/cases/${hale}/payments`,
      '/tasks/1/done',
    ];
    const before = (await browser.get(`/cases/${hale}`)).html;
    const others = csrfOf((await (await platform.signedIn()).get('/cases')).html);
    for (const path of posts) {
      const fields = {
        name: 'Estate of Nobody',
        stage: 'Closed',
        note: 'x',
        payee: '1',
        amount: '1.00',
        reference: 'x',
      };
      expect((await browser.post(path, fields)).status).toBe(403);
      expect((await browser.post(path, { ...fields, csrf: others })).status).toBe(403);
      const csrf = csrfOf(before);
      const crossSite = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
      expect((await browser.post(path, { ...fields, csrf }, crossSite)).status).toBe(403);
      expect([404, 200]).toContain((await browser.get(path)).status);
    }
    expect((await browser.get(`/cases/${hale}`)).html).toBe(before);
  });
});

describe('sheet H1', () => {
  it('sheet H1 lists the cases as drawn, and counts them', async () => {
    const platform = await startPlatform({ clock: () => Date.UTC(2026, 10, 25, 9, 0) / 1000, timeZone: 'UTC' });
    const browser = await platform.signedIn();
    const { html } = await browser.get('/cases');
    const rows = [...html.matchAll(/<tr><th scope="row">(.*?)<\/tr>/gs)].map(([, row = '']) =>
      row
        .replace(/<[^>]*>/g, '|')
        .replace(/\|+/g, '|')
        .split('|')
        .filter(Boolean),
    );
    expect(rows.slice(0, 6)).toEqual([
      ['Estate of Margaret Hale', 'HM-2026-0417', 'Releasing funds', '£214,380.12', 'Ada Lovelace', 'Today'],
      ['Estate of Thomas Whitlock', 'HM-2026-0409', 'Waiting for probate', '£88,150.00', 'Ada Lovelace', 'Yesterday'],
      ['Estate of Nadia Farouk', 'HM-2026-0398', 'Collecting assets', '£412,904.77', 'Bran Hughes', 'Yesterday'],
      ['Estate of Owen Pritchard', 'HM-2026-0377', 'Paying debts', '£31,266.40', 'Ada Lovelace', '23 November'],
      ['Estate of Ruth Adeyemi', 'HM-2026-0351', 'Final accounts', '£1,020,447.09', 'Hanna Lindqvist', '20 November'],
      ['Estate of John Sallow', 'HM-2025-0988', 'Closed', '£0.00', 'Bran Hughes', '2 November'],
    ]);
    for (const [words, count] of [
      ['Mine', 14],
      ['All', 63],
      ['Waiting for others', 9],
      ['Closed', 212],
    ] as const) {
      expect(html.replace(/<[^>]*>/g, '')).toContain(`${words} ${count}`);
    }
  });

  it('sheet H1 shows 212 closed cases 25 at a time, each once', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const seen = new Set<string>();
    for (let page = 0; page < 9; page += 1) {
      const { html } = await browser.get(`/cases?view=closed&page=${page}`);
      for (const [, reference = ''] of html.matchAll(/href="\/cases\/(HM-[^"]*)"/g)) {
        seen.add(reference);
      }
    }
    expect(seen.size).toBe(212);
  });

  it('says so when no case is hers yet, and makes one', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn({ sub: 'new', userName: 'new@firm.example', name: 'Neu Person' });
    expect((await browser.get('/cases')).html).toContain('No case is yours yet.');
    const form = await browser.get('/cases/new');
    expect((await browser.submit(form, '/cases', { name: ' ' })).status).toBe(422);
    const opened = await browser.submit(form, '/cases', { name: 'Estate of Jean Valjean' });
    expect(opened.html).toContain('lead <bdi>Neu Person</bdi> · collecting assets');
    expect((await browser.get('/cases')).html).toContain('Estate of Jean Valjean');
  });
});

describe('sheet H2', () => {
  it('sheet H2 sets the stage and takes notes of those who work on the case alone', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const page = await browser.get(`/cases/${hale}`);
    expect((await browser.submit(page, '/stage', { stage: 'Final accounts' })).html).toContain('· final accounts');
    expect((await browser.submit(page, '/stage', { stage: 'Anything' })).status).toBe(404);
    const hanna = await platform.signedIn({ sub: 'h', userName: 'hanna@firm.example', name: 'Hanna Lindqvist' });
    const csrf = csrfOf((await hanna.get(`/cases/${hale}`)).html);
    expect((await hanna.post(`/cases/${hale}/stage`, { csrf, stage: 'Closed' })).status).toBe(403);
    expect((await hanna.post(`/cases/${hale}/notes`, { csrf, note: 'mine' })).status).toBe(403);
    expect((await browser.get(`/cases/${hale}`)).html).not.toContain('<bdi>mine</bdi>');
  });

  it('finishes a task once, and none of somebody else', async () => {
    const platform = await startPlatform();
    const browser = await platform.signedIn();
    const page = await browser.get('/tasks');
    expect(page.html).toContain('Pay the funeral account');
    expect((await browser.submit(page, '/tasks/3/done')).html).not.toContain('Pay the funeral account');
    expect((await browser.submit(page, '/tasks/3/done')).status).toBe(404);
    const bran = await platform.signedIn({ sub: 'b', userName: 'bran@firm.example', name: 'Bran Hughes' });
    const csrf = csrfOf((await bran.get('/tasks')).html);
    expect((await bran.post('/tasks/1/done', { csrf })).status).toBe(404);
  });
});

describe('money and time', () => {
  it.each([
    ['84,000.00', 8_400_000],
    ['84000', 8_400_000],
    ['£ 1,020,447.09', 102_044_709],
    ['0.01', 1],
    ['19.99', 1_999],
    ['1,000\u00a0', 100_000],
  ])('reads %j as %d pence', (text, pence) => {
    expect(readPence(text)).toBe(pence);
  });

  it.each([
    '',
    '0',
    '0.00',
    '-1',
    '1e5',
    '84,00',
    '8,4000',
    '1.5',
    '1.234',
    '.50',
    '1.00.00',
    'NaN',
    '٣',
    '9999999999999',
  ])('reads %j as no amount', (text) => {
    expect(readPence(text)).toBeNull();
  });

  it('writes and reads every amount the same', () => {
    for (const pence of [1, 9, 10, 99, 100, 101, 99_999, 100_000, 8_400_000, 102_044_709, 99_999_999_999_999]) {
      expect(readPence(penceToText(pence))).toBe(pence);
    }
    expect(penceToText(0)).toBe('£0.00');
  });

  it('writes days by name while they are near, and the year where it is another', () => {
    const now = Date.UTC(2026, 10, 25, 9, 0) / 1000;
    const dates = createDates('UTC', () => now);
    expect(dates.day(now)).toBe('Today');
    expect(dates.day(now - 33 * 3600)).toBe('Yesterday');
    expect(dates.dayAndTime(now - 60)).toBe('today, 08:59');
    expect(dates.dayAndTime(now - 33 * 3600)).toBe('yesterday, 00:00');
    expect(dates.dayAndTime(now - 33 * 3600 - 60)).toBe('23 November, 23:59');
    expect(dates.day(Date.UTC(2025, 10, 2) / 1000)).toBe('2 November 2025');
  });

  it('knows yesterday by the calendar where the clocks change', () => {
    const at = (text: string) => Date.parse(text) / 1000;
    const dayRead = (when: string, read: string) => createDates('Europe/London', () => at(read)).day(at(when));
    expect(dayRead('2026-10-25T00:30+01:00', '2026-10-26T00:10Z')).toBe('Yesterday');
    expect(dayRead('2026-10-24T23:59+01:00', '2026-10-26T00:10Z')).toBe('24 October');
    expect(dayRead('2026-03-28T23:30Z', '2026-03-29T23:40+01:00')).toBe('Yesterday');
  });
});

describe('the settings', () => {
  const right = { CASES_CLIENT_SECRET: 'secret', CASES_DATABASE: '/tmp/cases.db' };

  it('are the development’s where nothing else is said', () => {
    expect(readConfig(right)).toEqual({
      issuer: 'http://localhost:6238',
      clientId: 'cases',
      clientSecret: 'secret',
      database: '/tmp/cases.db',
      listen: { host: 'localhost', port: 6239 },
    });
  });

  it.each([
    [{ CASES_CLIENT_SECRET: '' }, 'CASES_CLIENT_SECRET is not set'],
    [{ CASES_DATABASE: undefined }, 'CASES_DATABASE is not set'],
    [{ CASES_ISSUER: 'http://sign-in.firm.example' }, 'CASES_ISSUER must be an https address'],
    [{ CASES_ORIGIN: 'cases' }, 'CASES_ORIGIN must be an https address'],
    [{ CASES_LISTEN: '6239' }, 'CASES_LISTEN must be a host and a port'],
    [{ CASES_LISTEN: 'localhost:99999' }, 'CASES_LISTEN must be a host and a port'],
  ])('refuse %j by name, and print no secret', (wrong, words) => {
    expect(() => readConfig({ ...right, ...wrong })).toThrow(words);
  });
});

/** Names of the page's tags and attributes alone, without texts and values. */
function tagsOf(html: string): string {
  return (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/="[^"]*"/g, '=')).join('\n');
}

function textsOf(html: string): string {
  const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' } as const;
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity as keyof typeof entities]); // one of those, by the pattern
}
