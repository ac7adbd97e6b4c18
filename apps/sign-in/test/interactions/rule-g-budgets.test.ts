import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPerson, startTestService, wrongCode } from '@halfminute/sign-in/testing';
import type { TestService } from '@halfminute/sign-in/testing';
import { afterPassword, authenticatorOfPerson, isIn, withCode } from './walking.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ inProcess: true, config: { policy: { budgetFactor: 1 } } });
});
afterAll(() => service.stop());

test('G6 one code tried on one account after the other empties the budget of its sender, whatever he says of his address (G9)', async () => {
  const statuses: number[] = [];
  for (let round = 0; round < 70; round += 1) {
    const person = await createPerson(service.services, { enrolled: true });
    const { agent, page } = await afterPassword(service, person);
    const code = wrongCode(authenticatorOfPerson(person), service.now());
    const answer = await agent.submit(page, { code }, { headers: { 'x-forwarded-for': `198.51.100.${round}` } });
    statuses.push(answer.status);
  }
  expect(statuses.slice(0, 60).every((status) => status === 403)).toBe(true);
  // A few come back while the test runs: sixty an hour.
  expect(statuses.slice(63).every((status) => status === 429)).toBe(true);
});

test('G6 right passwords and codes use up nothing: a whole office signs in behind one address', async () => {
  await service.advance(2 * 3600);
  // Seventy people within one step, where the budget of an address is sixty codes.
  for (let round = 0; round < 70; round += 1) {
    const person = await createPerson(service.services, { enrolled: true });
    const code = authenticatorOfPerson(person).codeAt(service.now());
    expect(isIn((await withCode(service, person, code)).page)).toBe(true);
  }
  // One of them comes back again and again, where the budget of a user from one place is twenty passwords.
  const often = await createPerson(service.services);
  for (let round = 0; round < 25; round += 1) {
    expect(isIn((await afterPassword(service, often)).page)).toBe(true);
  }
});
