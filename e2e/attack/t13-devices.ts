import type { Cookie, TestService, UserAgent } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import { runAdmin } from './admin-command.ts';
import {
  afterPassword,
  countEvents,
  createEnrolled,
  isIn,
  mailKinds,
  nextStep,
  signInRightly,
  told,
  withoutSession,
} from './steps.ts';
import type { Enrolled } from './steps.ts';
import { paymentsClient } from './target.ts';

const remembered = { acr_values: 'urn:halfminute:acr:remembered' };

interface Home {
  readonly ada: Enrolled;
  readonly agent: UserAgent;
}

async function remember(service: TestService, person?: Enrolled, agent?: UserAgent): Promise<Home> {
  const ada = person ?? (await createEnrolled(service));
  const options = { parameters: remembered, remember: true, ...(agent && { agent: withoutSession(agent) }) };
  const way = await signInRightly(service, ada, options);
  holds(deviceCookie(way.agent) !== undefined, 'the browser is remembered');
  return { ada, agent: way.agent };
}

function deviceCookie(agent: UserAgent): Cookie | undefined {
  return agent.cookies.all().find(({ name }) => name.includes('device'));
}

/** The password in a browser that holds the device's cookie and no session. */
async function come(service: TestService, person: Enrolled, agent: UserAgent, parameters = remembered) {
  const next = withoutSession(agent);
  return { ...(await afterPassword(service, person, { agent: next, parameters })), agent: next };
}

export const stolenDevice = defineAttack({
  id: 'T13',
  name: 'A stolen cookie of a remembered device',
  realCase: 'better-auth, where each use prolongs it',

  async carryOut(target, ways) {
    const service = await target.service();
    await thiefAfterOwner(service, ways);
    await ownerAfterThief(service, ways);
    await usedEachWeek(service, ways);
    await whereItMayNotCount(service, ways);
    return ways.tell(
      'A copy used after its owner, an owner after the thief, use each week past 30 days, a client that takes none, a step-up, no password: {ways} tries. The series ends, its user is told.',
    );
  },
});

async function thiefAfterOwner(service: TestService, ways: Ways): Promise<void> {
  const { ada, agent } = await remember(service);
  const thief = agent.copy();
  const owner = await come(service, ada, agent);
  holds(isIn(owner.page), `the owner comes in by the device (${told(owner.page)})`);
  await service.advance(61);
  ways.try('a copy after its owner came again', isIn((await come(service, ada, thief)).page));
  ways.try('the theft stands in no log', (await countEvents(service, ada, 'device-stolen')) === 0);
  ways.try('nobody told of the theft', !(await mailKinds(service, ada)).includes('device-stolen'));
  ways.try('the series lives on after the theft', isIn((await come(service, ada, owner.agent)).page));
}

/** The thief was first; the owner's own visit then gives it away, and the thief's value dies with the series. */
async function ownerAfterThief(service: TestService, ways: Ways): Promise<void> {
  const { ada, agent } = await remember(service);
  const thief = await come(service, ada, agent.copy());
  holds(isIn(thief.page), 'with password and cookie the thief comes in once');
  const { client } = service;
  const { claims } = await client.redeem(client.codeOf(thief.page, thief.request), thief.request);
  ways.try('a device called MFA', claims['acr'] !== 'urn:halfminute:acr:remembered' || String(claims['amr']) !== 'pwd');
  await service.advance(61);
  holds(!isIn((await come(service, ada, agent)).page), 'the owner is asked for a code');
  ways.try('the thief comes again after the owner did', isIn((await come(service, ada, thief.agent)).page));
}

async function usedEachWeek(service: TestService, ways: Ways): Promise<void> {
  const { ada, agent } = await remember(service);
  let here = agent;
  for (let week = 1; week <= 4; week += 1) {
    await service.advance(7 * 86_400);
    const next = await come(service, ada, here);
    holds(isIn(next.page), `in week ${week} the device still counts`);
    here = next.agent;
  }
  const cookie = deviceCookie(here);
  holds(cookie !== undefined, 'the browser still has the cookie');
  await service.advance(2 * 86_400 + 60);
  here.cookies.put({ ...cookie, expiresAt: null });
  ways.try('use each week past the thirtieth day', isIn((await come(service, ada, here)).page));
}

