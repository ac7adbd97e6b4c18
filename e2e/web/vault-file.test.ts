import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { serveBundledPage } from '../bundled-page.ts';
import { testOn } from '../web-test.ts';

const vaultFileTest = testOn(() => serveBundledPage('vault-file.ts'));

describe.skipIf(!canRun('the vault file in Chromium', 'chromium'))('the vault file in Chromium', () => {
  vaultFileTest('gives back after a restart of the browser what was written before', async ({ site, open }) => {
    const first = await open();
    const page = await goTo(first.context.newPage(), site.origin);
    expect(await page.evaluate(() => window.page.read('vault'))).toBeNull();
    const written = await page.evaluate(() => window.page.write('vault', 'one', null));
    await first.close();
    const again = await goTo((await open()).context.newPage(), site.origin);
    const stored = await again.evaluate(() => window.page.read('vault'));
    expect(stored).toEqual({ text: 'one', revision: createHash('sha256').update('one').digest('hex') });
    expect(written).toBe(`written ${stored?.revision}`);
  });

  vaultFileTest('keeps ten generations, newest first, and deletes them when asked', async ({ site, open }) => {
    const page = await goTo((await open()).context.newPage(), site.origin);
    for (let save = 1; save <= 14; save += 1) {
      const stored = await page.evaluate(() => window.page.read('vault'));
      await page.evaluate(([text, revision]) => window.page.write('vault', text, revision), [
        `save ${save}`,
        stored?.revision ?? null,
      ] as const);
    }
    const kept = await page.evaluate(() => window.page.generations('vault'));
    expect(kept).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4].map((save) => `save ${save}`));
    expect(await page.evaluate(() => window.page.deleteGenerations('vault'))).toBe(10);
    expect(await page.evaluate(() => window.page.generations('vault'))).toEqual([]);
    expect(await page.evaluate(() => window.page.read('vault'))).toMatchObject({ text: 'save 14' });
  });

  vaultFileTest('loses no line when two tabs add fifty each at the same time', async ({ site, open }) => {
    const { context } = await open();
    const tabs = await Promise.all([goTo(context.newPage(), site.origin), goTo(context.newPage(), site.origin)]);
    const linesOf = (tab: number): string[] => Array.from({ length: 50 }, (_, index) => `tab ${tab} line ${index}`);
    const conflicts = await Promise.all(
      tabs.map((page, tab) => page.evaluate((lines) => window.page.addLines('vault', lines), linesOf(tab))),
    );
    const stored = await tabs[0].evaluate(() => window.page.read('vault'));
    const lines = stored?.text.trimEnd().split('\n') ?? [];
    expect(lines).toHaveLength(100);
    expect(new Set(lines)).toEqual(new Set([...linesOf(0), ...linesOf(1)]));
    // Otherwise nothing was tried here.
    expect(conflicts.reduce((sum, ofTab) => sum + ofTab)).toBeGreaterThan(0);
    expect(await tabs[0].evaluate(() => window.page.changes('vault'))).toBeGreaterThan(0);
  });

  vaultFileTest('says that the disk is full, and keeps what was there', async ({ site, open }) => {
    const { context } = await open();
    const page = await goTo(context.newPage(), site.origin);
    const written = await page.evaluate(() => window.page.write('vault', 'old', null));
    const revision = written.replace('written ', '');
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 100_000 });
    const full = await page.evaluate((known) => window.page.write('vault', 'x'.repeat(1_000_000), known), revision);
    expect(full).toBe('disk-full');
    expect(await page.evaluate(() => window.page.read('vault'))).toEqual({ text: 'old', revision });
    await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin });
    expect(await page.evaluate((known) => window.page.write('vault', 'new', known), revision)).toContain('written');
    expect(await page.evaluate(() => window.page.generations('vault'))).toEqual(['old']);
  });

  vaultFileTest(
    'takes a file that somebody put into a slot as it is, and never overwrites it',
    async ({ site, open }) => {
      const page = await goTo((await open()).context.newPage(), site.origin);
      await page.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle('vault', { create: true });
        const stream = await (await folder.getFileHandle('slot-00', { create: true })).createWritable();
        await stream.write('somebody else’s');
        await stream.close();
      });
      const found = await page.evaluate(() => window.page.read('vault'));
      expect(found).toMatchObject({ text: 'somebody else’s' });
      let revision = found?.revision ?? '';
      for (let save = 0; save < 15; save += 1) {
        const asked = [`ours ${save}`, revision] as const;
        revision = (await page.evaluate(([text, known]) => window.page.write('vault', text, known), asked)).replace(
          'written ',
          '',
        );
      }
      const raw = await page.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle('vault');
        return (await (await folder.getFileHandle('slot-00')).getFile()).text();
      });
      expect(raw).toBe('somebody else’s');
    },
  );
});

async function goTo(opening: Promise<Page>, origin: string): Promise<Page> {
  const page = await opening;
  await page.goto(origin);
  return page;
}
