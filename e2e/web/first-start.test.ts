import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canRun, projectRoot } from '../../tools/requirements.ts';
import {
  ada,
  adaBase32,
  addAccount,
  choosePassword,
  expectCodesOfOathtool,
  password,
  rowName,
  tryPassword,
} from '../app-walk.ts';
import { openClipboardReader } from '../clipboard-reader.ts';
import { eraseStore } from '../web-store.ts';
import { webTest } from '../web-test.ts';
import { inTab, saveBackup } from '../web-tab.ts';

async function openApp(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(origin);
  return page;
}

describe.skipIf(!canRun('the web app from the first start', 'chromium', 'oathtool'))('the web app', () => {
  webTest('keeps what was added over a restart of the browser, behind its password', async ({ site, open }) => {
    const first = await open();
    const readClipboard = await openClipboardReader(first.context);
    const page = await openApp(first.context, site.origin);
    await choosePassword(inTab(page));
    await addAccount(inTab(page), ada);
    await expectCodesOfOathtool(inTab(page), ada, adaBase32);
    await expect.poll(readClipboard).toMatch(/^\d{6}$/);
    await first.close();

    const again = await openApp((await open()).context, site.origin);
    await tryPassword(inTab(again), 'three dry otters');
    await again.getByText('That is not the password.').waitFor();
    expect(await again.getByRole('button', { name: rowName(ada) }).count()).toBe(0);
    await tryPassword(inTab(again), password);
    await expectCodesOfOathtool(inTab(again), ada, adaBase32);
  });

  webTest('locks at a key press, and again at each reload', async ({ site, open }) => {
    const page = await openApp((await open()).context, site.origin);
    await choosePassword(inTab(page));
    await addAccount(inTab(page), ada);
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { name: 'Unlock your codes' }).waitFor();
    await tryPassword(inTab(page), password);
    await page.getByRole('button', { name: rowName(ada) }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Unlock your codes' }).waitFor();
  });

  webTest(
    'says plainly that a browser may erase what it keeps, and offers a backup from the first account on',
    async ({ site, open }) => {
      const page = await openApp((await open()).context, site.origin);
      await choosePassword(inTab(page));
      await addAccount(inTab(page), ada);
      const banner = page.getByText('This browser may erase your codes');
      await banner.waitFor();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save a backup' }).first().click();
      expect((await download).suggestedFilename()).toMatch(/\.halfminute$/);
    },
  );

  webTest('asks the browser to keep the codes, and says nothing of erasing where it agreed', async ({ site, open }) => {
    const { context } = await open();
    await context.addInitScript(() => {
      if (!isSecureContext) {
        return; // the empty page that each tab begins with
      }
      // oxlint-disable-next-line typescript/unbound-method -- called on its own object below
      const { persist } = StorageManager.prototype;
      StorageManager.prototype.persist = function countedPersist() {
        document.documentElement.dataset['asked'] = 'yes';
        return persist.call(this);
      };
    });
    const page = await openApp(context, site.origin);
    expect(await page.evaluate(() => navigator.storage.persisted())).toBe(false);
    const session = await context.newCDPSession(page);
    // As a browser decides for pages that its user has bookmarked or installed.
    await session.send('Browser.setPermission', {
      permission: { name: 'persistent-storage' },
      setting: 'granted',
      origin: site.origin,
    });
    await choosePassword(inTab(page));
    await addAccount(inTab(page), ada);
    await page.getByText('There is no backup yet.').waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset['asked'])).toBe('yes');
    expect(await page.getByText('This browser may erase your codes').count()).toBe(0);
  });

  webTest('opens a backup on a browser that has never seen it', async ({ site, open, folder }) => {
    const first = await open();
    const page = await openApp(first.context, site.origin);
    await choosePassword(inTab(page));
    await addAccount(inTab(page), ada);
    const saved = join(folder, 'kept.halfminute');
    writeFileSync(saved, execFileSync('cat', [await saveBackup(page)]));
    await eraseStore(page);
    await page.goto(site.origin);
    await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
    await page.getByRole('button', { name: 'Open your codes or a backup instead' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose the file' }).click();
    await (await chooser).setFiles(saved);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expectCodesOfOathtool(inTab(page), ada, adaBase32);
  });
});

describe.skipIf(!canRun('a vault saved from the browser', 'chromium', 'python-vault'))(
  'a vault saved from the browser',
  () => {
    webTest('is read by docs/decrypt.py', async ({ site, open, folder }) => {
      const page = await openApp((await open()).context, site.origin);
      await choosePassword(inTab(page));
      await addAccount(inTab(page), ada);
      const saved = join(folder, 'saved.halfminute');
      writeFileSync(saved, execFileSync('cat', [await saveBackup(page)]));
      const text = execFileSync('/usr/bin/python3', [join(projectRoot, 'docs/decrypt.py'), saved, '--password-stdin'], {
        encoding: 'utf8',
        input: `${password}\n`,
      });
      expect(text).toContain(ada.service);
      expect(text).toContain(ada.user);
      expect(text).toContain(adaBase32);
    });
  },
);
