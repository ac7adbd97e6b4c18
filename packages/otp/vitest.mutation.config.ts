import { defineConfig } from 'vitest/config';

const conditions = ['@halfminute/source', 'module', 'node', 'development|production'];

/**
 * For Stryker: the tests that say what is right by themselves. Comparisons with other programs start processes, texts
 * built to be slow take their time, and the README's example runs beside the mutated code.
 */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/otp/test/**/*.test.ts'],
    exclude: ['packages/otp/test/{independent,hostile,readme}.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
  },
});
