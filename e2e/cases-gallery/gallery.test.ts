import { availableParallelism } from 'node:os';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { findingsIn, keepPages, type Looks } from '../gallery/findings.ts';
import { casesSizes, openCasesGallery } from './browser.ts';
import { casesStates } from './states.ts';

// As many pages as there are cores: more of them only wait for each other.
vi.setConfig({ maxConcurrency: Math.max(2, availableParallelism()) });

const gallery = canRun('cases gallery', 'chromium') ? await openCasesGallery() : null;

const pages = keepPages(() => gallery?.newPage());

afterAll(async () => {
  await pages.close();
  await gallery?.close();
});

const [desktop, , narrow] = casesSizes;

/** What a window is asked for: everything once wide and once narrow, of the rest what can differ there. */
const looks: Looks = {
  axe: [
    [desktop, 'light', 'everything'],
    [narrow, 'light', 'everything'],
    [narrow, 'dark', 'contrast'],
    [desktop, 'dark', 'contrast'],
  ],
  layout: casesSizes,
  focus: [
    [desktop, 'light'],
    [narrow, 'dark'],
  ],
};

describe.skipIf(gallery === null)(
  'every page of the platform in every state, in every window and both schemes of colour',
  () => {
    test('has a name of its own', () => {
      const ids = casesStates.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    });

    describe.concurrent('can be used by everybody', () => {
      test.each(casesStates)('$id: $title', async (state) => {
        await pages.use(async (shown) => {
          await shown.reach(state);
          expect(await findingsIn(shown, looks)).toEqual([]);
        });
      });
    });
  },
);
