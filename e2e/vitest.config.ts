import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const conditions = ['@halfminute/source', 'module', 'node', 'development|production'];

/** Tests of the whole program in Chromium; `npm run e2e -- NAME` runs those whose file name contains NAME. */
export default defineConfig({
  root: join(import.meta.dirname, '..'),
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['e2e/**/*.test.ts'],
    environment: 'node',
    // One browser at a time: they share two cores, and the port of `npm start`.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
