import { onTestFinished } from 'vitest';
import { startCases } from '../src/index.ts';
import type { CasesConfig } from '../src/index.ts';
import { createBrowser, type Browser, type Shown } from './browser.ts';
import { startLyingProvider, type LyingProvider, type Told } from './lying-provider.ts';

export interface TestPlatform {
  readonly origin: string;
  readonly provider: LyingProvider;
  /** Lines of the platform's log. */
  readonly log: readonly string[];
  readonly now: () => number;
  advance(seconds: number): void;
  browser(): Browser;
  /** Signs somebody in, as `told`. */
  signedIn(told?: Told): Promise<Browser>;
  close(): Promise<void>;
}

export const hale = 'HM-2026-0417';

/** The platform with a provider that says what the test wants; both end with the test. */
export async function startPlatform(config: Partial<CasesConfig> = {}): Promise<TestPlatform> {
  let ahead = 0;
  const clock = (): number => Date.now() / 1000 + ahead;
  const provider = await startLyingProvider(clock);
  const log: string[] = [];
  const cases = await startCases({
    issuer: provider.issuer,
    clientId: 'cases',
    clientSecret: 'secret of the tests',
    database: ':memory:',
    listen: { host: 'localhost', port: 0 },
    clock,
    log: (line) => log.push(line),
    ...config,
  });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) {
      isOpen = false;
      await Promise.all([cases.close(), provider.close()]);
    }
  };
  onTestFinished(close);

  const platform: TestPlatform = {
    origin: cases.address,
    provider,
    log,
    now: () => Math.floor(clock()),
    advance: (seconds) => {
      ahead += seconds;
    },
    browser: () => createBrowser(cases.address),
    signedIn: async (told = {}) => {
      const browser = platform.browser();
      const shown = await browser.get(provider.approve(await toService(browser), told));
      if (shown.status !== 200) {
        throw new Error(`Not signed in: ${shown.status} ${shown.html}`);
      }
      return browser;
    },
    close,
  };
  return platform;
}

/** Begins a sign-in and answers where the browser is sent. */
export async function toService(browser: Browser, path = '/sign-in'): Promise<URL> {
  return leaving(await browser.get(path));
}

/** Presses "Release funds" on Margaret Hale's case and answers where the browser is sent. */
export async function askRelease(
  browser: Browser,
  fields: Readonly<Record<string, string>> = { amount: '84,000.00', reference: 'Hale estate, first share' },
): Promise<URL> {
  const page = await browser.get(`/cases/${hale}`);
  return leaving(await browser.submit(page, `/cases/${hale}/payments`, fields));
}

export function leaving(shown: Shown): URL {
  if (shown.leavesTo === null) {
    throw new Error(`Not sent to the service: ${shown.status} ${shown.html}`);
  }
  return shown.leavesTo;
}

/** What is on Margaret Hale's client account, as the case shows it. */
export async function onAccount(browser: Browser): Promise<string | undefined> {
  const { html } = await browser.get(`/cases/${hale}`);
  return /class="figure">([^<]*)</.exec(html)?.[1];
}

export function csrfOf(html: string): string {
  return /name="csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
}
