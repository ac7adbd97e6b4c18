import type { Answer, TestService, UserAgent } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import {
  createEnrolled,
  csrfOf,
  isIn,
  mailKinds,
  nextStep,
  setUpByHand,
  signInRightly,
  takesCode,
  told,
  withCode,
} from './steps.ts';
import type { Enrolled } from './steps.ts';

export const replay = defineAttack({
  id: 'T3',
  name: 'A code that was used comes again',
  realCase: 'Zitadel#6452; Logto PR#9109; Vikunja CVE-2026-33473; CVE-2025-6014 and CVE-2025-55003 (Vault, OpenBao)',

  async carryOut(target, ways) {
    const service = await target.service();
    await everywhereAgain(service, ways);
    await usedElsewhereFirst(service, ways);
    await olderOnes(service, ways);
    await afterEnrolment(service, ways);
    return ways.tell(
      '{ways} replays: other browser, each node, after a kill, step-up, five acts of "My security", enrolment, older codes of the window, the code of the set-up.',
    );
  },
});

/** The code of a sign-in, tried at everything else that takes codes. */
async function everywhereAgain(service: TestService, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const { code, agent } = await signInRightly(service, ada);
  const fresh = () => forget(service, ada);
  for (const [index, node] of service.nodes.entries()) {
    const other = await withCode(service, ada, code, { agent: service.userAgent({ nodes: [node] }) });
    ways.try(`the same code at node ${index + 1}`, isIn(other.page));
    await fresh();
  }
  await service.restart({ how: 'kill' });
  ways.try('the same code after a node was killed', isIn((await withCode(service, ada, code)).page));
  await fresh();
  const stepUp = await agent.get(service.client.start({ max_age: '0' }).url);
  holds(takesCode(stepUp), `max_age=0 asks for a code on the live session (${told(stepUp)})`);
  ways.try('the same code at a step-up', isIn(await agent.submit(stepUp, { code })));
  await fresh();
  const { userId } = ada.account;
  const id = (await service.services.mfa.read(userId)).authenticators[0]?.id ?? '';
  for (const act of [
    'add',
    `rename/${id}?name=Mine`,
    'renew-recovery-codes',
    'change-password',
    'forget-devices/all',
  ]) {
    const page = await agent.get(`/my-security/confirm/${act}`);
    holds(takesCode(page), `"${act}" asks for a code (${told(page)})`);
    const answer = await agent.submit(page, { code });
    ways.try(`the same code at ${act}`, answer.status < 400);
    await fresh();
  }
  ways.try('nobody told of the replay', !(await mailKinds(service, ada)).includes('code-replayed'));
}

/** A code that a step-up took, at the next sign-in. */
async function usedElsewhereFirst(service: TestService, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const { agent } = await signInRightly(service, ada);
  const stepUp = await agent.get(service.client.start({ max_age: '0' }).url);
  const code = ada.authenticator.codeAt(await nextStep(service));
  holds(isIn(await agent.submit(stepUp, { code })), 'the right code passes a step-up');
  ways.try('the code of a step-up at a sign-in', isIn((await withCode(service, ada, code)).page));
  await forget(service, ada);

  const adding = await agent.get('/my-security/confirm/add');
  const forAdding = ada.authenticator.codeAt(await nextStep(service));
  const shown = await agent.submit(adding, { code: forAdding });
  holds(shown.body.includes('otpauth://'), `the right code leads to adding an authenticator (${told(shown)})`);
  ways.try('the code of an act at a sign-in', isIn((await withCode(service, ada, forAdding)).page));
  ways.try('the code of an act to confirm the new secret', await confirms(agent, shown, forAdding));
}

/** After step s nothing of s or before; one back is in the window, so that the code itself would be good. */
async function olderOnes(service: TestService, ways: Ways): Promise<void> {
  const control = await createEnrolled(service);
  const late = control.authenticator.codeAt(await nextStep(service), -1);
  holds(isIn((await withCode(service, control, late)).page), 'a code of one step back is in the window');

  const ada = await createEnrolled(service);
  await signInRightly(service, ada);
  const before = ada.authenticator.codeAt(service.now(), -1);
  ways.try('the code of the step before the last one used', isIn((await withCode(service, ada, before)).page));
  await forget(service, ada);
  const used = ada.authenticator.codeAt(service.now());
  await nextStep(service);
  ways.try(
    'the used code one step later, when it still is in the window',
    isIn((await withCode(service, ada, used)).page),
  );
}

/** The code that confirmed the set-up is spent by it. */
async function afterEnrolment(service: TestService, ways: Ways): Promise<void> {
  const { ada: enrolled, code } = await setUpByHand(service);
  ways.try('the code of the set-up at the first sign-in', isIn((await withCode(service, enrolled, code)).page));
  await forget(service, enrolled);
  await signInRightly(service, enrolled);
}

async function confirms(agent: UserAgent, setUp: Answer, code: string): Promise<boolean> {
  const form = setUp.forms.find(({ names }) => names.includes('code'));
  const answer = await agent.post(form?.action ?? '', { csrf: csrfOf(setUp), code });
  return answer.status < 400;
}

/** Each replay counts as a wrong code; a wait would hide whether the next one was looked at. */
async function forget(service: TestService, ada: Enrolled): Promise<void> {
  const { consecutiveFailures } = await service.services.mfa.read(ada.account.userId);
  holds(consecutiveFailures > 0, 'a replay is looked at and counted, so that it was no wait that refused it');
  await service.services.database.kysely
    .updateTable('mfa_user')
    .set(({ eb }) => ({ version: eb('version', '+', 1), consecutive_failures: 0, wait_until: null }))
    .where('user_id', '=', ada.account.userId)
    .execute();
}
