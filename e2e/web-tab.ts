import type { BrowserContext, Page } from 'playwright-core';
import { ada, addAccount, choosePassword, type ShownApp } from './app-walk.ts';

/** The web app in a tab of Chromium. */
export function inTab(page: Page): ShownApp {
  return {
    find: (role, name) => page.getByRole(role, { name, exact: true }).waitFor(),
    fill: (field, text) => page.getByLabel(field, { exact: true }).fill(text),
    press: (name) => page.getByRole('button', { name, exact: true }).click(),
    nameOf: async (role, name) => (await page.getByRole(role, { name }).getAttribute('aria-label')) ?? '',
  };
}

/** A new tab of the app, with a password and Ada's account. */
export async function startWithAda(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(origin);
  await choosePassword(inTab(page));
  await addAccount(inTab(page), ada);
  return page;
}

/** Saves a backup by the menu; answers where the browser put it. */
export async function saveBackup(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save a backup' }).click();
  return (await download).path();
}
