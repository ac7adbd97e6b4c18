import { availableParallelism } from 'node:os';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { axeFindings } from '../gallery/axe.ts';
import { focusFindings } from '../gallery/focus.ts';
import { layoutFindings } from '../gallery/layout.ts';
import { casesSizes, openCasesGallery, type ShownCases } from './browser.ts';
import type { CasesState } from './state.ts';
import { casesStates } from './states.ts';

// As many pages as there are cores: more of them only wait for each other.
vi.setConfig({ maxConcurrency: Math.max(2, availableParallelism()) });

const gallery = canRun('cases gallery', 'chromium') ? await openCasesGallery() : null;

/** Browser pages that wait for the next state; as many as there are states looked at at once. */
const idlePages: ShownCases[] = [];

afterAll(async () => {
  await Promise.all(idlePages.map((shown) => shown.close()));
  await gallery?.close();
});

const [desktop, , narrow] = casesSizes;

/** What a window is asked for: everything once wide and once narrow, of the rest what can differ there. */
const asked = [
  [desktop, 'light', 'everything'],
  [narrow, 'light', 'everything'],
  [narrow, 'dark', 'contrast'],
  [desktop, 'dark', 'contrast'],
] as const;

describe.skipIf(gallery === null)(
  'every page of the platform in every state, in every window and both schemes of colour',
  () => {
    test('has a name of its own', () => {
      const ids = casesStates.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    });

    describe.concurrent('can be used by everybody', () => {
      test.each(casesStates)('$id: $title', async (state) => {
        const shown = idlePages.pop() ?? (await gallery?.newPage());
        if (shown === undefined) {
          throw new Error('No browser.');
        }
        try {
          expect(await findingsOf(shown, state)).toEqual([]);
        } finally {
          idlePages.push(shown);
        }
      });
    });
  },
);

/** Everything that is wrong with one state, one line each. */
async function findingsOf(shown: ShownCases, state: CasesState): Promise<readonly string[]> {
  const findings: string[] = [];
  const note = (where: string, found: readonly string[]): void => {
    findings.push(...found.map((finding) => `${where}: ${finding}`));
  };
  await shown.reach(state);
  for (const [size, scheme, what] of asked) {
    await shown.look(size, scheme);
    note(`${size.name} ${scheme}`, await axeFindings(shown.page, what));
  }
  for (const size of casesSizes) {
    await shown.look(size, 'light');
    note(size.name, await layoutFindings(shown.page));
  }
  // Walking moves the focus and so comes last; its colours are looked at in both schemes.
  for (const [size, scheme] of [
    [desktop, 'light'],
    [narrow, 'dark'],
  ] as const) {
    await shown.look(size, scheme);
    note(`${size.name} ${scheme}`, await focusFindings(shown.page));
  }
  note('page', shown.complaints);
  return findings;
}
