import { chromium, type Browser, type Page } from 'playwright-core';
import { startCases, type RunningCases } from '../../examples/cases/src/index.ts';
import { startLyingProvider, type Told } from '../../examples/cases/test/lying-provider.ts';
import { chromiumLaunch } from '../../tools/chromium.ts';
import { lookAt, openWindow, watchComplaints } from '../gallery/window.ts';
import type { GalleryWindowSize, ShownStates } from '../gallery/window.ts';
import type { CasesState } from './state.ts';
import { casesStates } from './states.ts';

/** A desktop's window, one where the columns lie below each other, the narrowest, and 420 zoomed to 200 %. */
export const casesSizes = [
  { name: 'desktop', width: 1180, height: 800 },
  { name: '640', width: 640, height: 720 },
  { name: '320', width: 320, height: 640 },
  { name: 'zoom-200', width: 210, height: 320 },
] as const satisfies readonly GalleryWindowSize[];

export interface CasesGallery {
  readonly states: readonly CasesState[];
  readonly sizes: readonly GalleryWindowSize[];
  newPage(): Promise<ShownCases>;
  close(): Promise<void>;
}

/** The platform starts afresh for each state. */
type ShownCases = ShownStates<CasesState>;

/** The day of the drawings, 09:31 in winter. */
const drawnAt = Date.UTC(2026, 10, 25, 9, 31) / 1000;

export async function openCasesGallery(): Promise<CasesGallery> {
  const browser = await chromium.launch(chromiumLaunch);
  return {
    states: casesStates,
    sizes: casesSizes,
    newPage: () => newShownCases(browser),
    close: () => browser.close(),
  };
}

async function newShownCases(browser: Browser): Promise<ShownCases> {
  let now = drawnAt;
  const clock = (): number => now;
  const provider = await startLyingProvider(clock);
  let complaints: string[] = [];
  // A context for each state, since ports share cookies.
  let context = await openWindow(browser, casesSizes[0]);
  let page = await context.newPage();
  let cases: RunningCases | null = null;

  async function end(): Promise<void> {
    await context.close();
    await cases?.close();
  }

  async function begin(): Promise<{ shown: Page; origin: string }> {
    await end();
    now = drawnAt;
    complaints = [];
    provider.letThrough({});
    cases = await startCases({
      issuer: provider.issuer,
      clientId: 'cases',
      clientSecret: 'secret of the gallery',
      database: ':memory:',
      listen: { host: 'localhost', port: 0 },
      clock,
    });
    context = await openWindow(browser, casesSizes[0]);
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const note = (complaint: string): void => {
      complaints.push(complaint);
    };
    // An answer with 4xx is what some of the states are about, and a window that cannot close itself is one; Chromium says both once more.
    watchComplaints(page, note, /status of 4\d\d|may close only/);
    return { shown: page, origin: cases.address };
  }

  return {
    get page() {
      return page;
    },
    async reach(state) {
      const { shown, origin } = await begin();
      await state.reach({
        page: shown,
        origin,
        signIn: async (path: string, told: Told = {}) => {
          provider.letThrough(told);
          await shown.goto(`${origin}/sign-in?${new URLSearchParams({ return_to: path }).toString()}`);
          provider.letThrough({});
        },
        advance: (seconds) => {
          now += seconds;
        },
        told: (told) => {
          provider.letThrough(told);
        },
      });
      await shown.getByText(state.expects).filter({ visible: true }).first().waitFor();
    },
    look: (size, scheme) => lookAt(page, size, scheme),
    get complaints() {
      return complaints;
    },
    close: async () => {
      await end();
      await provider.close();
    },
  };
}
