import { defineConfig } from 'vitest/config';

/** Workspace packages are read from their sources, so that no test depends on a build. */
const conditions = ['@halfminute/source', 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      'packages/*/test/**/*.test.{ts,tsx}',
      'apps/*/test/**/*.test.{ts,tsx}',
      'examples/*/test/**/*.test.ts',
      'tools/test/**/*.test.ts',
    ],
    environment: 'node',
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
