import { startTestService } from '@halfminute/sign-in/testing';
import type { HashCost } from './target.ts';

/** Verifications a second of the service's own hashing pool with one thread and nothing else to do: the bound of sign-ins with a password. */
export async function measureBareHash(hash: HashCost, { seconds }: { readonly seconds: number }): Promise<number> {
  const service = await startTestService({
    inProcess: true,
    config: { hashing: { memoryKiB: hash.memoryKiB, passes: hash.passes, threads: 1, queue: 64 } },
  });
  try {
    const { passwords } = service.services;
    const stored = await passwords.hash('correct horse battery staple');
    const end = performance.now() + seconds * 1000;
    let verified = 0;
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        while (performance.now() < end) {
          const { right } = await passwords.verify('correct horse battery staple', stored);
          verified += right ? 1 : 0;
        }
      }),
    );
    return verified / seconds;
  } finally {
    await service.stop();
  }
}
