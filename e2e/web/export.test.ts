import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import jsqr from 'jsqr';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { readBackup } from '@halfminute/interchange';
import type { ReadyBackup } from '@halfminute/interchange';
import { encodeBase32 } from '@halfminute/otp';
import { canRun } from '../../tools/requirements.ts';
import { ada, adaBase32, password } from '../app-walk.ts';
import { startWithAda } from '../web-tab.ts';
import { webTest } from '../web-test.ts';

async function openExport(page: Page, way: RegExp): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: /^Export / }).click();
  // The dot itself is drawn; what is pressed is its row.
  await page.getByText(way).click();
}

/** The file that the browser was given. */
async function downloadAfter(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await press();
  return readFileSync(await (await download).path());
}

/** Ada's account, in full. */
function expectAda({ entries }: ReadyBackup): void {
  const [entry] = entries;
  expect(entries).toHaveLength(1);
  expect(entry).toMatchObject({
    verdict: 'imported',
    account: { kind: 'totp', issuer: ada.service, accountName: ada.user, digits: 6, periodSeconds: 30 },
  });
  expect(entry?.verdict === 'imported' && encodeBase32(entry.account.secret.reveal())).toBe(adaBase32);
}

async function readReady(bytes: Uint8Array): Promise<ReadyBackup> {
  const backup = await readBackup(bytes);
  if (backup.outcome !== 'ready') {
    throw new Error('The exported file wants a password.');
  }
  return backup;
}

/** What a camera reads of the QR code on show. */
async function textOfQr(page: Page): Promise<string | undefined> {
  const picture = await page.locator('svg.qr-code').screenshot();
  const { pixels, width, height } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const data = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
    return { pixels: [...data], width: bitmap.width, height: bitmap.height };
  }, picture.toString('base64'));
  // The package says that it exports a default, and exports the function itself.
  const decode = typeof jsqr === 'function' ? jsqr : jsqr.default;
  return decode(Uint8ClampedArray.from(pixels), width, height)?.data;
}

describe.skipIf(!canRun('exports of the web app', 'chromium'))('what leaves the browser', () => {
  webTest('is a list of links, behind the password', async ({ site, open }) => {
    const page = await startWithAda((await open()).context, site.origin);
    await openExport(page, /^A list of otpauth links$/);
    await page.getByText('This file is not encrypted.').waitFor();
    await page.getByLabel('Your password, once more').fill('not this one');
    await page.getByRole('button', { name: 'Export 1 account' }).click();
    await page.getByText('That is not the password.').waitFor();
    await page.getByLabel('Your password, once more').fill(password);
    const file = await downloadAfter(page, () => page.getByRole('button', { name: 'Export 1 account' }).click());
    expectAda(await readReady(file));
  });

  webTest.for(['Aegis, encrypted', 'Bitwarden, encrypted'])(
    'is %s, with a password of its own',
    async (format, { site, open }) => {
      const page = await startWithAda((await open()).context, site.origin);
      await openExport(page, /^Another program$/);
      await page.getByText(format, { exact: true }).click();
      await page.getByLabel('Your password, once more').fill(password);
      await page.getByLabel('A password for the file').fill('seven grey herons');
      await page.getByLabel('The same once more').fill('seven grey herons');
      const file = await downloadAfter(page, () => page.getByRole('button', { name: 'Export 1 account' }).click());
      await page.getByText('The file opens with the password that you chose for it.').waitFor();
      expect(file.toString()).not.toContain(adaBase32);
      const backup = await readBackup(file);
      const opened =
        backup.outcome === 'needs-password' &&
        (await backup.unlock({ password: 'seven grey herons', argon2: () => Promise.reject(new Error('not asked')) }));
      expect(opened !== false && opened.outcome).toBe('ready');
      if (opened !== false && opened.outcome === 'ready') {
        expectAda(opened);
      }
    },
  );

  webTest('is each of the other files, and our own import reads them back', async ({ site, open }) => {
    const page = await startWithAda((await open()).context, site.origin);
    await openExport(page, /^Another program$/);
    for (const format of ['Aegis', '2FAS', 'Bitwarden, json', 'Bitwarden, csv']) {
      // oxlint-disable no-await-in-loop -- one after the other, on the one page
      await page.getByText(format, { exact: true }).click();
      await page.getByLabel('Your password, once more').fill(password);
      const file = await downloadAfter(page, () => page.getByRole('button', { name: 'Export 1 account' }).click());
      expectAda(await readReady(file));
      await page.getByRole('button', { name: /^Export / }).click();
      await page.getByText(/^Another program$/).click();
      // oxlint-enable no-await-in-loop
    }
  });

  webTest('is a sheet as a file, which runs nothing and loads nothing', async ({ site, open }) => {
    const page = await startWithAda((await open()).context, site.origin);
    await makeSheet(page);
    const file = await downloadAfter(page, () => page.getByRole('button', { name: 'Save as a file' }).click());
    expect(file.toString()).toContain('<b>JBSW</b>');
    expect(file.toString()).toContain("default-src 'none'");
    expect(file.toString()).not.toMatch(/<script|https?:/u);
  });

  webTest('is a QR code for a phone, and gone when one leaves', async ({ site, open }) => {
    const page = await startWithAda((await open()).context, site.origin);
    await openExport(page, /^QR codes for a phone$/);
    await page.getByLabel('Your password, once more').fill(password);
    await page.getByRole('button', { name: 'Show the QR codes' }).click();
    await page.getByText('Picture 1 of 1').waitFor();
    expectAda(await readReady(Buffer.from((await textOfQr(page)) ?? '')));
    await page.getByRole('button', { name: 'Done' }).click();
    expect(await page.locator('svg.qr-code').count()).toBe(0);
  });

  webTest('is the QR code of one account, beside its long code', async ({ site, open }) => {
    const page = await startWithAda((await open()).context, site.origin);
    await page.keyboard.press('Control+i');
    await page.getByLabel('Your password, once more').fill(password);
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.getByText(/^Hides in \d+ s$/u).waitFor();
    expectAda(await readReady(Buffer.from((await textOfQr(page)) ?? '')));
  });
});

