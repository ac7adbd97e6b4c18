import type { Answer, TestService, UserAgent } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import type { Target } from './target.ts';
import { withService } from './target.ts';
import {
  afterPassword,
  atCodePage,
  createEnrolled,
  isIn,
  lookedAt,
  signInRightly,
  takesCode,
  times,
  wrongCodes,
} from './steps.ts';
import type { Enrolled } from './steps.ts';

export const noLimit = defineAttack({
  id: 'T2',
  name: 'No limit on the second factor',
  realCase: 'Zitadel CVE-2024-32868 and CVE-2025-64102; kanboard#5859; Kratos#3037; autentico#360',

  async carryOut(target, ways) {
    const everyPath = await tryEveryPath(await target.service(), ways);
    const spread = await spreadOverAccounts(target, ways);
    return ways.tell(
      `${everyPath.tries} wrong codes through ${everyPath.doors} doors, a node killed in between, each past its wait: ${everyPath.looked} looked at, then all are off. ` +
        `One code on ${spread.accounts} accounts from as many networks: ${spread.looked} looked at; on ${spread.here} from one address: ${spread.lookedHere}.`,
    );
  },
});

type Way = (ada: Enrolled, inside: UserAgent) => Promise<Answer | null>;

/** One counter for the account, whichever door the guess comes through: the guesser takes them in turn. */
async function tryEveryPath(service: TestService, ways: Ways) {
  const ada = await createEnrolled(service);
  const { agent: inside } = await signInRightly(service, ada);
  const wrong = () => wrongCodes(ada.authenticator, service.now(), 1)[0] ?? '';
  const onMySecurity =
    (act: string): Way =>
    async (_person, agent) => {
      const page = await agent.get(`/my-security/confirm/${act}`);
      return takesCode(page) ? agent.submit(page, { code: wrong() }) : null;
    };
  const doors: readonly Way[] = [
    async () => {
      const { agent, page } = await afterPassword(service, ada);
      return takesCode(page) ? agent.submit(page, { code: wrong() }) : null;
    },
    async () => {
      const { agent, page } = await afterPassword(service, ada);
      const other = await agent.get(`${page.url.pathname}/recovery`);
      return other.forms.some(({ names }) => names.includes('recovery'))
        ? agent.submit(other, { recovery: 'K7QM 4RXT 9WBC H2FN' })
        : null;
    },
    async (_person, agent) => {
      const page = await agent.get(service.client.start({ max_age: '0' }).url);
      return takesCode(page) ? agent.submit(page, { code: wrong() }) : null;
    },
    onMySecurity('add'),
    onMySecurity('renew-recovery-codes'),
    onMySecurity('change-password'),
    onMySecurity('forget-devices/all'),
  ];
  let tries = 0;
  for (let turn = 0; turn < 60; turn += 1) {
    if (turn === 11) {
      await service.restart({ how: 'kill' });
    }
    const answer = await doors[turn % doors.length]?.(ada, inside);
    tries += answer === null || answer === undefined ? 0 : 1;
    ways.try('a wrong code', answer !== null && answer !== undefined && isIn(answer));
    const { waitUntil, disabledAt } = await service.services.mfa.read(ada.account.userId);
    if (disabledAt === null) {
      await service.advance(Math.max(0, (waitUntil ?? 0) - service.now()) + 1);
    }
  }
  // Each door was really open once.
  holds(tries >= doors.length, 'each door takes codes while the account is not closed');
  const looked = await lookedAt(service, ada);
  ways.try(`${looked} wrong codes looked at through all doors`, looked > 20);
  return { looked, tries, doors: doors.length };
}

/** One code tried on many accounts: a network each, as a botnet has, or all from one address. */
async function spreadOverAccounts(target: Target, ways: Ways) {
  const [accounts, here] = [580, 120];
  return withService(
    target,
    { config: { policy: { budgetFactor: 1 }, proxies: ['127.0.0.1'] } },
    async (service): Promise<Record<'accounts' | 'looked' | 'here' | 'lookedHere', number>> => {
      const far = await guessOnEach(service, {
        accounts: here,
        addressOf: () => '198.51.100.7',
      });
      await service.advance(6 * 3600);
      const spread = await guessOnEach(service, {
        accounts,
        addressOf: (index) => `10.${index >> 8}.${index & 255}.9`,
      });
      // 60 and 500, with what comes back meanwhile (a thousand an hour) and what two nodes overrun together within a quarter of a second.
      ways.try(`one address tried ${far} accounts`, far > 90);
      ways.try(`one code was tried on ${spread} accounts`, spread > 550);
      holds(far > 0 && spread > 0, 'a wrong code is looked at while the budget is not used up');
      return { accounts, looked: spread, here, lookedHere: far };
    },
  );
}

async function guessOnEach(
  service: TestService,
  { accounts, addressOf }: { readonly accounts: number; readonly addressOf: (index: number) => string },
): Promise<number> {
  let looked = 0;
  const batch = 20;
  for (let begin = 0; begin < accounts; begin += batch) {
    const answers = await times(Math.min(batch, accounts - begin), async (offset) => {
      const ada = await createEnrolled(service);
      const agent = service.userAgent({ headers: { 'x-forwarded-for': addressOf(begin + offset) } });
      const { page } = await atCodePage(service, ada, { agent });
      const [code = ''] = wrongCodes(ada.authenticator, service.now(), 1);
      return agent.submit(page, { code });
    });
    looked += answers.filter(({ status }) => status === 403).length;
    // An address may make fifty requests a second; this is about another budget.
    await service.advance(3);
  }
  return looked;
}

export const passwordTakesNothingBack = defineAttack({
  id: 'T5',
  name: 'The right password resets the count of wrong codes',
  realCase: 'dragonflight commit 72fc608',

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createEnrolled(service);
    const remembered = { acr_values: 'urn:halfminute:acr:remembered' };
    const here = await signInRightly(service, ada, { parameters: remembered, remember: true });
    holds(
      (await service.services.mfa.read(ada.account.userId)).devices.length === 1,
      'the browser is remembered as a device',
    );
    const [code = ''] = wrongCodes(ada.authenticator, service.now(), 1);
    const guess = async () => {
      const { agent, page } = await atCodePage(service, ada);
      return agent.submit(page, { code });
    };
    await guess();
    await guess();
    holds((await lookedAt(service, ada)) === 2, 'two wrong codes are counted');

    await times(10, () => afterPassword(service, ada));
    ways.try('ten times the right password', (await failures(service, ada)) < 2);
    const device = here.agent.copy();
    for (const { name } of device.cookies.all().filter((cookie) => !cookie.name.includes('device'))) {
      device.cookies.delete(name);
    }
    const byDevice = await afterPassword(service, ada, { agent: device, parameters: remembered });
    holds(isIn(byDevice.page), 'a remembered device signs in where it is enough');
    ways.try('a sign-in by a remembered device', (await failures(service, ada)) < 2);
    holds(isIn(await here.agent.get(service.client.start().url)), 'the session of before still lives');
    ways.try('the session of before', (await failures(service, ada)) < 2);
    const answers = [await guess(), await guess(), await guess()];
    ways.try('five wrong codes with passwords between them bring no wait', answers.at(-1)?.status !== 429);
    return ways.tell(
      'Wrong codes 1 and 2, ten right passwords, a remembered device, a live session, codes 3 to 5: the fifth brings the wait.',
    );
  },
});

async function failures({ services }: TestService, { account }: Enrolled): Promise<number> {
  return (await services.mfa.read(account.userId)).consecutiveFailures;
}
