import type { BrowserContext } from 'playwright-core';

/**
 * Reads the clipboard as a user does: by Ctrl+V into a field of another page. Asking the browser for the permission to read instead would
 * change what the page under test may do: Chromium then grants or denies every permission, and asks for no click any more.
 */
export async function openClipboardReader(context: BrowserContext): Promise<() => Promise<string>> {
  const page = await context.newPage();
  await page.setContent('<textarea autofocus></textarea>');
  const field = page.locator('textarea');
  return async () => {
    await field.fill('');
    await field.press('Control+v');
    return field.inputValue();
  };
}
