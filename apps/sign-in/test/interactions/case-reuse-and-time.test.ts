import { expect, test } from 'vitest';
import { authenticatorOf, createPerson, recoveryCodesOn, secretOn, walk } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import {
  afterPassword,
  authenticatorOfPerson,
  giveRecoveryCodes,
  isIn,
  nextStep,
  settleInStep,
  withCode,
} from './walking.ts';

startServiceForFile();

test('case C15 a recovery code is taken in small letters and with blanks around and inside, once', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const [code = ''] = await giveRecoveryCodes(service, ada);
  const typed = `  ${code
    .toLowerCase()
    .replaceAll(/[\s-]/g, '')
    .match(/.{1,3}/g)
    ?.join('  ')} \n`;
  const enter = async () => {
    const { agent, page } = await afterPassword(service, ada);
    const recovery = await agent.get(`${page.url.pathname}/recovery`);
    return { agent, page: await agent.submit(recovery, { recovery: typed }) };
  };
  const first = await enter();
  expect(first.page.text).toContain('The one you used is spent.');
  expect(isIn(await first.agent.submit(first.page, {}, { button: 'no' }))).toBe(true);
  expect((await enter()).page.status).toBe(409);
});

test('case C18 of two browsers that send one recovery code at the same moment exactly one is signed in, twenty times', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const codes = [...(await giveRecoveryCodes(service, ada))];
  for (let round = 0; round < 20; round += 1) {
    const code = codes.shift() ?? '';
    const pages = await Promise.all(
      [1, 2].map(async () => {
        const { agent, page } = await afterPassword(service, ada);
        return { agent, page: await agent.get(`${page.url.pathname}/recovery`) };
      }),
    );
    const sent = await Promise.all(
      pages.map(async ({ agent, page }) => ({ agent, page: await agent.submit(page, { recovery: code }) })),
    );
    const taken = sent.filter(({ page }) => page.text.includes('This one takes its place'));
    expect(taken).toHaveLength(1);
    for (const { agent, page } of taken) {
      codes.push(...recoveryCodesOn(page));
      expect(isIn(await agent.submit(page, {}, { button: 'no' }))).toBe(true);
    }
  }
}, 60_000);

test('case C21 a code of the next step, 3 s before it begins, is refused with a hint to the clock', async () => {
  const now = await settleInStep(service, 27);
  const ada = await createPerson(service.services, { enrolled: true });
  const { page } = await withCode(service, ada, authenticatorOfPerson(ada).codeAt(now, 1));
  expect(page.status).toBe(403);
  expect(page.text).toContain('Refused again? The clock of that device may be wrong.');
});

test('case C23 set-up takes the code of the step before, as every sign-in does', async () => {
  const now = await settleInStep(service);
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { agent, page } = await afterPassword(service, ada);
  const answer = await agent.submit(page, { code: authenticatorOf(secretOn(page)).codeAt(now, -1) });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('Keep your recovery codes');
});

test('case C25 E2 a set-up page waits 59 minutes for its user; after an hour it says what to delete, and nothing is half done', async () => {
  const [patient, late] = await Promise.all(
    [1, 2].map(async () => {
      const person = await createPerson(service.services, { mfaRequired: true });
      return { ...(await afterPassword(service, person)), person };
    }),
  );
  if (!patient || !late) {
    throw new Error('Two people were wanted.');
  }
  await service.advance(58 * 60);
  const now = await settleInStep(service);
  const authenticator = authenticatorOf(secretOn(patient.page));
  const done = await patient.agent.submit(patient.page, { code: authenticator.codeAt(now) });
  expect(done.text).toContain('Keep your recovery codes');

  await service.advance(3 * 60);
  const gone = await late.agent.submit(late.page, {
    code: authenticatorOf(secretOn(late.page)).codeAt(service.now()),
  });
  expect(gone.status).toBe(410);
  expect(gone.text).toMatch(/delete/i);
  expect((await service.services.mfa.read(late.person.account.userId)).authenticators).toHaveLength(0);
});

test('E2 once the hour is over the page says so before a code is typed, and a new secret begins another hour', async () => {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { agent, page } = await afterPassword(service, ada);
  await service.advance(60 * 60 + 1);
  const gone = await agent.get(page.url);
  expect(gone.text).toMatch(/delete/i);
  expect(gone.forms.flatMap(({ names }) => names)).not.toContain('code');
  const again = await agent.submit(gone, {});
  expect(secretOn(again)).not.toEqual(secretOn(page));
  const authenticator = authenticatorOf(secretOn(again));
  const codes = await agent.submit(again, { code: authenticator.codeAt(service.now()) });
  expect(codes.text).toContain('Keep your recovery codes');
});

test('case C26 C1 a code that opened a session in one browser is refused in another within its step', async () => {
  const now = await settleInStep(service);
  const ada = await createPerson(service.services, { enrolled: true });
  const code = authenticatorOfPerson(ada).codeAt(now);
  expect(isIn((await withCode(service, ada, code)).page)).toBe(true);
  const second = await withCode(service, ada, code);
  expect(second.page.status).toBe(409);
  expect(second.page.text).toContain('That code was used already. Wait for the next one.');
});

test('case C27 C3 after the code of a step no code of an earlier step is taken', async () => {
  const now = await settleInStep(service);
  const ada = await createPerson(service.services, { enrolled: true });
  const authenticator = authenticatorOfPerson(ada);
  expect(isIn((await withCode(service, ada, authenticator.codeAt(now))).page)).toBe(true);
  for (const steps of [-1, -2, -3]) {
    const { page } = await withCode(service, ada, authenticator.codeAt(now, steps));
    expect(isIn(page)).toBe(false);
    expect(page.status).toBeGreaterThanOrEqual(400);
  }
});

test('C3 codes in descending order are taken once, not three times', async () => {
  const now = await settleInStep(service);
  const ada = await createPerson(service.services, { enrolled: true });
  const authenticator = authenticatorOfPerson(ada);
  const taken: boolean[] = [];
  for (const steps of [0, -1, -2]) {
    taken.push(isIn((await withCode(service, ada, authenticator.codeAt(now, steps))).page));
  }
  expect(taken).toEqual([true, false, false]);
});

test('case C28 C4 the code that confirmed the set-up is refused at the first sign-in, in words that say why', async () => {
  const now = await settleInStep(service);
  const ada = await createPerson(service.services, { mfaRequired: true });
  const walked = await walk(service, ada);
  expect(isIn(walked.answer)).toBe(true);
  const code = walked.authenticator?.codeAt(now) ?? '';
  const { page } = await withCode(service, ada, code);
  expect(page.status).toBe(409);
  expect(page.text).toContain('That code was used already. Wait for the next one.');
  expect(page.text).not.toContain('That code is not right.');
  const next = await nextStep(service);
  expect(isIn((await withCode(service, ada, walked.authenticator?.codeAt(next) ?? '')).page)).toBe(true);
});
