import { createPerson, secretOn } from '@halfminute/sign-in/testing';
import type { Answer, TestService } from '@halfminute/sign-in/testing';
import { encodeBase32 } from '@halfminute/otp';
import { defineAttack, holds } from './attack.ts';
import type { Attack } from './attack.ts';
import { runAdmin } from './admin-command.ts';
import {
  afterPassword,
  atCodePage,
  countEvents,
  createEnrolled,
  csrfOf,
  isIn,
  lookedAt,
  mailKinds,
  nextStep,
  setUpByHand,
  signInRightly,
  times,
  told,
  withCode,
  wrongCodes,
} from './steps.ts';

const keycloak = 'Keycloak 26.7, tried';
const betterAuth = 'better-auth 1.7, tried';

const threeSteps = defineAttack({
  id: 'P-a',
  name: 'The code of step +1, then of 0, then of −1',
  realCase: `${keycloak}: all three were taken`,

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createEnrolled(service);
    const now = await nextStep(service);
    const taken: number[] = [];
    for (const steps of [1, 0, -1]) {
      const { page } = await withCode(service, ada, ada.authenticator.codeAt(now, steps));
      if (isIn(page)) {
        taken.push(steps);
      }
    }
    holds(taken.includes(0), 'the code of the present step is taken');
    ways.try(`the codes of steps ${taken.join(', ')}`, taken.length > 1);
    return ways.tell('Three codes one after the other: +1 refused (no step ahead), 0 taken, −1 refused after it.');
  },
});

const twentySessions = defineAttack({
  id: 'P-b',
  name: 'One code in twenty sessions at once',
  realCase: `${betterAuth}: 20 of 20`,

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createEnrolled(service);
    const standing = await times(20, () => atCodePage(service, ada));
    const code = ada.authenticator.codeAt(await nextStep(service));
    const answers = await Promise.all(standing.map(({ agent, page }) => agent.submit(page, { code })));
    const inside = answers.filter(isIn).length;
    holds(inside >= 1, 'the right code is taken once');
    ways.try(`${inside} of 20`, inside > 1);
    return ways.tell(`${inside} of 20.`);
  },
});

const setUpCodeAgain = defineAttack({
  id: 'P-c',
  name: 'The code of the set-up at the first sign-in',
  realCase: betterAuth,

  async carryOut(target, ways) {
    const service = await target.service();
    const { ada, code } = await setUpByHand(service);
    const again = await withCode(service, ada, code);
    ways.try('the same code', isIn(again.page));
    holds(again.page.status === 409, `it is looked at, and known as used (${told(again.page)})`);
    await signInRightly(service, ada);
    return ways.tell('In the half minute of the set-up: "used already".');
  },
});

const withoutEnd = defineAttack({
  id: 'P-d',
  name: '200 wrong codes without end',
  realCase: `${keycloak}: no limit by default`,

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createEnrolled(service);
    const { agent, page } = await atCodePage(service, ada);
    for (const code of wrongCodes(ada.authenticator, service.now(), 200)) {
      const answer = await agent.post(`${page.url.pathname}/code`, { csrf: csrfOf(page), code });
      ways.try('a wrong code', isIn(answer));
    }
    const looked = await lookedAt(service, ada);
    holds(looked > 0, 'wrong codes are looked at');
    ways.try(`${looked} looked at`, looked > 5);
    return ways.tell(`200 wrong codes in a row: ${looked} looked at, then a wait.`);
  },
});

const pastTheLimit = defineAttack({
  id: 'P-e',
  name: '40 wrong codes at once, past the limit',
  realCase: `${betterAuth}: 21 of 40 looked at, past a limit of 10`,

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createEnrolled(service);
    const standing = await times(10, () => atCodePage(service, ada));
    const codes = wrongCodes(ada.authenticator, service.now(), 40);
    await Promise.all(
      codes.map((code, index) => {
        const way = standing[index % standing.length];
        return way?.agent.post(`${way.page.url.pathname}/code`, { csrf: csrfOf(way.page), code });
      }),
    );
    const looked = await lookedAt(service, ada);
    holds(looked > 0, 'wrong codes are looked at');
    ways.try(`${looked} of 40 looked at`, looked > 5);
    return ways.tell(`${looked} of 40 looked at; the limit is 5.`);
  },
});

const afterReset = defineAttack({
  id: 'P-f',
  name: 'After a reset by an administrator the password alone',
  realCase: keycloak,

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createEnrolled(service);
    const { agent } = await signInRightly(service, ada);
    const reset = await runAdmin(service, ['reset', ada.userName, '--reason', 'a new phone', '--admin', 'grace']);
    holds(reset.exitCode === 0, `the reset works (${reset.err})`);
    const { page } = await afterPassword(service, ada);
    ways.try('signs in', isIn(page));
    ways.try('sets up an authenticator', page.body.includes('otpauth://'));
    ways.try('the session of before', isIn(await agent.get(service.client.start({ prompt: 'none' }).url)));
    ways.try('nobody told', !(await mailKinds(service, ada)).includes('mfa-reset'));
    ways.try('a command that prints the link', /\/link\//.test(reset.out));
    return ways.tell('Reset, then the password: a page that wants the mailed link. The session of before is over.');
  },
});

