import type { TestService } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import { runAdmin } from './admin-command.ts';
import {
  atCodePage,
  createEnrolled,
  isIn,
  nextStep,
  signInRightly,
  takesCode,
  withCode,
  withoutSession,
  wrongCodes,
} from './steps.ts';
import type { Enrolled } from './steps.ts';

const offline = { scope: 'openid offline_access', prompt: 'consent' };

type Lock = readonly [name: string, lock: (service: TestService, ada: Enrolled) => Promise<unknown>];

/** Each happens after the browser has its authorization code, and before the client redeems it. */
const locks: readonly Lock[] = [
  ['frozen', (service, ada) => runAdmin(service, ['freeze', ada.userName, '--reason', 'she rang', '--admin', 'grace'])],
  ['switched off by wrong codes', guessUntilOff],
  [
    'reset',
    (service, ada) => runAdmin(service, ['reset', ada.userName, '--reason', 'a new phone', '--admin', 'grace']),
  ],
  [
    'signed out',
    (service, ada) => runAdmin(service, ['sessions', 'end', ada.userName, '--reason', 'x', '--admin', 'grace']),
  ],
];

export const lockedLater = defineAttack({
  id: 'T11',
  name: 'A lock that is not looked at when the code is redeemed',
  realCase: 'Keycloak CVE-2026-9798, then CVE-2026-16103',

  async carryOut(target, ways) {
    const service = await target.service();
    for (const lock of locks) {
      await redeemAfter(service, lock, ways);
    }
    const answer = await service
      .userAgent()
      .post(
        '/token',
        { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: 'x', client_id: 'program' },
        { as: 'program', headers: { accept: 'application/json' } },
      );
    ways.try('the device flow answers', answer.status === 200);
    holds(answer.body.includes('unsupported_grant_type'), `there is no device flow (${answer.body})`);
    return ways.tell(
      'Frozen, switched off, reset or signed out between sign-in and redemption: code, refresh token, access token and session, {ways} tries: invalid_grant. No device flow.',
    );
  },
});

async function redeemAfter(service: TestService, [name, lock]: Lock, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const earlier = await signInRightly(service, ada, { parameters: offline });
  const { client } = service;
  const tokens = await client.redeem(client.codeOf(earlier.page, earlier.request), earlier.request);
  holds(tokens.refreshToken !== null, 'there is a refresh token of an earlier sign-in');
  holds((await client.userinfo(tokens.accessToken)).status === 200, 'and an access token that works');
  const later = await signInRightly(service, ada);
  const code = client.codeOf(later.page, later.request);

  // Fast, as far as the service's clock goes: the code would live for a minute.
  const before = service.now();
  await lock(service, ada);
  const took = service.now() - before;
  if (name !== 'switched off by wrong codes') {
    holds(took < 55, `the code is not too old when it is redeemed (${took.toFixed(0)} s)`);
  }
  const redeemed = await client.redeem(code, later.request);
  ways.try(`${name}: the code`, redeemed.status === 200);
  const refreshed = await client.refresh(tokens.refreshToken ?? '');
  ways.try(`${name}: the refresh token`, refreshed.status === 200);
  holds(
    redeemed.status === 200 || redeemed.error === 'invalid_grant',
    `a code that is refused is an invalid_grant (${redeemed.error})`,
  );
  ways.try(`${name}: the access token`, (await client.userinfo(tokens.accessToken)).status === 200);
  for (const { agent } of [earlier, later]) {
    ways.try(`${name}: the session`, isIn(await agent.get(client.start({ prompt: 'none' }).url)));
    // Whose codes are switched off may still read there who tried them, and freeze the account; every change wants a code.
    const change = await agent.get('/my-security/confirm/add');
    ways.try(`${name}: a change on My security`, takesCode(change));
  }
}

