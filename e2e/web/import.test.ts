import { createCipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { pictureOfCode, pngOf, pngOfCode, type GreyPicture } from '../../apps/cli/test/png-picture.ts';
import { zipOf } from '../../packages/interchange/test/zip-writer.ts';
import { canRun, sharedFolder } from '../../tools/requirements.ts';
import { ada, password, rowName } from '../app-walk.ts';
import { inTheSameSecond } from '../oathtool.ts';
import { startWithAda } from '../web-tab.ts';
import { webTest } from '../web-test.ts';

const alderBase32 = 'MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LA';
const alder = `otpauth://totp/Alder:ada?secret=${alderBase32}&issuer=Alder`;
const beech = 'otpauth://totp/Beech:ada?secret=KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLA&issuer=Beech&digits=8';
const list = `${alder}\n${beech}\nno link at all\n`;

interface DroppedFile {
  readonly name: string;
  readonly content: string | Buffer;
}

/** Files or a text let go over the window, as a file manager or another page does. */
async function drop(page: Page, dropped: { readonly text: string } | readonly DroppedFile[]): Promise<void> {
  const given =
    'text' in dropped
      ? { text: dropped.text, files: [] }
      : {
          text: '',
          files: dropped.map(({ name, content }) => ({ name, base64: Buffer.from(content).toString('base64') })),
        };
  const data = await page.evaluateHandle(({ text, files }) => {
    const transfer = new DataTransfer();
    if (files.length === 0) {
      transfer.setData('text/plain', text);
    }
    for (const { name, base64 } of files) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name));
    }
    return transfer;
  }, given);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    // oxlint-disable-next-line no-await-in-loop -- one event after the other
    await page.locator('main').filter({ visible: true }).first().dispatchEvent(type, { dataTransfer: data });
  }
}

/** Both on one picture, the second to the right of and below the first. */
function sideBySide(one: string, other: string): GreyPicture {
  const [first, second] = [pictureOfCode(one), pictureOfCode(other)];
  const side = first.side + second.side;
  const grey = Buffer.alloc(side * side, 255);
  for (const [{ side: own, grey: from }, at] of [
    [first, 0],
    [second, first.side],
  ] as const) {
    for (let row = 0; row < own; row += 1) {
      from.copy(grey, (at + row) * side + at, row * own, (row + 1) * own);
    }
  }
  return { side, grey };
}

async function accountNames(page: Page): Promise<readonly string[]> {
  // The name of the row, since its text says "Copied" for a while.
  const names = await page
    .locator('.row-hit:visible')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
  return names.map((name) => name.split(', ')[0] ?? '');
}

async function importTicked(page: Page, n: number): Promise<void> {
  await page.getByRole('button', { name: `Import ${n}`, exact: true }).click();
}

