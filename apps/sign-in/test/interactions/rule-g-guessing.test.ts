import { describe, expect, test } from 'vitest';
import { createPerson, wrongCode } from '@halfminute/sign-in/testing';
import type { Answer, Person, UserAgent } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import {
  afterPassword,
  auditOf,
  authenticatorOfPerson,
  failuresOf,
  giveRecoveryCodes,
  isIn,
  mailsTo,
  nextStep,
  settleInStep,
  withCode,
} from './walking.ts';

startServiceForFile();

const wrong = (person: Person) => wrongCode(authenticatorOfPerson(person), service.now());

/** Five wrong codes, or as many as there are, in browsers of their own. */
async function fail(person: Person, times: number): Promise<Answer> {
  let last: Answer | null = null;
  for (let round = 0; round < times; round += 1) {
    last = (await withCode(service, person, wrong(person))).page;
  }
  if (last === null) {
    throw new RangeError('At least once.');
  }
  return last;
}

test('G1 wrong codes count over fresh sessions, restarts and both kinds of factor; after twenty all are switched off', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const [recovery = ''] = await giveRecoveryCodes(service, ada);
  for (let failures = 0; failures < 20; failures += 1) {
    if (failures === 7) {
      await service.restart();
    }
    const { agent, page } = await afterPassword(service, ada);
    if (failures % 3 === 0) {
      const other = await agent.get(`${page.url.pathname}/recovery`);
      await agent.submit(other, { recovery: 'K7QM 4RXT 9WBC H2FN' });
    } else {
      await agent.submit(page, { code: wrong(ada) });
    }
    expect(await failuresOf(service, ada)).toBe(failures + 1);
    await service.advance(3601);
  }
  const off = await withCode(service, ada, authenticatorOfPerson(ada).codeAt(await settleInStep(service))).catch(
    async () => afterPassword(service, ada),
  );
  expect(off.page.text).toContain('are switched off after 20 wrong ones in a row');
  expect((await off.agent.get(`${new URL(off.page.url).pathname}/recovery`)).text).toContain('are switched off');
  expect(recovery).not.toBe('');
  expect(await mailsTo(service, ada)).toContain('factors-disabled');

  const { token } = await service.services.database.transaction((transaction) =>
    service.services.links.create(transaction, { kind: 'enable-again', userId: ada.account.userId }),
  );
  const stranger = service.userAgent();
  const page = await stranger.get(`/link/${token}`);
  expect((await service.services.mfa.read(ada.account.userId)).disabledAt).not.toBeNull();
  expect((await stranger.submit(page, {})).status).toBe(200);
  expect((await stranger.get(`/link/${token}`)).status).toBe(410);
  const now = await nextStep(service);
  expect(isIn((await withCode(service, ada, authenticatorOfPerson(ada).codeAt(now))).page)).toBe(true);
});

test('G2 after five wrong codes a right one is refused until the time on the page, in the same words as a wrong one', async () => {
  await settleInStep(service);
  const ada = await createPerson(service.services, { enrolled: true });
  const fifth = await fail(ada, 5);
  expect(fifth.status).toBe(429);
  expect(Number(fifth.headers['retry-after'])).toBeGreaterThan(0);
  expect(fifth.text).toMatch(/Please wait until \d\d:\d\d/);

  const { agent, page } = await afterPassword(service, ada);
  expect(page.text).toContain('Please wait until');
  const post = (code: string) =>
    agent.post(`${page.url.pathname}/code`, { csrf: page.forms[0]?.fields.get('csrf'), code });
  const withRight = await post(authenticatorOfPerson(ada).codeAt(service.now()));
  const withWrong = await post(wrong(ada));
  const withoutTimes = (answer: Answer) => answer.body.replaceAll(/nonce="[^"]*"|\d+/g, '');
  expect(withRight.status).toBe(withWrong.status);
  expect(withoutTimes(withRight)).toBe(withoutTimes(withWrong));
  expect(await failuresOf(service, ada)).toBe(5);

  await service.advance(31);
  const now = await settleInStep(service);
  expect(isIn((await withCode(service, ada, authenticatorOfPerson(ada).codeAt(now))).page)).toBe(true);
});

test('G2 each further wrong code doubles the wait, up to an hour', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const waits: number[] = [];
  for (let failures = 1; failures <= 13; failures += 1) {
    await fail(ada, 1);
    const { waitUntil } = await service.services.mfa.read(ada.account.userId);
    waits.push(waitUntil === null ? 0 : waitUntil - service.now());
    await service.advance(3601);
  }
  for (const [index, wanted] of [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600].entries()) {
    expect(waits[index]).toBeLessThanOrEqual(wanted);
    // The test's clock runs on while it looks.
    expect(waits[index]).toBeGreaterThanOrEqual(wanted * 0.75);
  }
});

test('G3 T1 of a hundred wrong codes at once five are looked at', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const standing = await Promise.all(Array.from({ length: 20 }, () => afterPassword(service, ada)));
  const code = wrong(ada);
  await Promise.all(
    Array.from({ length: 100 }, (_, index) => {
      const { agent, page } = standing[index % standing.length] ?? { agent: null, page: null };
      return agent?.submit(page, { code });
    }),
  );
  expect(await failuresOf(service, ada)).toBe(5);
  expect(await auditOf(service, ada, 'code-wrong')).toHaveLength(5);
});

