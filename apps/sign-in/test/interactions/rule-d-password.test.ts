import { expect, test } from 'vitest';
import { createPerson } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import { isIn } from './walking.ts';

// A hash that takes long enough for something to happen meanwhile.
startServiceForFile({
  config: { hashing: { memoryKiB: 131_072, passes: 4, lanes: 1, threads: 1 } },
});

test.each([
  ['MFA is not required of', {}],
  ['is asked for a code', { enrolled: true }],
])('D4 the old password, looked at while a new one is set, opens nothing for one whom %s', async (_, options) => {
  const eve = await createPerson(service.services, options);
  const { userId } = eve.account;
  const agent = service.userAgent();
  const start = await agent.get(service.client.start().url);
  const late = agent.submit(start, { user: eve.userName, password: eve.password });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await service.services.database.transaction(async (transaction) => {
    await service.services.accounts.setPassword(transaction, { userId, hash: 'another', length: 15 });
    await service.services.sessions.endAll(transaction, { userId });
  });
  const page = await late;
  expect(isIn(page)).toBe(false);
  expect(page.forms.flatMap(({ names }) => names)).toContain('password');
  expect(isIn(await agent.get(service.client.start().url))).toBe(false);
});
