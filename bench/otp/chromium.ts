import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { rolldown } from 'rolldown';
import type { PageRequest } from './in-page.ts';
import type { Rates } from './rounds.ts';

/** The same comparison in Debian's Chromium, one request after another in one page. */
export async function measureInChromium(requests: readonly PageRequest[]): Promise<readonly Rates[]> {
  const script = await bundle();
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
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

async function bundle(): Promise<string> {
  const build = await rolldown({
    input: join(import.meta.dirname, 'in-page.ts'),
    resolve: { conditionNames: ['@halfminute/source', 'import', 'browser', 'default'] },
  });
  const { output } = await build.generate({ format: 'iife', minify: true });
  return output[0].code;
}
