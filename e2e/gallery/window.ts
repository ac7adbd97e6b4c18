import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A size of the window, in CSS pixels, that every state is looked at in. */
export interface GalleryWindowSize {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

export type Scheme = 'light' | 'dark';
export const schemes = ['light', 'dark'] as const satisfies readonly Scheme[];

/** A page of the browser that shows states of one kind, one after the other. */
export interface ShownStates<State, Rest extends readonly unknown[] = []> {
  readonly page: Page;
  /** Loads the state afresh and plays what leads to it. */
  reach(state: State, ...rest: Rest): Promise<void>;
  /** Changes window size and colours of what is shown. */
  look(size: GalleryWindowSize, scheme: Scheme): Promise<void>;
  /** Everything that the page complained of since the last `reach`: errors, warnings and policy reports. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** A browser of its own for each gallery: same language, time zone and sharpness, and nothing that moves. */
export function openWindow(
  browser: Browser,
  { width, height }: GalleryWindowSize,
  permissions: readonly string[] = [],
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 2,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    permissions: [...permissions],
  });
}

/** Writes down what the page complains of: errors and warnings, except those whose text matches `expected`. */
export function watchComplaints(page: Page, note: (complaint: string) => void, expected?: RegExp): void {
  page.on('pageerror', (error) => note(`page error: ${error.message}`));
  page.on('console', (message) => {
    const isTrouble = message.type() === 'error' || message.type() === 'warning';
    if (isTrouble && expected?.test(message.text()) !== true) {
      note(`console ${message.type()}: ${message.text()}`);
    }
  });
}

/** Writes down each request that leaves `origin`, unless its address begins as `inPage` says: what a page makes itself. */
export function watchRequests(
  page: Page,
  { origin, inPage }: { readonly origin: string; readonly inPage: RegExp },
  note: (complaint: string) => void,
): void {
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !inPage.test(request.url())) {
      note(`request that leaves the page's origin: ${request.url()}`);
    }
  });
}

/** Light, on a screen, in this size: as each state begins. */
export async function startOver(page: Page, { width, height }: GalleryWindowSize): Promise<void> {
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await page.setViewportSize({ width, height });
}

export async function lookAt(page: Page, { width, height }: GalleryWindowSize, colorScheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height });
  await settle(page);
}

/** Two frames: the first lets React and the observers of size answer, the second paints what they said. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );
}
