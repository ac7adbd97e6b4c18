import { availableParallelism } from 'node:os';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { axeFindings } from '../gallery/axe.ts';
import { schemes } from '../gallery/browser.ts';
import { focusFindings } from '../gallery/focus.ts';
import { layoutFindings } from '../gallery/layout.ts';
import { languages } from '../../apps/sign-in/src/pages/strings/pick-language.ts';
import { openPageGallery, pageSizes, type ShownPage } from './browser.ts';
import type { PageState } from './state.ts';
import { pageStates } from './states.ts';

// As many pages as there are cores: more of them only wait for each other.
vi.setConfig({ maxConcurrency: Math.max(2, availableParallelism()) });

const gallery = canRun('sign-in gallery', 'chromium') ? await openPageGallery() : null;

/** Browser pages that wait for the next state; as many as there are states looked at at once. */
const idlePages: ShownPage[] = [];

afterAll(() => gallery?.close());

async function withPage(work: (shown: ShownPage) => Promise<void>): Promise<void> {
  const shown = idlePages.pop() ?? (await gallery?.newPage());
  if (shown === undefined) {
    throw new Error('No browser.');
  }
  try {
    await work(shown);
  } finally {
    idlePages.push(shown);
  }
}

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
      await withPage(async (shown) => {
        expect(await findingsOf(shown, state)).toEqual([]);
      });
    });
  });

  describe.concurrent('fits in every language, in the narrowest window', () => {
    const tongues = languages.filter((language) => language !== 'en');
    test.each(oneOfEachKind)('$id', async (state) => {
      await withPage(async (shown) => {
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
const asked = [
  [narrow, 'light', 'everything'],
  [desktop, 'light', 'everything'],
  [desktop, 'dark', 'contrast'],
  [narrow, 'dark', 'contrast'],
] as const;

/** Everything that is wrong with one state, one line each. */
async function findingsOf(shown: ShownPage, state: PageState): Promise<readonly string[]> {
  const findings: string[] = [];
  const note = (where: string, found: readonly string[]): void => {
    findings.push(...found.map((finding) => `${where}: ${finding}`));
  };
  await shown.reach(state);
  if (state.isOnPaper === true) {
    // Paper has neither focus nor screen reader.
    note('print', await layoutFindings(shown.page));
    note('page', shown.complaints);
    return findings;
  }
  for (const [size, scheme, what] of asked) {
    await shown.look(size, scheme);
    note(`${size.name} ${scheme}`, await axeFindings(shown.page, what));
  }
  for (const size of sizesOf(state)) {
    await shown.look(size, schemes[0]);
    note(size.name, await layoutFindings(shown.page));
  }
  // Walking moves the focus and so comes last; its colours are looked at in both schemes.
  for (const [size, scheme] of [
    [popUp, 'light'],
    [narrow, 'dark'],
  ] as const) {
    await shown.look(size, scheme);
    note(`${size.name} ${scheme}`, await focusFindings(shown.page));
  }
  note('page', shown.complaints);
  return findings;
}
