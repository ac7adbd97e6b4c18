import { describe, expect } from 'vitest';
import { password, vaultOf } from '../../bench/desktop/seed-vault.ts';
import { canRun } from '../../tools/requirements.ts';
import { tryPassword } from '../app-walk.ts';
import { putVault } from '../web-store.ts';
import { webTest } from '../web-test.ts';
import { inTab } from '../web-tab.ts';

const accounts = 1000;

describe.skipIf(!canRun('a long list in the browser', 'chromium'))('a list of a thousand accounts', () => {
  webTest('reaches its last account by one key, drawn or not', async ({ site, open }) => {
    const { context } = await open();
    const page = await context.newPage();
    await page.goto(site.origin);
    await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
    await putVault(page, await vaultOf(accounts));
    await page.goto(site.origin);
    // Pressed by the page itself the moment the first rows are there: a test's own keys come after all are drawn.
    await page.evaluate(() => {
      const watch = new MutationObserver(() => {
        const rows = document.querySelectorAll('.row').length;
        if (rows > 0) {
          watch.disconnect();
          document.documentElement.dataset['rowsAtEnd'] = String(rows);
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
        }
      });
      watch.observe(document.body, { childList: true, subtree: true });
    });
    await tryPassword(inTab(page), password);

    const last = page.getByRole('button', { name: new RegExp(`^Service ${accounts - 1}, ada\\.${accounts - 1}@`) });
    await last.waitFor();
    await expect.poll(() => last.evaluate((row) => row === document.activeElement)).toBe(true);
    expect(Number(await page.locator('html').getAttribute('data-rows-at-end'))).toBeLessThan(accounts / 2);
    await expect.poll(() => page.locator('.row').count()).toBe(accounts);
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Service 998, /);
  });
});
