import { chromium, type Browser } from 'playwright-core';
import { chromiumLaunch } from '../../tools/chromium.ts';
import { lookAt, openWindow, startOver, watchComplaints, watchRequests } from '../gallery/window.ts';
import type { GalleryWindowSize, ShownStates } from '../gallery/window.ts';
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

/** The language is English where none is given. */
export type ShownPage = ShownStates<PageState, [language?: string]>;

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
  const context = await openWindow(browser, pageSizes[0], ['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  let complaints: string[] = [];
  const note = (complaint: string): void => {
    complaints.push(complaint);
  };
  watchComplaints(page, note);
  watchRequests(page, { origin, inPage: /^data:/ }, note);
  return {
    page,
    async reach(state, language = 'en') {
      complaints = [];
      await startOver(page, pageSizes[0]);
      await page.goto(`${origin}/${state.id}?language=${language}`);
      await page.evaluate(() => sessionStorage.clear());
      if (language === 'en') {
        await state.act?.(page);
      }
      if (state.isOnPaper === true) {
        await page.emulateMedia({ media: 'print' });
      }
    },
    look: (size, scheme) => lookAt(page, size, scheme),
    get complaints() {
      return complaints;
    },
    close: () => context.close(),
  };
}
