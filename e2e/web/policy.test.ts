import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { ada, addAccount, choosePassword } from '../app-walk.ts';
import { serveBundledPage } from '../bundled-page.ts';
import { testOn, webTest } from '../web-test.ts';
import { inTab } from '../web-tab.ts';

/** Another origin that would welcome anything, and counts who comes. */
async function foreignServer(): Promise<{ readonly url: string; readonly visits: string[]; stop(): void }> {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(`${request.method} ${request.url}`);
    response.writeHead(200, {
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Type': 'text/javascript',
    });
    response.end('export default 1;');
  });
  server.on('upgrade', (request, socket) => {
    visits.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a server that listens on a port has an address of this form
  return { url: `http://127.0.0.1:${port}/`, visits, stop: () => server.close() };
}

const escapeTest = testOn(() => serveBundledPage('escape.ts'));

describe.skipIf(!canRun('the page policy', 'chromium'))('the page policy', () => {
  escapeTest('holds the page and its workers: no code from text, no word to another origin', async ({ site, open }) => {
    const foreign = await foreignServer();
    const browser = await open();
    const page = await browser.context.newPage();
    await page.goto(site.origin);
    for (const results of [
      await page.evaluate((url) => window.tryFromPage(url), foreign.url),
      await page.evaluate((url) => window.tryFromWorker(url), foreign.url),
    ]) {
      expect(Object.keys(results).length).toBeGreaterThanOrEqual(8);
      expect(Object.entries(results).filter(([, result]) => result !== 'held')).toEqual([]);
    }
    expect(foreign.visits).toEqual([]);
    foreign.stop();
    // Each attempt was complained of, as every test would see. Here that is the point.
    expect(browser.complaints.length).toBeGreaterThan(10);
    expect(browser.complaints.join('\n')).toContain('Content Security Policy');
    // What was refused last is told a moment later.
    await page.close();
    let told = -1;
    while (told !== browser.complaints.length) {
      told = browser.complaints.length;
      await sleep(500);
    }
    browser.complaints.length = 0;
  });

  webTest('holds the very workers of the app', async ({ site, open }) => {
    const foreign = await foreignServer();
    const browser = await open();
    const page = await browser.context.newPage();
    await page.goto(site.origin);
    await choosePassword(inTab(page));
    await addAccount(inTab(page), ada);
    expect(browser.complaints).toEqual([]);
    const workers = page.workers();
    expect(workers.length).toBeGreaterThanOrEqual(2);
    for (const worker of workers) {
      const result = await worker.evaluate(
        (url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => 'reached',
            (error: unknown) => String(error),
          ),
        foreign.url,
      );
      expect(result, worker.url()).toContain('TypeError');
    }
    expect(foreign.visits).toEqual([]);
    foreign.stop();
    browser.complaints.length = 0;
  });

  webTest('is needed by nothing of the app: no element of it is styled or scripted inline', async ({ site, open }) => {
    const page = await (await open()).context.newPage();
    await page.goto(site.origin);
    await choosePassword(inTab(page));
    await addAccount(inTab(page), ada);
    expect(await page.evaluate(() => document.querySelectorAll('style, script:not([src])').length)).toBe(0);
  });

  webTest('lends no text to a spell checker, which may ask its maker', async ({ site, open }) => {
    const { context } = await open();
    const page = await context.newPage();
    const lent = (): Promise<readonly string[]> =>
      page.locator('input, textarea').evaluateAll((fields) =>
        fields
          .filter((field) => field instanceof HTMLElement && field.spellcheck)
          .filter((field) => !['checkbox', 'radio', 'file'].includes(field.getAttribute('type') ?? 'text'))
          .map((field) => field.outerHTML),
      );
    await page.goto(site.origin);
    await page.getByRole('button', { name: 'Show the password' }).first().click();
    expect(await lent()).toEqual([]);
    await choosePassword(inTab(page));
    await page.getByRole('button', { name: 'Type it in' }).click();
    await page.getByRole('button', { name: 'Advanced' }).click();
    expect(await lent()).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await addAccount(inTab(page), ada);
    await page.keyboard.press('F2');
    await page.getByLabel('Note', { exact: true }).waitFor();
    expect(await lent()).toEqual([]);
  });
});
