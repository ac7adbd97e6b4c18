import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { chromiumLaunch } from '../tools/chromium.ts';

/** A Chromium over one profile folder, watched: everything that it complains of, and every request that leaves the origin. */
export interface WatchedBrowser {
  readonly context: BrowserContext;
  /** One sentence a complaint: policy reports, console errors and warnings, exceptions, failed and foreign requests, crashes. */
  readonly complaints: string[];
  close(): Promise<void>;
}

/** Opens the profile in `folder` (made if need be); the same folder later is the same browser, with all that it kept. */
export async function openProfile(options: {
  readonly folder: string;
  readonly origin: string;
  readonly width?: number;
  readonly height?: number;
  /** Of Chromium's command line. */
  readonly flags?: readonly string[];
}): Promise<WatchedBrowser> {
  const context = await chromium.launchPersistentContext(join(options.folder, 'profile'), {
    ...chromiumLaunch,
    args: [...chromiumLaunch.args, ...(options.flags ?? [])],
    headless: true,
    viewport: { width: options.width ?? 420, height: options.height ?? 640 },
    acceptDownloads: true,
    locale: 'en-GB',
  });
  const complaints: string[] = [];
  watch(context, { origin: options.origin, complain: (sentence) => complaints.push(sentence) });
  return { context, complaints, close: () => context.close() };
}

function watch(
  context: BrowserContext,
  { origin, complain }: { readonly origin: string; readonly complain: (sentence: string) => void },
): void {
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complain(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => complain(`exception: ${error.error().stack ?? error.error().message}`));
  context.on('request', (request) => {
    if (!belongsTo(request.url(), origin)) {
      complain(`request left the origin: ${request.method()} ${request.url()}`);
    }
  });
  context.on('requestfailed', (request) => {
    // Chromium reports a download, which has no page to show, as an aborted request.
    if (!request.url().startsWith('blob:')) {
      complain(`request failed: ${request.url()} ${request.failure()?.errorText ?? ''}`);
    }
  });
  context.on('page', (page) => page.on('crash', () => complain(`page crashed: ${page.url()}`)));
}

/** Whether a request stays with the page: its own server, or bytes that the page made itself. */
function belongsTo(url: string, origin: string): boolean {
  return (
    url === 'about:blank' ||
    url.startsWith(`${origin}/`) ||
    url.startsWith(`blob:${origin}/`) ||
    url.startsWith('data:')
  );
}
