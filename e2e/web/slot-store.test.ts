import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { serveBundledPage } from '../bundled-page.ts';
import type { Fault, FaultySave, FaultySaveReport } from '../pages/slot-store-worker.ts';
import { testOn } from '../web-test.ts';

const storeTest = testOn(() => serveBundledPage('vault-file.ts'));

const contentOf = (save: number): number[] => Array.from({ length: 5000 }, (_, index) => (save * 31 + index) % 251);

describe.skipIf(!canRun('the browser’s store on a failing disk', 'chromium'))('a save in the browser’s store', () => {
  for (const kind of ['refused', 'power-lost', 'torn'] as const) {
    for (const earlierSaves of [0, 1, 14]) {
      storeTest(
        `leaves the old content or the new one, whichever act is ${kind}, after ${earlierSaves} earlier saves`,
        async ({ site, open }) => {
          const { context } = await open();
          const page = await context.newPage();
          await page.goto(site.origin);
          // The last round has its fault behind the last act.
          for (let atAct = 1, done = false; !done; atAct += 1) {
            const directoryName = `${kind}-${atAct}`;
            const earlier = Array.from({ length: earlierSaves }, (_, index) => contentOf(index + 1));
            const report = await saveOn(page, {
              directoryName,
              earlier,
              content: contentOf(99),
              fault: { kind, atAct },
            });
            expectOldOrNew(report, { earlierSaves, kind });
            await expectNextSaveToWork(page, directoryName);
            done = report.acts < atAct;
            expect(atAct).toBeLessThan(20);
          }
        },
      );
    }
  }
});

function saveOn(page: Page, save: FaultySave): Promise<FaultySaveReport> {
  return page.evaluate((asked) => window.page.saveOnFaultyDisk(asked), save);
}

function expectOldOrNew(
  { outcome, found }: FaultySaveReport,
  { earlierSaves, kind }: { readonly earlierSaves: number; readonly kind: Fault['kind'] },
): void {
  const old = earlierSaves === 0 ? undefined : contentOf(earlierSaves);
  const isNew = JSON.stringify(found[0]) === JSON.stringify(contentOf(99));
  if (!isNew) {
    expect(found[0]).toEqual(old);
  }
  // Whoever still runs after a refused act was told the truth about it.
  if (kind === 'refused') {
    expect(outcome).toBe(isNew ? 'saved' : 'failed');
  }
  // The generations: those before the current one, at least ten where there were as many.
  const kept = found.slice(isNew ? 1 : 0);
  const expected = Array.from({ length: earlierSaves }, (_, age) => contentOf(earlierSaves - age));
  expect(kept.length).toBeGreaterThanOrEqual(Math.min(earlierSaves, 10));
  expect(kept).toEqual(expected.slice(0, kept.length));
}

async function expectNextSaveToWork(page: Page, directoryName: string): Promise<void> {
  const report = await saveOn(page, { directoryName, earlier: [], content: contentOf(100), fault: null });
  expect(report.outcome).toBe('saved');
  expect(report.found[0]).toEqual(contentOf(100));
}