describe.skipIf(!canRun('importing in the browser', 'chromium'))('what is dropped from another program', () => {
  webTest('is seen in a picture: one QR code fills the Add form, two are compared', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    await drop(page, [{ name: 'one.png', content: pngOfCode(alder) }]);
    await page.getByText('Filled in from the link.').waitFor();
    expect(await page.getByLabel('Service', { exact: true }).inputValue()).toBe('Alder');
    expect(await page.getByLabel('User', { exact: true }).inputValue()).toBe('ada');
    await page.getByRole('button', { name: 'Save and copy' }).click();
    await page.getByRole('button', { name: rowName({ service: 'Alder', user: 'ada' }) }).waitFor();
    await drop(page, [{ name: 'two.png', content: pngOf(sideBySide(alder, beech)) }]);
    await page.getByText('two.png, a picture of QR codes with 2 accounts.').waitFor();
    await page.getByText('2 found: 1 chosen, 1 already here.').waitFor();
    await importTicked(page, 1);
    await page.getByRole('button', { name: 'Done' }).click();
    expect(await accountNames(page)).toEqual([ada.service, 'Alder', 'Beech']);
  });

  webTest('is told where a picture has no QR code in it', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    const white = { side: 64, grey: Buffer.alloc(64 * 64, 255) };
    await drop(page, [{ name: 'white.png', content: pngOf(white) }]);
    await page.getByText('white.png: There is no QR code of an authenticator in this picture.').waitFor();
  });

  webTest('is a zip of pictures and a list, each read as if it were dropped alone', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    const white = { side: 64, grey: Buffer.alloc(64 * 64, 255) };
    const content = zipOf([
      { name: 'alder.png', content: pngOfCode(alder) },
      { name: 'white.png', content: pngOf(white) },
      { name: 'list.txt', content: Buffer.from(beech) },
    ]);
    await drop(page, [{ name: 'pictures.zip', content }]);
    await page.getByText('3 found: 2 chosen').waitFor();
    await page.getByText('There is no QR code in this picture.').waitFor();
    await importTicked(page, 2);
    await page.getByRole('button', { name: 'Done' }).click();
    expect(await accountNames(page)).toEqual([ada.service, 'Alder', 'Beech']);
  });

  webTest('is compared, unticked, accepted, and taken back after a reload', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    await drop(page, [{ name: 'old-phone.txt', content: list }]);
    await page.getByText('old-phone.txt, a list of links with 3 accounts.').waitFor();
    await page.getByText('3 found: 2 chosen, 1 damaged.').waitFor();
    await page.getByText('it is no link to a code').waitFor();
    // The code beside each is the one that the old program shows now.
    const code = page.locator('.import-row').filter({ hasText: 'Alder' }).locator('.code');
    await expect.poll(() => code.textContent()).toMatch(/^\d{6}$/u);
    const shown = await inTheSameSecond(alderBase32, async () => (await code.textContent()) ?? '');
    expect(shown.read).toBe(shown.oathtool);
    await page.getByRole('checkbox', { name: 'Alder, ada' }).press('Space');
    await page.getByText('3 found: 1 chosen, 1 left out by you, 1 damaged.').waitFor();
    await importTicked(page, 1);
    await page.getByRole('heading', { name: '1 of 3 imported' }).waitFor();
    await page.getByText('Left out by you').waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('1 account imported.').waitFor();
    expect(await accountNames(page)).toEqual([ada.service, 'Beech']);

    await page.reload();
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await page.getByRole('button', { name: rowName(ada) }).waitFor();
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: 'Undo: 1 account from a list of links' }).click();
    await page.getByText('1 account of the import is in the trash for 30 days.').waitFor();
    await page.getByRole('button', { name: 'Put back: 1 account from a list of links' }).click();
    await page.getByText('1 account is back among your codes.').waitFor();
    await page.keyboard.press('Escape');
    expect(await accountNames(page)).toEqual([ada.service, 'Beech']);
  });

  webTest('shows what is here already unticked, and takes it when ticked', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    await drop(page, { text: `${alder}\n${beech}` });
    await importTicked(page, 2);
    await page.getByRole('button', { name: 'Done' }).click();
    await drop(page, {
      text: `${alder.replace('Alder:ada', 'Elder:eve').replace('issuer=Alder', 'issuer=Elder')}\n${beech}`,
    });
    await page.getByText('2 found: 0 chosen, 2 already here.').waitFor();
    await page.getByText('Already here: same code').waitFor();
    await page.getByRole('checkbox', { name: 'Elder, eve. Already here as Alder, ada' }).check();
    await importTicked(page, 1);
    await page.getByRole('button', { name: 'Undo the import' }).click();
    await page.getByText('1 account of the import is in the trash for 30 days.').waitFor();
    expect(await accountNames(page)).toEqual([ada.service, 'Alder', 'Beech']);
  });

  webTest('comes as several files at once, and one that is unknown costs no other', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    await drop(page, [
      { name: 'one.txt', content: `${alder}\n${beech}\n` },
      { name: 'phone.2fas', content: twoFas },
      { name: 'shopping.txt', content: 'Bread, milk' },
    ]);
    await page.getByText('2 files, from a list of links and 2FAS, with 3 accounts.').waitFor();
    await page.getByText('shopping.txt: No authenticator that is known here writes such a file.').waitFor();
    await importTicked(page, 3);
    await page.getByRole('heading', { name: '3 of 3 imported' }).waitFor();
    await page.getByText('shopping.txt: No authenticator').waitFor();
  });

  webTest('is asked for its password, and can be left out instead', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    await drop(page, [
      { name: 'phone.2fas', content: lockedTwoFas('old phone') },
      { name: 'list.txt', content: list },
    ]);
    await page.getByText('phone.2fas, a 2FAS backup, has a password.').waitFor();
    await page.getByRole('button', { name: 'Go on without it' }).click();
    await page.getByText('phone.2fas: It was left out, since it has a password.').waitFor();
    await page.getByText('3 found: 2 chosen, 1 damaged.').waitFor();
    await drop(page, [{ name: 'phone.2fas', content: lockedTwoFas('old phone') }]);
    const field = page.getByLabel('Password of the file', { exact: true });
    await field.fill('new phone');
    await page.keyboard.press('Enter');
    await page
      .getByText('Wrong password, or the file is damaged.')
      .or(page.getByText('That is not its password.'))
      .waitFor();
    await field.fill('old phone');
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: 'Cedar, ada' }).waitFor();
    await page.getByText('1 found: 1 chosen.').waitFor();
  });

  webTest('is refused plainly where nothing in it can be read', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    await drop(page, [{ name: 'shopping.txt', content: 'Bread, milk' }]);
    await page.getByText('Nothing was imported.').waitFor();
    await page.getByText('shopping.txt: No authenticator that is known here writes such a file.').waitFor();
    await page.keyboard.press('Escape');
    expect(await accountNames(page)).toEqual([ada.service]);
  });

  webTest('waits for the unlock, and what was open is thrown away by a lock', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await page.getByRole('heading', { name: 'Unlock your codes' }).waitFor();
    await drop(page, [{ name: 'old-phone.txt', content: list }]);
    await page.getByText('What you dropped waits until you unlock.').waitFor();
    await unlock(page);
    await page.getByText('3 found: 2 chosen, 1 damaged.').waitFor();
    await page.keyboard.press('Control+l');
    await page.getByText('What was half typed was thrown away when it locked.').waitFor();
    await unlock(page);
    await page.getByRole('button', { name: rowName(ada) }).waitFor();
    expect(await accountNames(page)).toEqual([ada.service]);
  });

  webTest('waits for the first password of all', async ({ site, open }) => {
    const { context } = await open();
    const page = await context.newPage();
    await page.goto(site.origin);
    await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
    await drop(page, [{ name: 'old-phone.txt', content: list }]);
    await page.getByText('What you dropped waits until your codes are open.').waitFor();
    await fillNewPassword(page);
    await page.getByText('3 found: 2 chosen, 1 damaged.').waitFor();
  });

  webTest('is opened from the menu, and walked by keyboard alone', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Import' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Enter');
    await (
      await chooser
    ).setFiles({ name: 'old.txt', mimeType: 'text/plain', buffer: Buffer.from(`${alder}\n${beech}\n`) });
    await page.getByText('2 found: 2 chosen.').waitFor();
    await page.getByRole('checkbox', { name: 'Alder, ada' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByText('2 found: 1 chosen, 1 left out by you.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '1 of 2 imported' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('1 account imported.').waitFor();
    expect(await accountNames(page)).toEqual([ada.service, 'Alder']);
  });

  webTest('is pasted, also while the search has the focus', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    const elsewhere = await context.newPage();
    await elsewhere.setContent('<textarea></textarea>');
    await elsewhere.locator('textarea').fill(`${alder}\n${beech}`);
    await elsewhere.locator('textarea').press('Control+a');
    await elsewhere.locator('textarea').press('Control+c');
    await elsewhere.close();
    await page.getByRole('searchbox').focus();
    await page.keyboard.press('Control+v');
    await page.getByText('A list of links with 2 accounts.').waitFor();
    await importTicked(page, 2);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('2 accounts imported.').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('2 accounts of the import are in the trash for 30 days.').waitFor();
    await page.getByRole('button', { name: 'Put back' }).click();
    await page.getByText('2 accounts are back among your codes.').waitFor();
    expect(await accountNames(page)).toEqual([ada.service, 'Alder', 'Beech']);
  });

  webTest('stays usable with thousands of accounts', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    await drop(page, [{ name: 'many.txt', content: manyLinks(3000) }]);
    await page.getByText('3000 found: 3000 chosen.').waitFor();
    expect(await page.locator('.import-row').count()).toBe(100);
    await page.getByRole('button', { name: 'Show 100 more' }).click();
    await expect.poll(() => page.locator('.import-row').count()).toBe(200);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('S100, ada');
    await importTicked(page, 3000);
    await page.getByRole('heading', { name: '3000 of 3000 imported' }).waitFor();
  });

  const fixtures = join(sharedFolder, 'fixtures/aegis');
  const isThere = canRun('files that other programs wrote, in the browser', 'shared') && existsSync(fixtures);
  webTest.skipIf(!isThere)('is read from real files of Aegis, plain and with a password', async ({ site, open }) => {
    const { context } = await open();
    const page = await startWithAda(context, site.origin);
    const file = (name: string): DroppedFile => ({ name, content: readFileSync(join(fixtures, name)) });
    await drop(page, [file('aegis_plain.json')]);
    await page.getByText('aegis_plain.json, an Aegis backup with').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await drop(page, [file('aegis_encrypted.json')]);
    await page.getByText('aegis_encrypted.json, an Aegis backup, has a password.').waitFor();
    await page.getByLabel('Password of the file', { exact: true }).fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('That is not its password.').waitFor();
    await page.getByLabel('Password of the file', { exact: true }).fill('test');
    await page.keyboard.press('Enter');
    await page.getByText('aegis_encrypted.json, an Aegis backup with').waitFor();
    await page.getByRole('button', { name: /^Import \d+$/u }).click();
    await page.getByRole('heading', { name: /^\d+ of \d+ imported$/u }).waitFor();
  });
});

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
}

