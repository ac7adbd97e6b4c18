import type { TestService } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import {
  afterPassword,
  atCodePage,
  countEvents,
  createEnrolled,
  csrfOf,
  giveRecoveryCodes,
  isIn,
  lookedAt,
  mailKinds,
  signInRightly,
  takesCode,
  times,
  wrongCodes,
} from './steps.ts';
import type { Enrolled, OnTheWay } from './steps.ts';

const sessions = 200;
const codesEach = 10;
/** Of each later round: as many as show that one code is looked at a round, however many come. */
const laterSessions = 10;
/** A service that never stops looking must not keep this going for ever. */
const mostRounds = 24;

export const manySessions = defineAttack({
  id: 'T1',
  name: 'Guessing in many sessions at once',
  realCase: 'AuthQuake (2024): ten tries a session, any number of sessions, no alert',

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createEnrolled(service);
    await giveRecoveryCodes(service, ada);
    // The right code opens this account, so that whoever guesses it is in.
    await signInRightly(service, ada);

    const standing = await times(sessions, () => atCodePage(service, ada));
    const codes = wrongCodes(ada.authenticator, service.now(), sessions * codesEach);
    const answers = await Promise.all(codes.map((code, index) => submit(standing[index % sessions], code)));
    const first = await lookedAt(service, ada);
    holds(first > 0, 'a wrong code is looked at, and counted');
    ways.try(`${first} codes looked at in the first round`, first > 5);
    ways.try('a wrong code', answers.some(isIn));
    await tryRightInWait(service, ada, { standing: standing.slice(0, 20), ways });
    ways.try('nobody told the user', !(await mailKinds(service, ada)).includes('password-known'));

    let guesses = codes.length;
    let rounds = 1;
    let last = standing;
    while (!(await isOff(service, ada)) && rounds < mostRounds) {
      rounds += 1;
      const { waitUntil } = await service.services.mfa.read(ada.account.userId);
      await service.advance(Math.max(0, (waitUntil ?? 0) - service.now()) + 1);
      last = (await times(laterSessions, () => afterPassword(service, ada))).filter(({ page }) => takesCode(page));
      holds(last.length === laterSessions, `after its wait the account takes a code again (round ${rounds})`);
      const more = wrongCodes(ada.authenticator, service.now(), laterSessions * codesEach);
      const tried = await Promise.all(more.map((code, index) => submit(last[index % last.length], code)));
      guesses += more.length;
      ways.try('a wrong code of a later round', tried.some(isIn));
    }
    const inAll = await lookedAt(service, ada);
    ways.try(`${inAll} codes looked at in all`, inAll > 20);
    ways.try('codes stay switched on', !(await isOff(service, ada)));
    await tryRightWhenOff(service, ada, { standing: last, ways });
    ways.try('nobody told that codes are off', !(await mailKinds(service, ada)).includes('factors-disabled'));
    return ways.tell(
      `${sessions} sessions × ${codesEach} wrong codes at once: ${first} looked at; ${guesses} in ${rounds} rounds past each wait: ${inAll}, then codes are off; user told twice.`,
    );
  },
});

async function submit(way: OnTheWay | undefined, code: string) {
  holds(way !== undefined, 'there is a session for each code');
  return way.agent.post(`${way.page.url.pathname}/code`, { csrf: csrfOf(way.page), code });
}

/** The guesser is lucky, but in the wait: then the answer must be the one that a wrong code gets. */
async function tryRightInWait(
  service: TestService,
  ada: Enrolled,
  { standing, ways }: { readonly standing: readonly OnTheWay[]; readonly ways: Ways },
): Promise<void> {
  const before = await lookedAt(service, ada);
  const right = ada.authenticator.codeAt(service.now());
  const [wrong = ''] = wrongCodes(ada.authenticator, service.now(), 1);
  const [withWrong, ...withRight] = await Promise.all([
    submit(standing[0], wrong),
    ...standing.map((way) => submit(way, right)),
  ]);
  ways.try('the right code during a wait', withRight.some(isIn));
  const shape = (page: typeof withWrong) => `${page.status} ${page.text.replaceAll(/\d+ \w+$|\d+/g, '#')}`;
  ways.try(
    'the wait tells the right code from a wrong one',
    withRight.some((page) => shape(page) !== shape(withWrong)),
  );
  ways.try('a code during a wait is looked at', (await lookedAt(service, ada)) !== before);
}

async function tryRightWhenOff(
  service: TestService,
  ada: Enrolled,
  { standing, ways }: { readonly standing: readonly OnTheWay[]; readonly ways: Ways },
): Promise<void> {
  const [recovery = ''] = await giveRecoveryCodes(service, ada);
  for (const { agent, page } of [...standing.slice(0, 5), await afterPassword(service, ada)]) {
    const csrf = csrfOf(standing[0]?.page ?? page);
    const own = csrfOf(page) || csrf;
    const code = ada.authenticator.codeAt(service.now());
    ways.try('the right code after the cap', isIn(await agent.post(`${page.url.pathname}/code`, { csrf: own, code })));
    const answer = await agent.post(`${page.url.pathname}/recovery`, { csrf: own, recovery });
    ways.try('a recovery code after the cap', isIn(answer) || answer.text.includes('takes its place'));
  }
  ways.try('a recovery code was used after the cap', (await countEvents(service, ada, 'recovery-code-used')) > 0);
}

async function isOff({ services }: TestService, { account }: Enrolled): Promise<boolean> {
  return (await services.mfa.read(account.userId)).disabledAt !== null;
}
