import { expect, test } from 'vitest';
import { createPerson } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';

// Hashes as in earnest: their time is what hides, or gives away, who has an account.
startServiceForFile({
  config: { hashing: { memoryKiB: 19_456, passes: 2, lanes: 1, threads: 1 } },
});

const rounds = 60;

/**
 * A sign test, which asks no clock how fast anything is: in how many of sixty neighbouring pairs the one was slower. Without a hash for unknown
 * names it is all of them; between equals it is as with coins, and further than this from the middle once in some hundred thousand runs.
 */
test('S8 T19 a wrong password for an unknown user takes as long as for a known one, and as for one that was invited only', async () => {
  const known = await createPerson(service.services, { enrolled: true });
  const invited = await createPerson(service.services, { account: { passwordHash: null } });
  const agent = service.userAgent();
  const page = await agent.get(service.client.start().url);
  const take = async (user: string) => {
    const startedMs = performance.now();
    await agent.submit(page, { user, password: 'a wrong one, but a long one' });
    return performance.now() - startedMs;
  };
  for (let round = 0; round < 5; round += 1) {
    await take(known.userName);
    await take('nobody-of-that-name');
  }
  const slower = { unknown: 0, invited: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const others = [known.userName, 'nobody-of-that-name', invited.userName];
    const order = round % 2 === 0 ? others : others.toReversed();
    const times = new Map<string, number>();
    for (const name of order) {
      times.set(name, await take(name));
    }
    const [knownMs = 0, unknownMs = 0, invitedMs = 0] = others.map((name) => times.get(name));
    slower.unknown += Number(unknownMs > knownMs);
    slower.invited += Number(invitedMs > knownMs);
  }
  for (const count of Object.values(slower)) {
    expect(count).toBeGreaterThan(rounds * 0.2);
    expect(count).toBeLessThan(rounds * 0.8);
  }
}, 60_000);