async function fillNewPassword(page: Page): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Password again', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
}

function manyLinks(n: number): string {
  const letters = 'ABCDEFGHIJ';
  return Array.from({ length: n }, (_, place) => {
    const own = Array.from(String(place).padStart(4, '0'), (figure) => letters[Number(figure)]).join('');
    return `otpauth://totp/S${place}:ada?secret=MFRGGZDFMZTWQ2LKMFRGGZDF${own}AAAA&issuer=S${place}`;
  }).join('\n');
}

/** One account as 2FAS writes it. */
const cedar = { name: 'Cedar', secret: 'ONSWG4TFOQWWM33SONSWG4TFOQWWM33A', otp: { account: 'ada', issuer: 'Cedar' } };
const twoFas = JSON.stringify({ services: [cedar], schemaVersion: 4 });

/** The same as 2FAS writes it under a password: PBKDF2-SHA256 of 10,000 rounds, a salt of 256 bytes, AES-256-GCM. */
function lockedTwoFas(filePassword: string): string {
  const salt = randomBytes(256);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', pbkdf2Sync(filePassword, salt, 10_000, 32, 'sha256'), iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify([cedar])), cipher.final(), cipher.getAuthTag()]);
  const servicesEncrypted = [sealed, salt, iv].map((part) => part.toString('base64')).join(':');
  return JSON.stringify({ services: [], schemaVersion: 4, servicesEncrypted });
}
