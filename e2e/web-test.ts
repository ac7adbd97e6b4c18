import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openProfile, type WatchedBrowser } from './browser-profile.ts';
import { serveWebApp, type Site } from './served-web-app.ts';

/** Opens the test's browser profile; again, after a close, with all that it kept. */
export type OpenBrowser = (window?: {
  readonly width?: number;
  readonly height?: number;
  readonly flags?: readonly string[];
}) => Promise<WatchedBrowser>;

/**
 * Tests in Chromium over what `serve` serves (`site`), with a folder of their own and a browser to `open`. Each fails on one complaint of the browser: a policy report, a console error, a request that
 * leaves the origin.
 */
export function testOn(serve: () => Promise<Site>) {
  return (
    test
      // oxlint-disable-next-line no-empty-pattern -- Vitest reads the pattern to learn what a fixture needs
      .extend('site', async ({}, { onCleanup }): Promise<Site> => {
        const site = await serve();
        onCleanup(() => site.stop());
        return site;
      })
      // oxlint-disable-next-line no-empty-pattern -- as above
      .extend('folder', async ({}, { onCleanup }): Promise<string> => {
        const folder = mkdtempSync(join(tmpdir(), 'halfminute-e2e-'));
        onCleanup(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
        return folder;
      })
      .extend('open', async ({ site, folder }, { onCleanup }): Promise<OpenBrowser> => {
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
      })
  );
}

/** Tests of the built web app. */
export const webTest = testOn(() => serveWebApp());