/** The account has four failures left when the code comes; the last one falls in its minute. */
async function guessUntilOff(service: TestService, ada: Enrolled): Promise<void> {
  const { userId } = ada.account;
  const { cap } = service.config.policy.mfa;
  await service.services.database.kysely
    .updateTable('mfa_user')
    .set(({ eb }) => ({ version: eb('version', '+', 1), consecutive_failures: cap - 1, wait_until: null }))
    .where('user_id', '=', userId)
    .execute();
  const [wrong = ''] = wrongCodes(ada.authenticator, service.now(), 1);
  const { agent, page } = await atCodePage(service, ada);
  await agent.submit(page, { code: wrong });
  holds((await service.services.mfa.read(userId)).disabledAt !== null, 'the last wrong code switches codes off');
}

export const fixation = defineAttack({
  id: 'T15',
  name: 'Session fixation',
  realCase: 'The oldest one: a session that is planted before the sign-in',

  async carryOut(target, ways) {
    const service = await target.service();
    await plantedInteraction(service, ways);
    await plantedSession(service, ways);
    await idBeforeStepUp(service, ways);
    return ways.tell(
      'Planted cookies of an interaction and of a session, cookies of before the password, the code and a step-up: {ways} tries, each worth nothing.',
    );
  },
});

/** The attacker begins a sign-in and plants its cookies into the victim's browser. */
async function plantedInteraction(service: TestService, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const attacker = service.userAgent();
  const start = await attacker.get(service.client.start().url);
  const victim = attacker.copy();
  const code = ada.authenticator.codeAt(await nextStep(service));
  const page = await victim.submit(await victim.get(start.url), { user: ada.userName, password: ada.password });
  holds(takesCode(page), 'the victim stands at the code page');
  ways.try('the planter sees the page after the password', takesCode(await attacker.get(start.url)));
  const beforeCode = victim.copy();
  const finished = await victim.submit(page, { code }, { redirects: 'manual' });
  holds(finished.status === 303, 'the victim finishes');
  const uid = page.url.pathname.split('/')[2] ?? '';
  ways.try('the planter redeems what the victim finished', isIn(await attacker.get(`/auth/${uid}`)));
  ways.try('the cookies of before the code redeem it', isIn(await beforeCode.get(`/auth/${uid}`)));
  ways.try('the planter has a session', isIn(await attacker.get(service.client.start({ prompt: 'none' }).url)));
  holds(isIn(await victim.get(String(finished.headers.location))), 'the victim redeems it');
}

/** A session cookie of the attacker's own browser, signed by the service, in the victim's. */
async function plantedSession(service: TestService, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const mallory = await createEnrolled(service);
  const attacker = await signInRightly(service, mallory);
  const victim = attacker.agent.copy();
  const code = ada.authenticator.codeAt(await nextStep(service));
  const way = await withCode(service, ada, code, { agent: victim, parameters: { prompt: 'login' } });
  // The provider asks the browser to leave the other account's session first.
  const page = isIn(way.page) ? way.page : await victim.submit(way.page, {});
  const { client } = service;
  const { claims } = await client.redeem(client.codeOf(page, way.request), way.request);
  holds(claims['sub'] === ada.account.userId, 'the victim signs in as herself over the planted session');
  const silent = client.start({ prompt: 'none' });
  const answer = await attacker.agent.get(silent.url);
  const who = isIn(answer) ? (await client.redeem(client.codeOf(answer, silent), silent)).claims['sub'] : null;
  ways.try("the planted session became the victim's", who === ada.account.userId);
}

/** What was copied before a step-up is no session of after it. */
async function idBeforeStepUp(service: TestService, ways: Ways): Promise<void> {
  const ada = await createEnrolled(service);
  const { agent } = await signInRightly(service, ada);
  const before = agent.copy();
  const stepUp = await agent.get(service.client.start({ max_age: '0' }).url);
  const code = ada.authenticator.codeAt(await nextStep(service));
  holds(isIn(await agent.submit(stepUp, { code })), 'the right code passes the step-up');
  ways.try('the session id of before a step-up', isIn(await before.get(service.client.start({ prompt: 'none' }).url)));
  ways.try(
    'the same without the cookies of the sign-in',
    isIn(await withoutSession(before).get(service.client.start({ prompt: 'none' }).url)),
  );
}
