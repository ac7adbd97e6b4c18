import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../../tools/chromium.ts';
import { pageScript } from '../page-script.ts';
import type { PageRequest } from './in-page.ts';
import type { Rates } from './rounds.ts';

/** The same comparison in Debian's Chromium, one request after another in one page. */
export async function measureInChromium(requests: readonly PageRequest[]): Promise<readonly Rates[]> {
  const script = await pageScript(join(import.meta.dirname, 'in-page.ts'));
  const browser = await chromium.launch(chromiumLaunch);
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    const rates: Rates[] = [];
    for (const request of requests) {
      rates.push(
        await page.evaluate(
          // The page has put it there; see in-page.ts.
          (asked) =>
            (globalThis as unknown as { measureCodes(request: PageRequest): Promise<Rates> }).measureCodes(asked),
          request,
        ),
      );
    }
    return rates;
  } finally {
    await browser.close();
  }
}
