import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractCases } from '@halfminute/core/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { openProfile, type WatchedBrowser } from '../browser-profile.ts';
import { serveBundledPage } from '../bundled-page.ts';
import type { Site } from '../served-web-app.ts';

describe.skipIf(!canRun('the platform contract in Chromium', 'chromium'))('the web’s platform, in Chromium', () => {
  let folder: string;
  let site: Site;
  let browser: WatchedBrowser;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'halfminute-contract-'));
    site = await serveBundledPage('contract.ts');
    browser = await openProfile({ folder, origin: site.origin });
    page = await browser.context.newPage();
    await page.goto(site.origin);
  });

  afterAll(async () => {
    await browser.close();
    await site.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    expect(browser.complaints).toEqual([]);
  });

  // The page offers all three: it is the adapter that ships, with a second one beside it, on a disk that can fail.
  for (const { name } of contractCases({ argon2: true, 'failing-disk': true, 'second-opener': true, pictures: true })) {
    it(name, async () => {
      expect(await page.evaluate((asked) => window.runContractCase(asked), name)).toBeNull();
    });
  }
});
