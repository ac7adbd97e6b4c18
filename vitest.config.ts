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
    // A computer that has much else to do takes long over a start; nothing here asks how long.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
  },
});
