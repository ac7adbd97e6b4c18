import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Read as unknown JSON; only the version is used, and it must be there. */
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8')) as { version: string };

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The workspace's packages are bundled from their sources.
  resolve: { conditions: ['@halfminute/source', 'module', 'browser', 'development|production'] },
  define: { 'import.meta.env.HALFMINUTE_VERSION': JSON.stringify(version) },
  worker: { format: 'es' },
  build: {
    // Browsers that know light-dark() and synchronous handles in the origin-private file system.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Tabs that are still open ask for the files of the build they came from; tools/web-build.mjs clears away old ones.
    emptyOutDir: false,
    // A data: URL would need a wider policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
  },
});
