import { describe, expect } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { addAccount, choosePassword, rowName } from '../app-walk.ts';
import { webTest } from '../web-test.ts';
import { inTab } from '../web-tab.ts';

const accounts = ['Archive', 'Bank', 'Cases', 'Deeds'].map((service, index) => ({
  service,
  user: 'ada',
  code: `GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJ${'ABCD'.charAt(index)}`,
}));

describe.skipIf(!canRun('undo in the browser', 'chromium'))('deleting', () => {
  webTest('can be undone, and what it says does not lie over the row that has the focus', async ({ site, open }) => {
    const { context } = await open({ width: 420, height: 420 });
    const page = await context.newPage();
    await page.goto(site.origin);
    await choosePassword(inTab(page));
    for (const account of accounts) {
      // oxlint-disable-next-line no-await-in-loop -- one form after another
      await addAccount(inTab(page), account);
    }
    await page.keyboard.press('Delete');
    const toast = page.getByText('Deeds is in the trash for 30 days.');
    await toast.waitFor();
    const isFree = (): Promise<boolean> =>
      page.evaluate(() => {
        const row = document.activeElement?.closest('li')?.getBoundingClientRect();
        const card = document.querySelector('.toast')?.getBoundingClientRect();
        return row !== undefined && card !== undefined && row.bottom <= card.top;
      });
    await expect.poll(isFree).toBe(true);
    await page.keyboard.press('Control+z');
    await page.getByText('Deeds is back as it was.').waitFor();
    for (const account of accounts) {
      // oxlint-disable-next-line no-await-in-loop -- one after another reads better where it fails
      await page.getByRole('button', { name: rowName(account) }).waitFor();
    }
  });
});
