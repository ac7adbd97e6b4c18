import { availableParallelism } from 'node:os';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { openGallery, windowSizes, type DescribedState, type GalleryPage } from './browser.ts';
import { buildGalleryPage } from './build.ts';
import { findingsIn, findingsOnPaper, keepPages, type Looks } from './findings.ts';
import { servePage } from './serve.ts';

// As many pages as there are cores: more of them only wait for each other.
vi.setConfig({ maxConcurrency: Math.max(2, availableParallelism()) });

const canWalk = canRun('gallery', 'chromium');
const server = canWalk ? await servePage(await buildGalleryPage()) : null;
const gallery = server === null ? null : await openGallery(server.address);

const pages = keepPages(() => gallery?.newPage());

afterAll(async () => {
  await pages.close();
  await gallery?.close();
  await server?.close();
});

describe.skipIf(gallery === null)('every screen in every state, in every window and both schemes of colour', () => {
  test('has a name of its own', () => {
    const ids = (gallery?.states ?? []).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  describe.concurrent('can be used by everybody', () => {
    test.each(gallery?.states ?? [])('$id: $title', async (state) => {
      await pages.use(async (shown) => {
        expect(await findingsOf(shown, state)).toEqual([]);
      });
    });
  });
});

const looks: Looks = {
  axe: windowSizes.flatMap((size) => [[size, 'light', 'everything'] as const, [size, 'dark', 'contrast'] as const]),
  layout: windowSizes,
  focus: [
    [windowSizes[0], 'light'],
    [windowSizes[1], 'dark'],
    [windowSizes[2], 'light'],
  ],
};

async function findingsOf(shown: GalleryPage, state: DescribedState): Promise<readonly string[]> {
  await shown.reach(state);
  return state.medium === 'print' ? findingsOnPaper(shown) : findingsIn(shown, looks);
}