test('G4 T5 neither the right password nor a remembered device takes wrong codes back', async () => {
  const parameters = { acr_values: 'urn:halfminute:acr:remembered' };
  const now = await settleInStep(service);
  const ada = await createPerson(service.services, { enrolled: true });
  const here = await withCode(service, ada, authenticatorOfPerson(ada).codeAt(now), { parameters, remember: true });
  expect(isIn(here.page)).toBe(true);
  await fail(ada, 3);
  await afterPassword(service, ada);
  expect(await failuresOf(service, ada)).toBe(3);

  const device = service.userAgent();
  for (const cookie of here.agent.cookies.all().filter(({ name }) => name.includes('device'))) {
    device.cookies.put(cookie);
  }
  expect(isIn((await afterPassword(service, ada, { agent: device, parameters })).page)).toBe(true);
  expect(await failuresOf(service, ada)).toBe(3);
  const later = await nextStep(service);
  await withCode(service, ada, authenticatorOfPerson(ada).codeAt(later));
  expect(await failuresOf(service, ada)).toBe(0);
});

describe('G5 every way to try a factor counts at the one counter', () => {
  interface Ways {
    readonly person: Person;
    /** Signed in, with a second factor. */
    readonly agent: UserAgent;
  }

  const mySecurity = (path: string, fields: (ways: Ways) => Readonly<Record<string, string>>) => async (ways: Ways) => {
    const [authenticator] = (await service.services.mfa.read(ways.person.account.userId)).authenticators;
    const page = await ways.agent.get(`/my-security/confirm/${path.replace(':id', authenticator?.id ?? '')}`);
    return ways.agent.submit(page, fields(ways));
  };
  const byCode = ({ person }: Ways) => ({ code: wrong(person) });
  const byRecovery = () => ({ recovery: 'K7QM 4RXT 9WBC H2FN' });

  test.each<[string, (ways: Ways) => Promise<Answer>]>([
    ['the code page', async ({ person }) => (await withCode(service, person, wrong(person))).page],
    [
      'the page for recovery codes',
      async ({ person }) => {
        const { agent, page } = await afterPassword(service, person);
        return agent.submit(await agent.get(`${page.url.pathname}/recovery`), byRecovery());
      },
    ],
    [
      'a step-up',
      async ({ person, agent }) =>
        agent.submit(await agent.get(service.client.start({ max_age: '0' }).url), { code: wrong(person) }),
    ],
    [
      'a step-up by recovery code',
      async ({ agent }) => {
        const page = await agent.get(service.client.start({ max_age: '0' }).url);
        return agent.submit(await agent.get(`${page.url.pathname}/recovery`), byRecovery());
      },
    ],
    ['adding', mySecurity('add', byCode)],
    ['adding, by recovery code', mySecurity('add?with=recovery', byRecovery)],
    ['removing', mySecurity('remove/:id', byCode)],
    ['removing, by recovery code', mySecurity('remove/:id?with=recovery', byRecovery)],
    ['renaming', mySecurity('rename/:id?name=Desk', byCode)],
    ['new recovery codes', mySecurity('renew-recovery-codes', byCode)],
    ['changing the password', mySecurity('change-password', byCode)],
    ['forgetting devices', mySecurity('forget-devices/all', byCode)],
    [
      'confirming another authenticator',
      async (ways) => {
        await nextStep(service);
        const page = await mySecurity('add', ({ person }) => ({
          code: authenticatorOfPerson(person).codeAt(service.now()),
        }))(ways);
        return ways.agent.submit(page, { code: '000000' });
      },
    ],
  ])('%s', async (_name, attempt) => {
    const person = await createPerson(service.services, { enrolled: true });
    const now = await settleInStep(service);
    const { agent } = await withCode(service, person, authenticatorOfPerson(person).codeAt(now));
    expect(await failuresOf(service, person)).toBe(0);
    const answer = await attempt({ person, agent });
    expect(answer.status).toBe(403);
    expect(await failuresOf(service, person)).toBe(1);
  });
});

test('G7 without the password nobody moves the counter', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const agent = service.userAgent();
  const page = await agent.get(service.client.start().url);
  const csrf = page.forms[0]?.fields.get('csrf');
  for (const act of ['code', 'recovery', 'secure-account', 'recovery-codes', 'replacement']) {
    await agent.post(`${page.url.pathname}/${act}`, { csrf, code: wrong(ada), recovery: wrong(ada) });
  }
  const refused = await agent.submit(page, { user: ada.userName, password: 'not her password at all' });
  await agent.post(`${page.url.pathname}/code`, { csrf, code: wrong(ada) });
  expect(refused.status).toBe(403);
  expect(await failuresOf(service, ada)).toBe(0);
});

test('G8 a right password with wrong codes is told by mail, once an hour', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const told = async () => (await mailsTo(service, ada)).filter((kind) => kind === 'password-known').length;
  await fail(ada, 3);
  expect(await told()).toBe(1);
  await service.advance(3601);
  await fail(ada, 1);
  expect(await told()).toBe(2);
});
