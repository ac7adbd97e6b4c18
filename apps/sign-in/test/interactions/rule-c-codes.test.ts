import { describe, expect, test } from 'vitest';
import { authenticatorOf, createPerson, secretOn, walk } from '@halfminute/sign-in/testing';
import type { Answer, Person, UserAgent } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import {
  afterPassword,
  auditOf,
  authenticatorOfPerson,
  isIn,
  mailsTo,
  nextStep,
  settleInStep,
  withCode,
} from './walking.ts';

startServiceForFile();

const stepUp = { acr_values: 'urn:halfminute:acr:mfa', max_age: '0' };

describe('C1 a code that was accepted is refused for every other purpose', () => {
  type Use = (person: Person, agent: UserAgent, code: string) => Promise<Answer>;

  const confirm =
    (path: (id: string) => string): Use =>
    async (person, agent, code) => {
      const [authenticator] = (await service.services.mfa.read(person.account.userId)).authenticators;
      const page = await agent.get(`/my-security/confirm/${path(authenticator?.id ?? '')}`);
      return agent.submit(page, { code });
    };

  test.each<[string, Use]>([
    ['another sign-in', async (person, _agent, code) => (await withCode(service, person, code)).page],
    [
      'a step-up',
      async (_person, agent, code) => agent.submit(await agent.get(service.client.start(stepUp).url), { code }),
    ],
    ['adding an authenticator', confirm(() => 'add')],
    ['removing one', confirm((id) => `remove/${id}`)],
    ['renaming one', confirm((id) => `rename/${id}?name=Desk`)],
    ['new recovery codes', confirm(() => 'renew-recovery-codes')],
    ['a new password', confirm(() => 'change-password')],
    ['forgetting devices', confirm(() => 'forget-devices/all')],
  ])('%s', async (_name, use) => {
    const now = await settleInStep(service);
    const ada = await createPerson(service.services, { enrolled: true });
    const code = authenticatorOfPerson(ada).codeAt(now);
    const { agent, page } = await withCode(service, ada, code);
    expect(isIn(page)).toBe(true);
    const refused = await use(ada, agent, code);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('That code was used already.');
    // A code that is still good does what that one did not.
    const next = await nextStep(service);
    const done = await use(ada, agent, authenticatorOfPerson(ada).codeAt(next));
    expect(isIn(done) || done.status === 200).toBe(true);
  });
});

test('C4 the code that confirmed the set-up is no use at "My security" either', async () => {
  const now = await settleInStep(service);
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { agent, authenticator } = await walk(service, ada);
  const page = await agent.get('/my-security/confirm/renew-recovery-codes');
  const refused = await agent.submit(page, { code: authenticator?.codeAt(now) });
  expect(refused.status).toBe(409);
});

describe('C7 nothing that a browser sends moves the time', () => {
  test.each([
    ['a field', { time: '4102444800', timestamp: '4102444800', now: '4102444800' }, {}],
    ['a header', {}, { date: 'Fri, 01 Jan 2100 00:00:00 GMT', 'x-time': '4102444800', 'x-forwarded-date': '0' }],
  ])('%s', async (_name, fields, headers) => {
    const now = await settleInStep(service);
    const ada = await createPerson(service.services, { enrolled: true });
    const authenticator = authenticatorOfPerson(ada);
    const { agent, page } = await afterPassword(service, ada);
    const refused = await agent.submit(page, { ...fields, code: authenticator.codeAt(4102444800) }, { headers });
    expect(refused.status).toBe(403);
    expect(isIn(await agent.submit(page, { ...fields, code: authenticator.codeAt(now) }, { headers }))).toBe(true);
  });
});

test('C8 the step before is taken, the one before that and the next one are not', async () => {
  const taken: boolean[] = [];
  for (const steps of [0, -1, -2, 1]) {
    const now = await settleInStep(service);
    const ada = await createPerson(service.services, { enrolled: true });
    taken.push(isIn((await withCode(service, ada, authenticatorOfPerson(ada).codeAt(now, steps))).page));
  }
  expect(taken).toEqual([true, true, false, false]);
});

test('C12 a code that comes twice is noted and told by mail, since somebody may be reading along', async () => {
  const now = await settleInStep(service);
  const ada = await createPerson(service.services, { enrolled: true });
  const code = authenticatorOfPerson(ada).codeAt(now);
  await withCode(service, ada, code);
  await withCode(service, ada, code);
  expect(await auditOf(service, ada, 'code-replayed')).toHaveLength(1);
  expect(await mailsTo(service, ada)).toContain('code-replayed');
});

test('C11 the pages, the log and the database hold neither code nor seed once an authenticator is confirmed', async () => {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { agent, page } = await afterPassword(service, ada);
  const secret = secretOn(page);
  const code = authenticatorOf(secret).codeAt(await settleInStep(service));
  await agent.submit(page, { code });
  const seedTexts = [Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64')];
  const entries = await service.services.audit.entries({ userId: ada.account.userId, limit: 100 });
  const written = `${service.output()}${JSON.stringify(entries)}`;
  for (const text of [code, ...seedTexts]) {
    expect(written).not.toContain(text);
  }
});
