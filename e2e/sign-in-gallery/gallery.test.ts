import { availableParallelism } from 'node:os';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { findingsIn, findingsOnPaper, keepPages, type Looks } from '../gallery/findings.ts';
import { layoutFindings } from '../gallery/layout.ts';
import { languages } from '../../apps/sign-in/src/pages/strings/pick-language.ts';
import { openPageGallery, pageSizes, type ShownPage } from './browser.ts';
import type { PageState } from './state.ts';
import { pageStates } from './states.ts';

// As many pages as there are cores: more of them only wait for each other.
vi.setConfig({ maxConcurrency: Math.max(2, availableParallelism()) });

const gallery = canRun('sign-in gallery', 'chromium') ? await openPageGallery() : null;

const pages = keepPages(() => gallery?.newPage());

afterAll(async () => {
  await pages.close();
  await gallery?.close();
});

/** Words differ between kinds; between the states of one they hardly do. */
const oneOfEachKind = [...Map.groupBy(pageStates, kindOf).values()].flatMap((states) => states.slice(0, 1));

function kindOf({ shows }: PageState): string {
  return 'page' in shows ? shows.page.kind : `mail ${shows.mail.kind}`;
}

const [popUp, narrow, zoomed, desktop] = pageSizes;

describe.skipIf(gallery === null)('every page in every state, in every window and both schemes of colour', () => {
  test('has a name of its own', () => {
    const ids = pageStates.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  describe.concurrent('can be used by everybody', () => {
    test.each(pageStates)('$id: $title', async (state) => {
      await pages.use(async (shown) => {
        expect(await findingsOf(shown, state)).toEqual([]);
      });
    });
  });

  describe.concurrent('fits in every language, in the narrowest window', () => {
    const tongues = languages.filter((language) => language !== 'en');
    test.each(oneOfEachKind)('$id', async (state) => {
      await pages.use(async (shown) => {
        const findings: string[] = [];
        for (const language of tongues) {
          await shown.reach(state, language);
          for (const size of sizesOf(state).filter((one) => one === narrow || one === zoomed)) {
            await shown.look(size, 'light');
            findings.push(
              ...(await layoutFindings(shown.page)).map((finding) => `${language} ${size.name}: ${finding}`),
            );
          }
        }
        expect(findings).toEqual([]);
      });
    });
  });
});

/** A mail program's window is never as narrow as a small one that is zoomed. */
function sizesOf({ shows }: PageState) {
  return pageSizes.filter((size) => size !== zoomed || 'page' in shows);
}

/** What a window is asked for: everything once wide and once narrow, of the rest what can differ there. */
const looks: Omit<Looks, 'layout'> = {
  axe: [
    [narrow, 'light', 'everything'],
    [desktop, 'light', 'everything'],
    [desktop, 'dark', 'contrast'],
    [narrow, 'dark', 'contrast'],
  ],
  focus: [
    [popUp, 'light'],
    [narrow, 'dark'],
  ],
};

async function findingsOf(shown: ShownPage, state: PageState): Promise<readonly string[]> {
  await shown.reach(state);
  return state.isOnPaper === true ? findingsOnPaper(shown) : findingsIn(shown, { ...looks, layout: sizesOf(state) });
}
