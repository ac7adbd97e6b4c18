import { argon2Sync } from 'node:crypto';
import { describe, expect } from 'vitest';
import { canRun } from '../../tools/requirements.ts';
import { serveBundledPage } from '../bundled-page.ts';
import { testOn } from '../web-test.ts';

const requests = [
  { variant: 'id', memoryKiB: 64 * 1024, passes: 3, lanes: 4, length: 32 },
  { variant: 'id', memoryKiB: 19 * 1024, passes: 1, lanes: 1, length: 32 },
  { variant: 'id', memoryKiB: 20_001, passes: 2, lanes: 3, length: 64 },
  { variant: 'd', memoryKiB: 8 * 1024, passes: 2, lanes: 8, length: 16 },
] as const;

const argon2Test = testOn(() => serveBundledPage('argon2.ts'));

describe.skipIf(!canRun('Argon2 in Chromium', 'chromium'))('Argon2 in Chromium', () => {
  argon2Test(
    'derives the keys that OpenSSL derives, for either variant and any number of lanes',
    async ({ site, open }) => {
      const { context } = await open();
      const page = await context.newPage();
      await page.goto(site.origin);
      for (const request of requests) {
        const password = [...new TextEncoder().encode('pässword')];
        const salt = Array.from({ length: 16 }, (_, index) => index * 7);
        const derived = await page.evaluate((asked) => window.derive(asked), {
          ...request,
          version: 0x13 as const,
          password,
          salt,
        });
        const expected = argon2Sync(`argon2${request.variant}`, {
          message: Buffer.from(password),
          nonce: Buffer.from(salt),
          parallelism: request.lanes,
          tagLength: request.length,
          memory: request.memoryKiB,
          passes: request.passes,
        });
        expect(Buffer.from(derived).toString('hex'), JSON.stringify(request)).toBe(expected.toString('hex'));
      }
    },
  );

  argon2Test('goes on deriving after the server is gone, and refuses what it does not know', async ({ site, open }) => {
    const { context } = await open();
    const page = await context.newPage();
    await page.goto(site.origin);
    const request = { variant: 'id', memoryKiB: 8 * 1024, passes: 1, lanes: 1, length: 32, version: 0x13 } as const;
    const salt = Array.from({ length: 16 }, () => 1);
    await page.evaluate((asked) => window.derive(asked), { ...request, salt, password: [1] });
    await site.stop();
    const again = await page.evaluate((asked) => window.derive(asked), { ...request, salt, password: [1] });
    expect(again).toHaveLength(32);
    for (const odd of [
      { ...request, version: 0x10 as const, salt, password: [1] },
      { ...request, salt: [1, 2, 3], password: [1] },
      { ...request, salt, password: [] },
    ]) {
      const refusal = await page.evaluate(
        (asked) =>
          window.derive(asked).then(
            () => 'derived',
            (error: { code: string }) => error.code,
          ),
        odd,
      );
      expect(refusal).toBe('unsupported');
    }
  });
});
