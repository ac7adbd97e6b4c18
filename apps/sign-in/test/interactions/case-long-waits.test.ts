import { expect, test } from 'vitest';
import { authenticatorOf, createPerson, recoveryCodesOn, secretOn } from '@halfminute/sign-in/testing';
import type { Answer, UserAgent } from '@halfminute/sign-in/testing';
import { service, startServiceForFile } from '../service-for-file.ts';
import { afterPassword, authenticatorOfPerson, failuresOf, isIn, settleInStep } from './walking.ts';

startServiceForFile();

const minutes = (count: number) => service.advance(count * 60);

/** From a set-up page back to the client. */
async function setUp(agent: UserAgent, page: Answer): Promise<Answer> {
  const now = await settleInStep(service);
  const codes = await agent.submit(page, { code: authenticatorOf(secretOn(page)).codeAt(now) });
  return agent.submit(codes, { typedBack: recoveryCodesOn(codes)[0] ?? '' });
}

test.each([
  ['five minutes after the first was gone', 65],
  ['half way', 30],
])(
  'case C25 E2 a new code that was asked for %s has its whole hour, and ends where the way led',
  async (_when, after) => {
    const ada = await createPerson(service.services, { mfaRequired: true });
    const { agent, request, page } = await afterPassword(service, ada);
    await minutes(after);
    const before = await agent.get(page.url);
    const again = await agent.submit(before, {}, { choose: ({ action }) => action.includes('start-again') });
    expect(secretOn(again)).not.toEqual(secretOn(page));
    await minutes(59);
    const shown = await agent.get(page.url);
    expect(secretOn(shown)).toEqual(secretOn(again));
    const back = await setUp(agent, again);
    expect(isIn(back)).toBe(true);
    expect(back.leavesTo?.searchParams.get('state')).toBe(request.state);
  },
);

test('case C25 E2 whoever starts again once too often gives the password again, and still comes to where the way led', async () => {
  const ada = await createPerson(service.services, { mfaRequired: true });
  const { agent, request, page } = await afterPassword(service, ada);
  const startAgain = { choose: ({ action }: { readonly action: string }) => action.includes('start-again') };
  await minutes(65);
  await agent.submit(await agent.get(page.url), {}, startAgain);
  await minutes(59);
  const anew = await agent.submit(await agent.get(page.url), {}, startAgain);
  expect(anew.forms.flatMap(({ names }) => names)).toContain('password');
  const last = await agent.submit(anew, { user: ada.userName, password: ada.password });
  await minutes(59);
  const back = await setUp(agent, last);
  expect(isIn(back)).toBe(true);
  expect(back.leavesTo?.searchParams.get('state')).toBe(request.state);
});

test('case C41 somebody who comes back after an hour and a half is told that time ran out, keeps the target, and no try is counted', async () => {
  const ada = await createPerson(service.services, { enrolled: true });
  const authenticator = authenticatorOfPerson(ada);
  const { agent, request, page } = await afterPassword(service, ada);
  await minutes(90);
  const late = await agent.submit(page, { code: authenticator.codeAt(await settleInStep(service)) });
  expect(late.text).toContain('Time ran out');
  expect(late.text).not.toContain('That code is not right');
  expect(await failuresOf(service, ada)).toBe(0);
  const again = await agent.submit(late, { user: ada.userName, password: ada.password });
  const back = await agent.submit(again, { code: authenticator.codeAt(service.now()) });
  expect(isIn(back)).toBe(true);
  expect(back.leavesTo?.searchParams.get('state')).toBe(request.state);
});
