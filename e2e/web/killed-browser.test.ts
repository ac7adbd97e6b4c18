import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { serveBundledPage } from '../bundled-page.ts';
import { testOn } from '../web-test.ts';

const killTest = testOn(() => serveBundledPage('vault-file.ts'));
const kills = 6;

describe.skipIf(!canRun('a browser that is killed', 'chromium'))('a browser that is killed while it saves', () => {
  killTest('opens again with the last save that it told of, or the one after it', async ({ site, open, folder }) => {
    let told = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const browser = await open();
      const page = await browser.context.newPage();
      await page.goto(site.origin);
      const found = await page.evaluate(() => window.page.read('vault'));
      const last = lastLine(found?.text);
      expect(last, `after ${kill} kills`).toBeGreaterThanOrEqual(told);
      expect(found?.text ?? '').toBe(linesUpTo(last));
      await page.exposeFunction('tell', (line: number) => {
        told = line;
      });
      void page
        .evaluate(async (from) => {
          for (let line = from + 1; ; line += 1) {
            await window.page.addLines('vault', [`line ${line}`]);
            await (window as unknown as { tell(line: number): Promise<void> }).tell(line); // put there by the test, above
          }
        }, last)
        .catch(() => undefined);
      await expect.poll(() => told, { timeout: 20_000, interval: 5 }).toBeGreaterThanOrEqual(last + 3);
      // Each time at another moment of a save.
      await new Promise((resolve) => setTimeout(resolve, kill * 7));
      killBrowser(folder);
      await browser.context.waitForEvent('close').catch(() => undefined);
      browser.complaints.length = 0; // a killed browser complains of its own end
    }
    expect(told).toBeGreaterThanOrEqual(kills * 3);
  });
});

/** Ends every process of this test's own browser, which has the test's folder in its command line, with no time to tidy up. */
function killBrowser(folder: string): void {
  const mine = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandLine(pid).includes(`--user-data-dir=${folder}/profile`));
  expect(mine.length).toBeGreaterThan(0);
  for (const pid of mine) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It ended with its parent, a moment ago.
    }
  }
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it has just ended
  }
}

function lastLine(text: string | undefined): number {
  return Number(/line (\d+)\n$/.exec(text ?? '')?.[1] ?? 0);
}

function linesUpTo(last: number): string {
  return Array.from({ length: last }, (_, index) => `line ${index + 1}\n`).join('');
}
