import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { ada, adaBase32, choosePassword, password, rowName } from '../app-walk.ts';
import { eraseStore } from '../web-store.ts';
import { webTest } from '../web-test.ts';
import { inTab, saveBackup, startWithAda } from '../web-tab.ts';

const link = `otpauth://totp/Cases:ada%40firm.example?secret=${adaBase32}&issuer=Cases`;

/** Puts a text on the clipboard as a user does: Ctrl+C in another page. */
async function copyElsewhere(context: BrowserContext, text: string): Promise<void> {
  const page = await context.newPage();
  await page.setContent('<textarea></textarea>');
  await page.locator('textarea').fill(text);
  await page.locator('textarea').press('Control+a');
  await page.locator('textarea').press('Control+c');
  await page.close();
}

async function drop(
  page: Page,
  dropped: { readonly text: string } | { readonly fileName: string; readonly bytes: Buffer },
): Promise<void> {
  const data = await page.evaluateHandle(
    (given) => {
      const transfer = new DataTransfer();
      if (given.fileName === undefined) {
        transfer.setData('text/plain', given.content);
      } else {
        const bytes = Uint8Array.from(given.content, (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], given.fileName, { type: 'application/octet-stream' }));
      }
      return transfer;
    },
    'text' in dropped
      ? { content: dropped.text, fileName: undefined }
      : { content: dropped.bytes.toString('latin1'), fileName: dropped.fileName },
  );
  await page.dispatchEvent('main', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
}

async function expectFilledForm(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Add account' }).waitFor();
  expect(await page.getByLabel('Service', { exact: true }).inputValue()).toBe('Cases');
  expect(await page.getByLabel('User', { exact: true }).inputValue()).toBe('ada@firm.example');
  await page.getByText('The code right now').waitFor();
}

describe.skipIf(!canRun('pasting and dropping', 'chromium'))('what is pasted or dropped anywhere', () => {
  webTest('fills the Add form, and is saved by Enter alone', async ({ site, open }) => {
    const { context } = await open();
    const page = await context.newPage();
    await page.goto(site.origin);
    await choosePassword(inTab(page));
    await copyElsewhere(context, `  Your code: ${link}\n`);
    await page.keyboard.press('Control+v');
    await expectFilledForm(page);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: rowName({ service: 'Cases', user: 'ada@firm.example' }) }).waitFor();
    await drop(page, { text: link.replace('Cases:', 'Post:').replace('issuer=Cases', 'issuer=Post') });
    await page.getByRole('heading', { name: 'Add account' }).waitFor();
    expect(await page.getByLabel('Service', { exact: true }).inputValue()).toBe('Post');
    await page.getByRole('button', { name: 'Save and copy' }).click();
    await page.getByText('You have this one already: Cases, ada@firm.example.').waitFor();
  });

  webTest('waits for the unlock, and is not lost', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await page.getByRole('heading', { name: 'Unlock your codes' }).waitFor();
    await drop(page, { text: link });
    await page.getByText('What you dropped waits until you unlock.').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expectFilledForm(page);
  });

  webTest('opens a backup file that is dropped on a fresh browser', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    const bytes = readFileSync(await saveBackup(page));
    await eraseStore(page);
    await page.goto(site.origin);
    await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
    await drop(page, { fileName: 'old computer.halfminute', bytes });
    await page.getByText('old computer.halfminute').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('button', { name: rowName(ada) }).waitFor();
  });
});
