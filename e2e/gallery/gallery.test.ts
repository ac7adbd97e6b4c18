import { availableParallelism } from 'node:os';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { axeFindings } from './axe.ts';
import { openGallery, schemes, windowSizes, type DescribedState, type GalleryPage } from './browser.ts';
import { buildGalleryPage } from './build.ts';
import { focusFindings } from './focus.ts';
import { layoutFindings } from './layout.ts';
import { servePage } from './serve.ts';

// As many pages as there are cores: more of them only wait for each other.
vi.setConfig({ maxConcurrency: Math.max(2, availableParallelism()) });

const canWalk = canRun('gallery', 'chromium');
const server = canWalk ? await servePage(await buildGalleryPage()) : null;
const gallery = server === null ? null : await openGallery(server.address);

/** Pages that wait for the next state; as many as there are states walked at once. */
const idlePages: GalleryPage[] = [];

afterAll(async () => {
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
      if (gallery === null) {
        throw new Error('No browser.');
      }
      const shown = idlePages.pop() ?? (await gallery.newPage());
      try {
        expect(await findingsOf(shown, state)).toEqual([]);
      } finally {
        idlePages.push(shown);
      }
    });
  });
});

/** Each scheme has its own colours of focus; each size its own room for what is focused. */
const focusWalks = [
  [windowSizes[0], 'light'],
  [windowSizes[1], 'dark'],
  [windowSizes[2], 'light'],
] as const;

/** Everything that is wrong with one state, one line each. */
async function findingsOf(shown: GalleryPage, state: DescribedState): Promise<readonly string[]> {
  const findings: string[] = [];
  const note = (where: string, found: readonly string[]): void => {
    findings.push(...found.map((finding) => `${where}: ${finding}`));
  };
  await shown.reach(state);
  if (state.medium === 'print') {
    // Paper has neither focus nor screen reader.
    note('print', await layoutFindings(shown.page));
    note('page', shown.complaints);
    return findings;
  }
  for (const size of windowSizes) {
    for (const scheme of schemes) {
      await shown.look(size, scheme);
      note(`${size.name} ${scheme}`, await axeFindings(shown.page, scheme === 'light' ? 'everything' : 'contrast'));
    }
    note(size.name, await layoutFindings(shown.page));
  }
  // Walking moves the focus, closes what closes on blur and so comes last; its colours are looked at in both schemes.
  for (const [size, scheme] of focusWalks) {
    await shown.look(size, scheme);
    note(`${size.name} ${scheme}`, await focusFindings(shown.page));
  }
  note('page', shown.complaints);
  return findings;
}
