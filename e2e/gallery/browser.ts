import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import type { GalleryWindow } from './page/main.ts';
import { chromiumLaunch } from '../../tools/chromium.ts';
import { play, type ClickRole, type GalleryHands } from './play.ts';
import { lookAt, openWindow, settle, startOver, watchComplaints, watchRequests } from './window.ts';
import type { GalleryWindowSize, ShownStates } from './window.ts';

/**
 * The window as it starts, the narrowest one, and the first of them zoomed to 200 %: to the page, zoom is a window of
 * half the size with twice the pixels.
 */
export const windowSizes = [
  { name: '420', width: 420, height: 640 },
  { name: '320', width: 320, height: 640 },
  { name: 'zoom-200', width: 210, height: 320 },
] as const satisfies readonly GalleryWindowSize[];

/** A state without its set-up function, as the page describes it. */
export type DescribedState = GalleryWindow['states'][number];

export interface GalleryBrowser {
  readonly states: readonly DescribedState[];
  readonly sizes: readonly GalleryWindowSize[];
  newPage(): Promise<GalleryPage>;
  close(): Promise<void>;
}

/** Steps are played with real input. */
export type GalleryPage = ShownStates<DescribedState>;

export async function openGallery(address: string): Promise<GalleryBrowser> {
  const browser = await chromium.launch(chromiumLaunch);
  const page = await browser.newPage();
  await page.goto(address);
  // JSON, since what comes over the wire is data alone.
  const states = await page.evaluate(() => (window as unknown as { gallery: GalleryWindow }).gallery.states); // `as`: main.ts puts it there
  await page.close();
  return {
    states,
    sizes: windowSizes,
    newPage: () => newGalleryPage(browser, address),
    close: () => browser.close(),
  };
}

async function newGalleryPage(browser: Browser, address: string): Promise<GalleryPage> {
  const context = await openWindow(browser, windowSizes[0], ['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const hands = handsOn(page);
  let complaints: string[] = [];
  const note = (complaint: string): void => {
    complaints.push(complaint);
  };
  watchComplaints(page, note);
  watchRequests(page, { origin: address, inPage: /^(?:blob|data):/ }, note);
  return {
    page,
    async reach(state) {
      complaints = [];
      await startOver(page, windowSizes[0]);
      await page.goto(`${address}?state=${state.id}`);
      await page.evaluate(() => (window as unknown as { gallery: GalleryWindow }).gallery.shown); // `as`: main.ts puts it there
      await play(hands, state.steps);
      if (state.medium === 'print') {
        await page.emulateMedia({ media: 'print' });
      }
      if (state.expects !== '') {
        await hands.see(state.expects);
      }
      await settle(page);
      const expected = state.expectsComplaint;
      if (expected !== undefined) {
        complaints = complaints.filter((complaint) => !complaint.includes(expected));
      }
    },
    look: (size, scheme) => lookAt(page, size, scheme),
    get complaints() {
      return complaints;
    },
    close: () => context.close(),
  };
}

function handsOn(page: Page): GalleryHands {
  return {
    click: (role, name) => pressable(page, role, name).click(),
    // Not at the middle, where another control may lie over a row.
    hover: (role, name) =>
      page
        .getByRole(role, { name })
        .first()
        .hover({ position: { x: 24, y: 24 } }),
    // Screens below the top one stay in the document, hidden, with fields of the same name.
    type: (into, text) => page.getByLabel(into, { exact: true }).filter({ visible: true }).first().fill(text),
    press: (key) => page.keyboard.press(key),
    see: (text) => page.getByText(text).filter({ visible: true }).first().waitFor(),
    drag: (things, { isDropped }) =>
      page.evaluate(
        (given) => {
          (window as unknown as { gallery: GalleryWindow }).gallery.drag(given.things, given.isDropped); // `as`: main.ts puts it there
        },
        { things, isDropped },
      ),
    advance: (milliseconds) =>
      page.evaluate((by) => {
        (window as unknown as { gallery: GalleryWindow }).gallery.advance(by); // `as`: main.ts puts it there
      }, milliseconds),
  };
}

/** What a pointer can press. The box of a radio button, a checkbox or a switch is hidden inside its label. */
function pressable(page: Page, role: ClickRole, name: string): Locator {
  const named = page.getByRole(role, { name, exact: true });
  const isInLabel = role === 'radio' || role === 'checkbox' || role === 'switch';
  return (isInLabel ? page.locator('label').filter({ has: named }) : named).first();
}
