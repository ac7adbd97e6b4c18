import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../../tools/chromium.ts';
import { pageScript } from '../page-script.ts';
import type { Timings } from './measure.ts';

/** {@link measure} in Debian's Chromium, on a page of 127.0.0.1: WebCrypto wants a secure context, and that is one. */
export async function measureInChromium(accounts: number, rounds: number): Promise<Timings> {
  const script = await pageScript(join(import.meta.dirname, 'in-page.ts'));
  const server = createServer((request, response) => {
    const isScript = request.url === '/bench.js';
    response.setHeader('content-type', isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
    response.end(isScript ? script : '<!doctype html><title>bench</title><script src="/bench.js"></script>');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const browser = await chromium.launch(chromiumLaunch);
  try {
    const page = await browser.newPage();
    // The address of a TCP server is an AddressInfo.
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return await page.evaluate(
      // The page has put it there; see in-page.ts.
      ([count, times]) =>
        (globalThis as unknown as { measureVault(a: number, b: number): Promise<Timings> }).measureVault(count, times),
      [accounts, rounds] as const,
    );
  } finally {
    await browser.close();
    server.close();
  }
}
