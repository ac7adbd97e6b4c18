import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { serveWebApp, type Site } from './served-web-app.ts';

/**
 * Bundles one script of e2e/pages as the web app is bundled, and serves it under the very same policy. What such a page needs for the tests
 * is never part of the web app.
 */
export async function serveBundledPage(script: string): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-page-'));
  const pages = join(import.meta.dirname, 'pages');
  await build({
    configFile: false,
    root: pages,
    logLevel: 'error',
    resolve: { conditions: ['@halfminute/source', 'module', 'browser', 'development|production'] },
    worker: { format: 'es' },
    build: {
      outDir: join(folder, 'site'),
      assetsInlineLimit: 0,
      modulePreload: false,
      minify: false,
      rolldownOptions: { input: join(pages, script), output: { entryFileNames: 'page.js' } },
    },
  });
  writeFileSync(
    join(folder, 'site/index.html'),
    '<!doctype html><title>test</title><link rel="icon" href="/icon.svg" /><script type="module" src="/page.js"></script>',
  );
  writeFileSync(join(folder, 'site/icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const site = await serveWebApp(join(folder, 'site'));
  return {
    ...site,
    async stop() {
      await site.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
