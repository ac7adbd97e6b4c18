import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumLaunch } from '../../tools/chromium.ts';
import type { GalleryWindowSize, Scheme } from '../gallery/browser.ts';
import { serveStates } from './serve.ts';
import type { PageState } from './state.ts';
import { pageStates } from './states.ts';

/** The pop-up, the narrowest window, that one zoomed to 200 % (half the size to the page), and a desktop's. */
export const pageSizes = [
  { name: '420', width: 420, height: 640 },
  { name: '320', width: 320, height: 640 },
  { name: 'zoom-200', width: 210, height: 320 },
  { name: 'desktop', width: 1280, height: 800 },
] as const satisfies readonly GalleryWindowSize[];

export interface PageGallery {
  readonly states: readonly PageState[];
  readonly sizes: readonly GalleryWindowSize[];
  newPage(): Promise<ShownPage>;
  close(): Promise<void>;
}

export interface ShownPage {
  readonly page: Page;
  /** Loads the state afresh and plays what a user does in it. */
  reach(state: PageState, language?: string): Promise<void>;
  look(size: GalleryWindowSize, scheme: Scheme): Promise<void>;
  /** Everything that the page complained of since the last `reach`. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Serves every state and starts a browser for them. */
export async function openPageGallery(): Promise<PageGallery> {
  const server = await serveStates(pageStates);
  const browser = await chromium.launch(chromiumLaunch);
  return {
    states: pageStates,
    sizes: pageSizes,
    newPage: () => newShownPage(browser, server.origin),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

async function newShownPage(browser: Browser, origin: string): Promise<ShownPage> {
  const context = await browser.newContext({
    viewport: { width: pageSizes[0].width, height: pageSizes[0].height },
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
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) {
      complaints.push(`request that leaves the page's origin: ${request.url()}`);
    }
  });
  return {
    page,
    async reach(state, language = 'en') {
      complaints = [];
      await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
      await page.setViewportSize(pageSizes[0]);
      await page.goto(`${origin}/${state.id}?language=${language}`);
      await page.evaluate(() => sessionStorage.clear());
      if (language === 'en') {
        await state.act?.(page);
      }
      if (state.isOnPaper === true) {
        await page.emulateMedia({ media: 'print' });
      }
    },
    async look(size, scheme) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width: size.width, height: size.height });
      await page.evaluate(
        () =>
          new Promise((resolve) => {
            requestAnimationFrame(() => requestAnimationFrame(resolve));
          }),
      );
    },
    get complaints() {
      return complaints;
    },
    close: () => context.close(),
  };
}
