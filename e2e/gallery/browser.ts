import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import type { GalleryStep } from '@halfminute/ui/gallery';
import type { GalleryWindow } from './page/main.ts';
import { chromiumLaunch } from '../../tools/chromium.ts';
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

type ClickRole = Extract<GalleryStep, { readonly role: unknown }>['role'];

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
      for (const step of state.steps) {
        await play(page, step);
      }
      if (state.medium === 'print') {
        await page.emulateMedia({ media: 'print' });
      }
      if (state.expects !== '') {
        await page.getByText(state.expects).filter({ visible: true }).first().waitFor();
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

async function play(page: Page, step: GalleryStep): Promise<void> {
  switch (step.act) {
    case 'click':
      await pressable(page, step).click();
      return;
    case 'hover':
      // Not at the middle, where another control may lie over a row.
      await page
        .getByRole(step.role, { name: step.name })
        .first()
        .hover({ position: { x: 24, y: 24 } });
      return;
    case 'type':
      // Screens below the top one stay in the document, hidden, with fields of the same name.
      await page.getByLabel(step.into, { exact: true }).filter({ visible: true }).first().fill(step.text);
      return;
    case 'press':
      await page.keyboard.press(step.key);
      return;
    case 'see':
      await page.getByText(step.text).filter({ visible: true }).first().waitFor();
      return;
    case 'advance':
      await page.evaluate((milliseconds) => {
        (window as unknown as { gallery: GalleryWindow }).gallery.advance(milliseconds); // `as`: main.ts puts it there
      }, step.milliseconds);
      return;
    default:
      throw new Error(`No such step: ${JSON.stringify(step satisfies never)}`);
  }
}

/** What a pointer can press. The box of a radio button, a checkbox or a switch is hidden inside its label. */
function pressable(page: Page, step: { readonly role: ClickRole; readonly name: string }): Locator {
  const named = page.getByRole(step.role, { name: step.name, exact: true });
  const isInLabel = step.role === 'radio' || step.role === 'checkbox' || step.role === 'switch';
  return (isInLabel ? page.locator('label').filter({ has: named }) : named).first();
}
