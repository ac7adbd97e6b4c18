import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import type { GalleryStep } from '@halfminute/ui/gallery';
import type { GalleryWindow } from './page/main.ts';
import { chromiumLaunch } from '../../tools/chromium.ts';

/** A size of the window, in CSS pixels, that every state is looked at in. */
export interface GalleryWindowSize {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/**
 * The window as it starts, the narrowest one, and the first of them zoomed to 200 %: to the page, zoom is a window of
 * half the size with twice the pixels.
 */
export const windowSizes = [
  { name: '420', width: 420, height: 640 },
  { name: '320', width: 320, height: 640 },
  { name: 'zoom-200', width: 210, height: 320 },
] as const satisfies readonly GalleryWindowSize[];

export type Scheme = 'light' | 'dark';
export const schemes = ['light', 'dark'] as const satisfies readonly Scheme[];

/** A state without its set-up function, as the page describes it. */
export type DescribedState = GalleryWindow['states'][number];

type ClickRole = Extract<GalleryStep, { readonly role: unknown }>['role'];

export interface GalleryBrowser {
  readonly states: readonly DescribedState[];
  readonly sizes: readonly GalleryWindowSize[];
  newPage(): Promise<GalleryPage>;
  close(): Promise<void>;
}

export interface GalleryPage {
  readonly page: Page;
  /** Loads the page afresh and plays the steps of `state` with real input. */
  reach(state: DescribedState): Promise<void>;
  /** Changes window size and colours of what is shown. */
  look(size: GalleryWindowSize, scheme: Scheme): Promise<void>;
  /** Everything the page complained of since the last `reach`: errors, warnings and policy reports. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

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
  const context = await browser.newContext({
    viewport: { width: windowSizes[0].width, height: windowSizes[0].height },
    deviceScaleFactor: 2,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  let complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !/^(?:blob|data):/.test(request.url())) {
      complaints.push(`request that leaves the page's origin: ${request.url()}`);
    }
  });
  return {
    page,
    async reach(state) {
      complaints = [];
      await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
      await page.setViewportSize(windowSizes[0]);
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
    async look(size, scheme) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width: size.width, height: size.height });
      await settle(page);
    },
    get complaints() {
      return complaints;
    },
    close: () => context.close(),
  };
}

/** Two frames: the first lets React and the observers of size answer, the second paints what they said. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );
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
