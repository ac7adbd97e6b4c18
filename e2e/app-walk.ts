import { expect } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { inTheSameSecond } from './oathtool.ts';

/** Acts on the web app by the words and roles that its users have; none knows how the page is made. */

export const password = 'three wet otters';

export async function choosePassword(page: Page, chosen: string = password): Promise<void> {
  await page.getByRole('heading', { name: 'Choose a password' }).waitFor();
  await page.getByLabel('Password', { exact: true }).fill(chosen);
  await page.getByLabel('Password again').fill(chosen);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Add your first account' }).waitFor();
}

export interface TypedAccount {
  readonly service: string;
  readonly user: string;
  readonly code: string;
}

export const ada: TypedAccount = {
  service: 'Exizent',
  user: 'ada@firm.example',
  code: 'jbsw y3dp-ehpk 3pxp jbsw y3dp ehpk 3pxp',
};
export const adaBase32 = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** From the empty screen or the list to the list with the new account. */
export async function addAccount(page: Page, account: TypedAccount): Promise<void> {
  await page.getByRole('button', { name: /^(Type it in|Add account$)/ }).click();
  await fillAddForm(page, account);
  await page.getByRole('button', { name: 'Save and copy' }).click();
  await page.getByRole('button', { name: rowName(account) }).waitFor();
}

/** A new page of the app, with a password and Ada's account. */
export async function startWithAda(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(origin);
  await choosePassword(page);
  await addAccount(page, ada);
  return page;
}

async function fillAddForm(page: Page, account: TypedAccount): Promise<void> {
  await page.getByRole('heading', { name: 'Add account' }).waitFor();
  await page.getByLabel('Service', { exact: true }).fill(account.service);
  await page.getByLabel('User', { exact: true }).fill(account.user);
  await page.getByLabel('Code', { exact: true }).fill(account.code);
}

export async function tryPassword(page: Page, typed: string): Promise<void> {
  await page.getByRole('heading', { name: 'Unlock your codes' }).waitFor();
  await page.getByLabel('Password', { exact: true }).fill(typed);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
}

/** A row as a screen reader names it, such as "Exizent, ada@firm.example, 3 0 7 6 1 5, 18 seconds left". */
export function rowName({ service, user }: Pick<TypedAccount, 'service' | 'user'>): RegExp {
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal(service)}, ${literal(user)}, ((?:\\d ){5}\\d), \\d+ seconds? left$`);
}

/** The code in the name of an account's row. */
async function codeOnShow(page: Page, account: Pick<TypedAccount, 'service' | 'user'>): Promise<string> {
  const name = await page.getByRole('button', { name: rowName(account) }).getAttribute('aria-label');
  const digits = rowName(account).exec(name ?? '')?.[1];
  if (digits === undefined) {
    throw new Error(`no code in the name of the row: ${name}`);
  }
  return digits.replaceAll(' ', '');
}

export async function expectCodesOfOathtool(page: Page, account: TypedAccount, base32: string): Promise<void> {
  const shown = await inTheSameSecond(base32, () => codeOnShow(page, account));
  expect(shown.read).toBe(shown.oathtool);
}

/** Saves a backup by the menu; answers where the browser put it. */
export async function saveBackup(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save a backup' }).click();
  return (await download).path();
}