async function whereItMayNotCount(service: TestService, ways: Ways): Promise<void> {
  const { ada, agent } = await remember(service);
  const mfa = { acr_values: 'urn:halfminute:acr:mfa' };
  ways.try('where MFA is asked for', isIn((await come(service, ada, agent, mfa)).page));
  const payments = service.client.as(paymentsClient);
  const strict = await afterPassword(service, ada, {
    agent: withoutSession(agent),
    client: payments,
    parameters: remembered,
  });
  ways.try('at a client that takes none', isIn(strict.page));
  const inside = await come(service, ada, agent);
  holds(isIn(inside.page), 'where it is enough, the device signs in');
  ways.try('as a step-up', isIn(await inside.agent.get(service.client.start({ max_age: '0', ...mfa }).url)));
  ways.try('for My security', (await inside.agent.get('/my-security')).text.includes('This was not me'));
  const start = await withoutSession(inside.agent).get(service.client.start(remembered).url);
  ways.try('without the password', isIn(start));
  const wrong = await withoutSession(inside.agent).submit(start, { user: ada.userName, password: 'not the right one' });
  ways.try('with a wrong password', isIn(wrong));
  const forged = service.userAgent();
  const cookie = deviceCookie(inside.agent);
  holds(cookie !== undefined, 'the browser has the cookie');
  const [id = ''] = cookie.value.split('.');
  forged.cookies.put({ ...cookie, value: `${id}.${Buffer.alloc(32).toString('base64url')}` });
  ways.try("the device's id with another secret", isIn((await come(service, ada, forged)).page));
}

export const foreignDevice = defineAttack({
  id: 'T14',
  name: "Another's device cookie, or one of before a change",
  realCase: 'monize#37; FusionAuth#2706 and #2827',

  async carryOut(target, ways) {
    const service = await target.service();
    const { agent } = await rememberedAndUsed(service);
    const bob = await createEnrolled(service);
    ways.try("Ada's cookie for Bob", isIn((await come(service, bob, agent)).page));
    const both = await remember(service, bob, agent);
    const [hers, his] = [deviceCookie(agent), both.agent.cookies.all().filter(({ name }) => name.includes('device'))];
    const bobs = his.find(({ name }) => name !== hers?.name);
    holds(hers !== undefined && bobs !== undefined, 'each of the two has a cookie of an own name');
    const forged = service.userAgent();
    forged.cookies.put({ ...hers, name: bobs.name });
    ways.try("Ada's cookie by the name of Bob's", isIn((await come(service, bob, forged)).page));

    const reason = ['--reason', 'she rang', '--admin', 'grace'];
    const changes: readonly (readonly [string, (home: Home) => Promise<Enrolled>])[] = [
      ['a new password by link', (home) => newPassword(service, home)],
      [
        'signed out by an administrator',
        ({ ada: who }) => run(service, who, ['sessions', 'end', who.userName, ...reason]),
      ],
      [
        'frozen and opened again',
        async ({ ada: who }) => {
          await run(service, who, ['freeze', who.userName, ...reason]);
          return run(service, who, ['unfreeze', who.userName, ...reason]);
        },
      ],
      ['forgotten by its user', (home) => forgetAll(service, home)],
    ];
    for (const [name, change] of changes) {
      const home = await rememberedAndUsed(service);
      const changed = await change(home);
      ways.try(name, isIn((await come(service, changed, home.agent)).page));
    }
    return ways.tell(
      `Ada's cookie for Bob, under two names; her own after ${changes.length} changes: a code is asked for.`,
    );
  },
});

/** With the value that the last use gave: so it is no old one that is refused. */
async function rememberedAndUsed(service: TestService): Promise<Home> {
  const { ada, agent } = await remember(service);
  const used = await come(service, ada, agent);
  holds(isIn(used.page), `the device counts for its own user (${told(used.page)})`);
  return { ada, agent: used.agent };
}

async function run(service: TestService, person: Enrolled, args: readonly string[]): Promise<Enrolled> {
  const { exitCode, err } = await runAdmin(service, args);
  holds(exitCode === 0, `"${args.join(' ')}" works (${err})`);
  return person;
}

async function newPassword({ services, userAgent }: TestService, { ada }: Home): Promise<Enrolled> {
  const { token } = await services.database.transaction((transaction) =>
    services.links.create(transaction, { kind: 'password-reset', userId: ada.account.userId }),
  );
  const agent = userAgent();
  const password = `brand new words for ${ada.userName}`;
  const set = await agent.submit(await agent.get(`/link/${token}`), { password, again: password });
  holds(set.status === 200, `the link sets a password (${told(set)})`);
  return { ...ada, password };
}

async function forgetAll(service: TestService, { ada }: Home): Promise<Enrolled> {
  const { agent } = await signInRightly(service, ada);
  const code = ada.authenticator.codeAt(await nextStep(service));
  const done = await agent.submit(await agent.get('/my-security/confirm/forget-devices/all'), { code });
  holds(done.status === 200, `all devices are forgotten (${told(done)})`);
  return ada;
}
