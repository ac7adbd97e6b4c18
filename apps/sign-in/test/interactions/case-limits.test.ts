import { expect, test } from 'vitest';
import { createPerson, wrongCode } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import { afterPassword, authenticatorOfPerson, failuresOf, isIn, settleInStep, withCode } from './walking.ts';

startServiceForFile();

test('case C58 G5 thirty wrong codes at "remove" are stopped after five, and nothing is removed', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const authenticator = authenticatorOfPerson(ada);
  const { agent } = await withCode(service, ada, authenticator.codeAt(await settleInStep(service)));
  const [stored] = (await service.services.mfa.read(ada.account.userId)).authenticators;
  const page = await agent.get(`/my-security/confirm/remove/${stored?.id ?? ''}`);
  const statuses: number[] = [];
  for (let round = 0; round < 30; round += 1) {
    statuses.push((await agent.submit(page, { code: wrongCode(authenticator, service.now()) })).status);
  }
  // The fifth is looked at as well; its answer says already how long to wait.
  expect(statuses).toEqual([403, 403, 403, 403, ...Array.from({ length: 26 }, () => 429)]);
  expect(await failuresOf(service, ada)).toBe(5);
  const right = await agent.submit(page, { code: authenticator.codeAt(service.now()) });
  expect(right.status).toBe(429);
  expect((await service.services.mfa.read(ada.account.userId)).authenticators).toHaveLength(1);
});

test('case C59 two slips and then the right code sign in, and nothing of them is left', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const authenticator = authenticatorOfPerson(ada);
  const { agent, page } = await afterPassword(service, ada);
  const first = await agent.submit(page, { code: wrongCode(authenticator, service.now()) });
  const second = await agent.submit(first, { code: wrongCode(authenticator, service.now()) });
  expect(await failuresOf(service, ada)).toBe(2);
  expect(isIn(await agent.submit(second, { code: authenticator.codeAt(await settleInStep(service)) }))).toBe(true);
  expect(await failuresOf(service, ada)).toBe(0);
});
