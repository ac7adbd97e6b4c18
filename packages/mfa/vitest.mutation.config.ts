import { defineConfig } from 'vitest/config';

const conditions = ['@halfminute/source', 'module', 'node', 'development|production'];

/** What Stryker runs for every mutant. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/mfa/test/for-mutation.ts'],
    environment: 'node',
    testTimeout: 30_000,
  },
});
