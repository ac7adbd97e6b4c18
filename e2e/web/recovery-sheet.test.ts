import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { ada, password, rowName } from '../app-walk.ts';
import { webTest } from '../web-test.ts';
import { startWithAda } from '../web-tab.ts';

/** The key on show, as eight groups of four. */
async function keyOnShow(page: Page): Promise<readonly string[]> {
  await page.getByText('Shown once.').waitFor();
  const words = await page.getByRole('main').innerText();
  return words.match(/\b[2-9A-HJ-NP-Z]{4}\b/gu) ?? [];
}

async function typeBack(page: Page, lastGroup: string): Promise<void> {
  await page.getByLabel('Type the last group to show that you have it').fill(lastGroup);
  await page.getByRole('button', { name: 'Done' }).click();
}

async function pagesOnPaper(page: Page): Promise<number> {
  const paper = await page.pdf({ format: 'A4' });
  return paper.toString('latin1').match(/\/Type\s*\/Page\b/gu)?.length ?? 0;
}

describe.skipIf(!canRun('the recovery sheet in the browser', 'chromium'))('the recovery sheet', () => {
  webTest(
    'is all that is printed while its key is on show, and is in the page no longer than that',
    async ({ site, open }) => {
      const { context } = await open();
      const page = await startWithAda(context, site.origin);
      await page.getByRole('button', { name: 'Make it now' }).click();
      const key = await keyOnShow(page);
      expect(key).toHaveLength(8);

      await page.emulateMedia({ media: 'print' });
      const paper = await page.locator('body').innerText();
      expect(paper).toMatch(/^Halfminute recovery sheet\s/u);
      expect(paper.match(/\b[2-9A-HJ-NP-Z]{4}\b/gu)).toEqual(key);
      expect(paper).not.toMatch(/Remind me tomorrow|Exizent|ada@firm\.example/u);
      expect(await pagesOnPaper(page)).toBe(1);
      await page.emulateMedia({ media: 'screen' });
      expect(await page.getByText('Halfminute recovery sheet').isVisible()).toBe(false);

      await typeBack(page, key.at(-1) ?? '');
      await page.getByRole('button', { name: rowName(ada) }).waitFor();
      for (const group of key) {
        expect(await page.content()).not.toContain(group);
      }
    },
  );

  webTest('lets in who forgot the password, and is then followed by a new one', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    await page.getByRole('button', { name: 'Make it now' }).click();
    const earlier = await keyOnShow(page);
    await typeBack(page, earlier.at(-1) ?? '');
    await page.getByRole('button', { name: 'Lock', exact: true }).click();

    const unlockWith = async (key: readonly string[]): Promise<void> => {
      await page.getByRole('button', { name: 'Use the recovery key' }).click();
      await page.getByLabel('Recovery key').fill(key.join(' ').toLowerCase());
      await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    };
    await unlockWith(earlier);
    await page.getByLabel('New password', { exact: true }).fill(`${password} again`);
    await page.getByLabel('New password again').fill(`${password} again`);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Your recovery sheet was used.').waitFor();
    await page.getByRole('button', { name: 'Make it now' }).click();
    await page.getByLabel('Your password, once more').fill(`${password} again`);
    await page.getByRole('button', { name: 'Make a new one' }).click();
    const key = await keyOnShow(page);
    await typeBack(page, key.at(-1) ?? '');
    await page.getByRole('button', { name: 'Lock', exact: true }).click();

    await unlockWith(earlier);
    await page.getByText('That is not the recovery key of these codes.').waitFor();
    await page.getByLabel('Recovery key').fill(key.join(''));
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
  });
});
