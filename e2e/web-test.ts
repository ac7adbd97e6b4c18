import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type TestAPI } from 'vitest';
import { openProfile, type WatchedBrowser } from './browser-profile.ts';
import { serveWebApp, type Site } from './served-web-app.ts';

export interface WebTestContext {
  /** Where the page is served, by our own server. */
  readonly site: Site;
  /** A folder of this test's own. */
  readonly folder: string;
  /** Opens the test's browser profile; again, after a close, with all that it kept. */
  readonly open: (window?: { readonly width?: number; readonly height?: number }) => Promise<WatchedBrowser>;
}

/**
 * Tests in Chromium over what `serve` serves. Each fails on one complaint of the browser: a policy report, a console error, a request that
 * leaves the origin.
 */
export function testOn(serve: () => Promise<Site>): TestAPI<WebTestContext> {
  return test
    .extend('site', async ({}, { onCleanup }): Promise<Site> => {
      const site = await serve();
      onCleanup(() => site.stop());
      return site;
    })
    .extend('folder', async ({}, { onCleanup }): Promise<string> => {
      const folder = mkdtempSync(join(tmpdir(), 'halfminute-e2e-'));
      onCleanup(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
      return folder;
    })
    .extend('open', async ({ site, folder }, { onCleanup }): Promise<WebTestContext['open']> => {
      const opened: WatchedBrowser[] = [];
      onCleanup(async () => {
        await Promise.all(opened.map((browser) => browser.close()));
        expect(opened.flatMap((browser) => browser.complaints)).toEqual([]);
      });
      return async (window = {}) => {
        const browser = await openProfile({ folder, origin: site.origin, ...window });
        opened.push(browser);
        return browser;
      };
    });
}

/** Tests of the built web app. */
export const webTest: TestAPI<WebTestContext> = testOn(() => serveWebApp());
