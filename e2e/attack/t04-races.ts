import { createPerson } from '@halfminute/sign-in/testing';
import type { TestService } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import type { Target } from './target.ts';
import { withService } from './target.ts';
import {
  afterPassword,
  atCodePage,
  countEvents,
  createEnrolled,
  csrfOf,
  giveRecoveryCodes,
  isIn,
  lookedAt,
  nextStep,
  signInRightly,
  times,
  wrongCodes,
} from './steps.ts';
import type { Enrolled, OnTheWay } from './steps.ts';

const rounds = 4;

export const races = defineAttack({
  id: 'T4',
  name: 'Races for one code',
  realCase: 'Logto PR#9109; idenplane#398; Keycloak CVE-2026-90997; better-auth took one code for 20 of 20 sessions',

  carryOut: (target, ways) => onTwoNodes(target, (service) => raceForAll(service, ways)),
});

/** Two processes at least, also where the other attacks have one. */
async function onTwoNodes<Result>(target: Target, work: (service: TestService) => Promise<Result>): Promise<Result> {
  return target.nodes > 1 ? work(await target.service()) : withService(target, { nodes: 2 }, work);
}

async function raceForAll(service: TestService, ways: Ways) {
  for (let round = 0; round < rounds; round += 1) {
    await oneCode(service, ways);
  }
  await wrongOnes(service, ways);
  await oneRecoveryCode(service, ways);
  await oneAuthorizationCode(service, ways);
  await oneLink(service, ways);
  return ways.tell(
    `${service.nodes.length} processes: ${rounds} × one code in 50 sessions at once: one in each; 100 wrong ones: 5 looked at; one recovery code × 50, an authorization code × 20, a link × 30: one each.`,
  );
}

/** Each session keeps to one node, and they take turns. */
function standAtCodePages(service: TestService, person: Enrolled, count: number): Promise<OnTheWay[]> {
  return times(count, (index) => {
    const node = service.nodes[index % service.nodes.length] ?? service.issuer;
    return atCodePage(service, person, { agent: service.userAgent({ nodes: [node] }) });
  });
}

async function oneCode(service: TestService, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const standing = await standAtCodePages(service, ada, 50);
  const code = ada.authenticator.codeAt(await nextStep(service));
  const answers = await Promise.all(standing.map(({ agent, page }) => agent.submit(page, { code })));
  const inside = answers.filter(isIn).length;
  holds(inside >= 1, 'the right code is taken once');
  ways.try(`one code in ${inside} of 50 sessions`, inside > 1);
  ways.try('more than one acceptance in the log', (await countEvents(service, ada, 'code-accepted')) > 1);
}

async function wrongOnes(service: TestService, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const standing = await standAtCodePages(service, ada, 25);
  const codes = wrongCodes(ada.authenticator, service.now(), 100);
  await Promise.all(
    codes.map((code, index) => {
      const way = standing[index % standing.length];
      return way?.agent.post(`${way.page.url.pathname}/code`, { csrf: csrfOf(way.page), code });
    }),
  );
  const looked = await lookedAt(service, ada);
  holds(looked > 0, 'wrong codes are counted');
  ways.try(`${looked} of 100 wrong codes at once looked at`, looked > 5);
}

async function oneRecoveryCode(service: TestService, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const [recovery = ''] = await giveRecoveryCodes(service, ada);
  const standing = await standAtCodePages(service, ada, 50);
  const answers = await Promise.all(
    standing.map(({ agent, page }) => agent.post(`${page.url.pathname}/recovery`, { csrf: csrfOf(page), recovery })),
  );
  const taken = answers.filter(({ text }) => text.includes('takes its place')).length;
  const used = await countEvents(service, ada, 'recovery-code-used');
  holds(taken >= 1 && used >= 1, 'a right recovery code is taken once');
  ways.try(`one recovery code in ${Math.max(taken, used)} of 50 sessions`, taken > 1 || used > 1);
}

async function oneAuthorizationCode(service: TestService, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const { page, request } = await signInRightly(service, ada);
  const code = service.client.codeOf(page, request);
  const redeemed = await times(20, (index) => {
    const node = service.nodes[index % service.nodes.length] ?? service.issuer;
    return service.client.redeem(code, request, service.userAgent({ nodes: [node] }));
  });
  const tokens = redeemed.filter(({ status }) => status === 200);
  holds(tokens.length >= 1, 'an authorization code is redeemed once');
  ways.try(`${tokens.length} of 20 redemptions of one authorization code`, tokens.length > 1);
  const { status } = await service.client.userinfo(tokens[0]?.accessToken ?? '');
  ways.try('the tokens of a code that was redeemed twice live on', status === 200);
}

async function oneLink(service: TestService, ways: Ways): Promise<void> {
  const { services } = service;
  const ada = await createPerson(services, { mfaRequired: true });
  await services.mfa.reset({
    userId: ada.account.userId,
    reason: 'a new phone',
    context: { actor: { kind: 'admin', name: 'grace' }, source: { address: null, agent: null, place: null } },
  });
  const { token } = await services.database.transaction((transaction) =>
    services.links.create(transaction, { kind: 'enrol', userId: ada.account.userId }),
  );
  const browsers = await times(30, async (index) => {
    const agent = service.userAgent({ nodes: [service.nodes[index % service.nodes.length] ?? service.issuer] });
    return { agent, page: await agent.get(`/link/${token}`) };
  });
  const pressed = await Promise.all(browsers.map(({ agent, page }) => agent.submit(page, {})));
  const good = pressed.filter(({ status }) => status === 200).length;
  holds(good >= 1, 'a link works once');
  const setUps = [];
  for (const { agent } of browsers.filter((_, index) => pressed[index]?.status === 200)) {
    setUps.push(await afterPassword(service, ada, { agent }));
  }
  const shown = setUps.filter(({ page }) => page.body.includes('otpauth://')).length;
  ways.try(`one link spent by ${good} of 30 browsers`, good > 1 || shown > 1);
}
