import { expect, test } from 'vitest';
import { createPerson, wrongCode } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import { afterPassword, authenticatorOfPerson, isIn, mailsTo, withCode } from './walking.ts';

startServiceForFile({ config: { policy: { budgetFactor: 1 } } });

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

/** `text` with other capitals for each `which`. */
function spelling(text: string, which: number): string {
  return Array.from(text, (letter, at) => ((which >> at) & 1 ? letter.toUpperCase() : letter)).join('');
}

test('G6 S17 capitals bring no new guesses of a password, and no further mails: a name has one budget however it is spelt', async () => {
  // The office of before came from the same address, all at once: a fast computer makes a flood of it.
  await service.advance(60);
  const person = await createPerson(service.services, { account: { userName: 'abcdefghij' } });
  const agent = service.userAgent();
  const start = await agent.get(service.client.start().url);
  const statuses: number[] = [];
  for (let which = 0; which < 40; which += 1) {
    const user = spelling(person.userName, which);
    statuses.push((await agent.submit(start, { user, password: 'a wrong one, but a long one' })).status);
  }
  // The budget of a user from one place is twenty.
  expect(statuses.filter((status) => status === 403).length).toBeLessThanOrEqual(21);
  expect(statuses.at(-1)).toBe(429);
  const forgotten = await agent.get('/forgotten');
  const answers: number[] = [];
  for (let which = 0; which < 8; which += 1) {
    answers.push((await agent.submit(forgotten, { user: spelling(person.userName, which) })).status);
  }
  expect(answers).toEqual([200, 200, 200, 429, 429, 429, 429, 429]);
  expect((await mailsTo(service, person)).filter((kind) => kind === 'password-reset')).toHaveLength(3);
});