async function makeSheet(page: Page): Promise<void> {
  await openExport(page, /^Paper$/);
  await page.getByLabel('Your password, once more').fill(password);
  await page.getByRole('button', { name: 'Make the sheet' }).click();
  await page.getByRole('heading', { name: 'Your codes on paper' }).waitFor();
}

declare global {
  interface Window {
    timesPrinted: number;
  }
}

describe.skipIf(!canRun('the sheet, printed from the web app', 'chromium', 'pdftoppm', 'zbarimg'))(
  'the sheet, printed from the browser',
  () => {
    webTest.for(['A4', 'Letter'] as const)(
      'has every account whole on %s, and nothing else',
      async (format, { site, open, folder }) => {
        const page = await startWithAda((await open()).context, site.origin);
        const links = Array.from(
          { length: 22 },
          (_, at) =>
            `otpauth://totp/Service%20${at}:${'a'.repeat((at % 5) * 60 + 1)}?secret=MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2L${'ABCDEFGHIJKLMNOPQRSTUV'.charAt(at)}&issuer=Service%20${at}`,
        );
        await page.getByRole('button', { name: 'More', exact: true }).click();
        await page.getByRole('menuitem', { name: 'Import' }).click();
        const list = { name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from(links.join('\n')) };
        await page.locator('input[type=file]').setInputFiles(list);
        await page.getByRole('button', { name: 'Import 22' }).click();
        await page.getByRole('button', { name: 'Done' }).click();

        await page.evaluate(() => {
          window.timesPrinted = 0;
          window.print = () => {
            window.timesPrinted += 1;
          };
        });
        await makeSheet(page);
        await page.getByRole('button', { name: 'Print', exact: true }).click();
        expect(await page.evaluate(() => window.timesPrinted)).toBe(1);
        const pdf = join(folder, 'sheet.pdf');
        await page.pdf({ path: pdf, format });
        expect(accountsOn(pdf, folder)).toEqual(
          [...links, `otpauth://totp/x?secret=${adaBase32}`].map(secretOf).toSorted(),
        );
        const texts = execFileSync('pdftotext', ['-layout', pdf, '-']).toString().split('\f').slice(0, -1);
        expect(texts.length).toBeGreaterThan(1);
        expect(texts.join('')).not.toMatch(/\bDone\b|Save as a file/u);
        // No page break cuts an account.
        for (const text of texts) {
          expect(text.match(/Changes every/gu)?.length).toBe(text.match(/Check \w{4}, \d+ characters/gu)?.length);
        }
        await page.getByRole('button', { name: 'Done' }).click();
        expect(await page.locator('.on-paper').count()).toBe(0);
      },
    );
  },
);

function secretOf(link: string): string {
  return new URL(link).searchParams.get('secret') ?? '';
}

/** The long codes of all QR codes on the pages, as zbarimg reads them. */
function accountsOn(pdf: string, folder: string): readonly string[] {
  execFileSync('pdftoppm', ['-r', '150', '-gray', pdf, join(folder, 'page')]);
  const pictures = readdirSync(folder).filter((name) => /^page.*\.pgm$/u.test(name));
  const options = ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable'];
  return execFileSync('zbarimg', [...options, ...pictures.map((name) => join(folder, name))], {
    stdio: ['ignore', 'pipe', 'ignore'], // it complains that no bus is there
  })
    .toString()
    .trim()
    .split('\n')
    .map(secretOf)
    .toSorted();
}
