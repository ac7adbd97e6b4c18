import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The workspace's packages are bundled from their sources.
  resolve: { conditions: ['@halfminute/source', 'module', 'browser', 'development|production'] },
  worker: { format: 'es' },
  build: {
    // What the web views of the three systems know: WebKitGTK 2.46, WebView2 and macOS 14's WebKit.
    target: ['safari17.5', 'chrome123'],
    cssTarget: ['safari17.5', 'chrome123'],
    // A data: URL would need a wider policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: { input: ['index.html', 'palette.html'].map((page) => join(import.meta.dirname, page)) },
  },
});
