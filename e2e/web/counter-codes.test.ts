import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { choosePassword } from '../app-walk.ts';
import { webTest } from '../web-test.ts';
import { inTab } from '../web-tab.ts';

/** RFC 4226, appendix D: the codes of this secret for the counters 0 and 1. */
const link = 'otpauth://hotp/VPN:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=0';
const codes = ['755224', '287082'] as const;

function rowWith(page: Page, code: string): ReturnType<Page['getByRole']> {
  return page.getByRole('button', { name: `VPN, ada, ${Array.from(code).join(' ')}`, exact: true });
}

describe.skipIf(!canRun('counter codes in the browser', 'chromium'))('a counter code', () => {
  webTest('is copied by the Enter that follows Next, and not used up by it', async ({ site, open }) => {
    const { context } = await open();
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.origin });
    const page = await context.newPage();
    await page.goto(site.origin);
    await choosePassword(inTab(page));
    await page.getByRole('button', { name: 'Type it in' }).click();
    await page.getByLabel('Code', { exact: true }).fill(link);
    await page.getByRole('button', { name: 'Save', exact: true }).click();

    await page.getByRole('button', { name: 'Next. New code for VPN' }).click();
    await rowWith(page, codes[0]).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(codes[0]);
    await page.keyboard.press('Control+g');
    await rowWith(page, codes[1]).waitFor();
  });
});
