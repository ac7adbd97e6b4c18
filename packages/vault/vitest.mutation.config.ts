import { defineConfig } from 'vitest/config';

/** What Stryker runs for every mutant: all of this package's tests but those that wait for another program or for Argon2. */
const conditions = ['@halfminute/source', 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/vault/test/**/*.test.ts'],
    exclude: ['**/{argon2-reference,decrypt,vectors}.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
  },
});
