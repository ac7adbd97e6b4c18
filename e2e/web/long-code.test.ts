import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { ada, adaBase32, addAccount, choosePassword, password } from '../app-walk.ts';
import { webTest } from '../web-test.ts';
import { inTab } from '../web-tab.ts';

const groups = adaBase32.match(/.{4}/gu) ?? [];

/** The groups of the long code that lie somewhere in the page, shown or not. */
async function groupsInPage(page: Page): Promise<readonly string[]> {
  const content = await page.content();
  return groups.filter((group) => content.includes(group));
}

describe.skipIf(!canRun('the long code in the browser', 'chromium'))('the long code', () => {
  webTest(
    'shows after the password, hides by itself after half a minute, and is out of the page then',
    async ({ site, open }) => {
      const { context } = await open();
      const page = await context.newPage();
      await page.clock.install();
      await page.goto(site.origin);
      await choosePassword(inTab(page));
      await addAccount(inTab(page), ada);
      expect(await groupsInPage(page)).toEqual([]);

      await page.keyboard.press('Control+i');
      await page.getByLabel('Your password, once more').fill('not this one');
      await page.getByRole('button', { name: 'Show it' }).click();
      await page.getByText('That is not the password.').waitFor();
      expect(await groupsInPage(page)).toEqual([]);
      await page.getByLabel('Your password, once more').fill(password);
      await page.getByRole('button', { name: 'Show it' }).click();
      await page.getByText(/^Hides in \d+ s$/u).waitFor();
      expect(await groupsInPage(page)).toEqual(groups);

      await page.clock.runFor(20_000);
      await page.getByText(/^Hides in [1-9] s$|^Hides in 10 s$/u).waitFor();
      expect(await groupsInPage(page)).toEqual(groups);
      await page.clock.runFor(11_000);
      await page.getByRole('button', { name: 'Show code and QR' }).waitFor();
      expect(await groupsInPage(page)).toEqual([]);
    },
  );
});
