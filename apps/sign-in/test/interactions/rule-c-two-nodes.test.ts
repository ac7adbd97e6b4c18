import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPerson, startTestService } from '@halfminute/sign-in/testing';
import type { TestService } from '@halfminute/sign-in/testing';
import { authenticatorOfPerson, isIn, settleInStep, withCode } from './walking.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ nodes: 2 });
}, 60_000);
afterAll(() => service.stop());

test('C1 a code that one node accepted is refused by the other, and by the first after it was ended as by a power cut', async () => {
  const now = await settleInStep(service);
  const ada = await createPerson(service.services, { enrolled: true });
  const code = authenticatorOfPerson(ada).codeAt(now);
  const at = (node: number) => ({ agent: service.userAgent({ nodes: [service.nodes[node] ?? ''] }) });
  expect(isIn((await withCode(service, ada, code, at(0))).page)).toBe(true);
  expect((await withCode(service, ada, code, at(1))).page.status).toBe(409);
  await service.restart({ node: 0, how: 'kill' });
  expect((await withCode(service, ada, code, at(0))).page.status).toBe(409);
}, 60_000);