const noMail = defineAttack({
  id: 'P-g',
  name: 'No mail of any of it',
  realCase: `${keycloak}; ${betterAuth}`,

  async carryOut(target, ways) {
    const service = await target.service();
    const { ada, recovery } = await setUpByHand(service);
    const remembered = { acr_values: 'urn:halfminute:acr:remembered' };
    const { code } = await signInRightly(service, ada, { parameters: remembered, remember: true });
    await withCode(service, ada, code);
    await service.advance(3601);
    await withCode(service, ada, wrongCodes(ada.authenticator, service.now(), 1)[0] ?? '');
    const again = await atCodePage(service, ada);
    await again.agent.submit(await again.agent.get(`${again.page.url.pathname}/recovery`), { recovery });
    await runAdmin(service, ['reset', ada.userName, '--reason', 'a new phone', '--admin', 'grace']);
    const kinds = new Set(await mailKinds(service, ada));
    const expected = [
      'authenticator-added',
      'new-device',
      'code-replayed',
      'password-known',
      'recovery-code-used',
      'mfa-reset',
      'enrol-link',
    ];
    for (const kind of expected) {
      ways.try(kind, !kinds.has(kind));
    }
    return ways.tell(`${expected.length} events, a mail each: ${expected.join(', ')}.`);
  },
});

const oneMessage = defineAttack({
  id: 'P-h',
  name: 'One message for wrong, replayed, empty and locked alike',
  realCase: `${keycloak}: "Invalid authenticator code."`,

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createEnrolled(service);
    const { code } = await signInRightly(service, ada);
    const [wrong = ''] = wrongCodes(ada.authenticator, service.now(), 1);
    const say = async (typed: string) => (await withCode(service, ada, typed)).page;
    const early = ada.authenticator.codeAt(service.now(), 5);
    const answers: [string, Answer][] = [
      ['empty', await say('')],
      ['too short', await say('12345')],
      ['wrong', await say(wrong)],
      ['used already', await say(code)],
    ];
    const earlyAnswer = await say(early);
    await say(wrong);
    answers.push(['a wait', await say(wrong)]);
    await off(service, ada.account.userId);
    answers.push(['switched off', (await afterPassword(service, ada)).page]);
    const messages = new Map(answers.map(([name, page]) => [name, messageOf(page)]));
    for (const [name, message] of messages) {
      holds(message !== '', `"${name}" is told`);
      const same = [...messages].filter(([other, text]) => other !== name && text === message);
      ways.try(`${name} like ${same.map(([other]) => other).join()}`, same.length > 0);
    }
    // One that is still to come is told like any wrong one: see T28.
    ways.try('a coming code is told of', messageOf(earlyAnswer) !== messages.get('wrong'));
    return ways.tell(
      `${messages.size} situations, ${new Set(messages.values()).size} sentences; a coming code is told like a wrong one.`,
    );
  },
});

/** What the page says is wrong, or its title where it takes no code. */
function messageOf({ body }: Answer): string {
  const alert = /<p class="wrong"[^>]*role="alert"[^>]*>([\s\S]*?)<\/p>/.exec(body)?.[1];
  const title = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(body)?.[1];
  return (alert ?? title ?? '').replaceAll(/<[^>]*>/g, '').trim();
}

async function off({ services }: TestService, userId: string): Promise<void> {
  await services.database.kysely
    .updateTable('mfa_user')
    .set(({ eb }) => ({ version: eb('version', '+', 1), disabled_at: services.clock(), wait_until: null }))
    .where('user_id', '=', userId)
    .execute();
}

const withABlank = defineAttack({
  id: 'P-i',
  name: '"123 456", as authenticators show it, is refused',
  realCase: keycloak,

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createEnrolled(service);
    const code = ada.authenticator.codeAt(await nextStep(service));
    const { page } = await withCode(service, ada, `${code.slice(0, 3)} ${code.slice(3)}`);
    ways.try(`with a blank (${told(page)})`, !isIn(page));
    ways.try('counted as wrong', (await countEvents(service, ada, 'code-wrong')) > 0);
    return ways.tell('Typed with a blank in its middle: taken.');
  },
});

const noLongCode = defineAttack({
  id: 'P-j',
  name: 'A page with the QR picture and without the long code',
  realCase: `${betterAuth}; most pages that only expect a phone`,

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createPerson(service.services, { mfaRequired: true });
    const { page } = await afterPassword(service, ada);
    const secret = encodeBase32(secretOn(page));
    const groups = secret.match(/.{1,4}/g) ?? [];
    ways.try('no picture', !/<svg[^>]*class="[^"]*qr/.test(page.body) && !page.body.includes('QR code'));
    ways.try('no long code in groups', !page.text.replaceAll(/\s+/g, ' ').includes(groups.join(' ')));
    ways.try('no service beside it', !page.text.includes(service.config.platform.name));
    ways.try('no user beside it', !page.body.replaceAll('<wbr/>', '').includes(ada.userName));
    ways.try('no link for a program on this computer', !page.links.some(({ href }) => href.startsWith('otpauth://')));
    return ways.tell(
      'The set-up page has the picture, service, user, the long code in groups of four, and an otpauth link.',
    );
  },
});

/** What the peers do, tried, and we do not. The other three stand where they belong: T29 (the header), T30 (the hidden field), T21 (seeds in clear). */
export const peers: readonly Attack[] = [
  threeSteps,
  twentySessions,
  setUpCodeAgain,
  withoutEnd,
  pastTheLimit,
  afterReset,
  noMail,
  oneMessage,
  withABlank,
  noLongCode,
];
