import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPerson, signIn, startTestService, testClient } from '../../testing/index.ts';
import type { Person, TestService, UserAgent } from '../../testing/index.ts';
import { createCommandRunner, environmentFor } from '../admin/command-runner.ts';
import { startLogoutReceiver } from './logout-receiver.ts';
import type { LogoutReceiver } from './logout-receiver.ts';

/** The service looks each second; a loaded machine may need its time. */

let receiver: LogoutReceiver;
let service: TestService;
beforeAll(async () => {
  receiver = await startLogoutReceiver();
  service = await startTestService({
    inProcess: true,
    config: { clients: [{ ...testClient, backchannelLogoutUri: receiver.uri }] },
  });
});
beforeEach(() => {
  receiver.told.length = 0;
  receiver.status = 200;
});
afterAll(async () => {
  await service.stop();
  await receiver.stop();
});

interface Inside {
  readonly agent: UserAgent;
  /** The session as the platform knows it. */
  readonly sid: unknown;
}

/** `count` browsers of one person, each signed in. */
async function inside(person: Person, count = 1): Promise<readonly Inside[]> {
  const all: Inside[] = [];
  for (let index = 0; index < count; index += 1) {
    await service.advance(90);
    const { agent, tokens } = await signIn(service, person);
    expect(tokens.claims['sid']).toEqual(expect.any(String));
    all.push({ agent, sid: tokens.claims['sid'] });
  }
  return all;
}

const told = () => receiver.told.map(({ claims }) => claims['sid']);

const noticesLeft = () => service.services.database.kysely.selectFrom('logout_notice').selectAll().execute();

async function follow(kind: 'not-me' | 'password-reset', person: Person) {
  const { links, database } = service.services;
  const { userId } = person.account;
  const { token } = await database.transaction((transaction) =>
    links.create(
      transaction,
      kind === 'not-me'
        ? { kind, userId, parameters: { at: service.now() - 600, kind: 'authenticator-added' } }
        : { kind, userId },
    ),
  );
  const agent = service.userAgent();
  return { agent, page: await agent.get(`/link/${token}`) };
}

describe('a platform hears of every session that ended without it', () => {
  test('T6 by the freeze from the link in the mail, of each of her browsers, by a logout token as the specification has it', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const [one, two] = await inside(ada, 2);
    const { agent, page } = await follow('not-me', ada);
    expect((await agent.submit(page, {})).text).toContain('Your account is frozen');
    await expect.poll(() => told().length).toBe(2);
    expect(new Set(told())).toEqual(new Set([one?.sid, two?.sid]));
    const [{ header, claims } = { header: {}, claims: {} }] = receiver.told;
    // OpenID Connect Back-Channel Logout 1.0 section 2.4.
    expect(header).toMatchObject({ alg: 'RS256', typ: 'logout+jwt', kid: expect.any(String) });
    expect(claims).toEqual({
      iss: service.issuer,
      aud: 'cases',
      sub: ada.account.userId,
      sid: expect.any(String),
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: expect.any(Number),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    });
    await expect.poll(noticesLeft).toEqual([]);
  });

  test("E7 by an administrator's reset, which runs in a program of its own and without the list of clients", async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const [hers] = await inside(ada);
    const { HALFMINUTE_CLIENTS: _, ...environment } = environmentFor(service.config);
    const commands = createCommandRunner(environment);
    const answer = await commands.json(['reset', ada.userName, '--reason', 'lost it', '--admin', 'grace']);
    expect(answer).toMatchObject({ sessions: 1 });
    await expect.poll(told).toEqual([hers?.sid]);
  });

  test('E7 by `freeze` and by `sessions end`', async () => {
    const commands = createCommandRunner(environmentFor(service.config));
    const [ada, bea] = [
      await createPerson(service.services, { enrolled: true }),
      await createPerson(service.services, { enrolled: true }),
    ];
    const [[hers], [others]] = [await inside(ada), await inside(bea)];
    await commands.json(['freeze', ada.userName, '--reason', 'asked for it', '--admin', 'grace']);
    await expect.poll(told).toEqual([hers?.sid]);
    await commands.json(['sessions', 'end', bea.userName, '--reason', 'asked for it', '--admin', 'grace']);
    await expect.poll(told).toEqual([hers?.sid, others?.sid]);
  });

  test('S17 by the link for a forgotten password', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const [hers] = await inside(ada);
    const { agent, page } = await follow('password-reset', ada);
    const password = `something else for ${ada.userName}`;
    expect((await agent.submit(page, { password, again: password })).status).toBe(200);
    await expect.poll(told).toEqual([hers?.sid]);
  });

  test('D4 by a new password, but not of the session in which it was chosen', async () => {
    const ada = await createPerson(service.services);
    const [here, there] = await inside(ada, 2);
    const form = await here?.agent.get('/my-security/password');
    const password = `brand new words for ${ada.userName}`;
    const done = form && (await here?.agent.submit(form, { old: ada.password, password, again: password }));
    expect(done?.text).toContain('The password was changed');
    await expect.poll(noticesLeft).toEqual([]);
    expect(told()).toEqual([there?.sid]);
  });

  test('E7 also where the session here was over by itself, and the page counts only what was open', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const [old] = await inside(ada);
    // Eight hours of work at the platform, without a look at this service.
    await service.advance(8 * 3600);
    const [hers] = await inside(ada);
    const commands = createCommandRunner(environmentFor(service.config));
    const answer = await commands.json(['reset', ada.userName, '--reason', 'lost it', '--admin', 'grace']);
    expect(answer).toMatchObject({ sessions: 1 });
    await expect.poll(() => told().length).toBe(2);
    expect(new Set(told())).toEqual(new Set([old?.sid, hers?.sid]));
  });
});

describe('a platform hears of a sign-out', () => {
  async function leave(session: Inside | undefined, where: 'here' | 'everywhere'): Promise<void> {
    const page = await session?.agent.get('/session/end');
    const choose = ({ action }: { readonly action: string }) =>
      action.includes('everywhere') === (where === 'everywhere');
    const done = page && (await session?.agent.submit(page, {}, { choose }));
    expect(done?.status).toBe(200);
  }

  test('once, of this session alone', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const [here] = await inside(ada, 2);
    await leave(here, 'here');
    expect(told()).toEqual([here?.sid]);
    expect(await noticesLeft()).toEqual([]);
  });

  test('everywhere: once of each session', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const [here, there, far] = await inside(ada, 3);
    await leave(here, 'everywhere');
    await expect.poll(noticesLeft).toEqual([]);
    expect(told()).toHaveLength(3);
    expect(new Set(told())).toEqual(new Set([here?.sid, there?.sid, far?.sid]));
  });

  test('later, where it did not answer at the moment', async () => {
    const ada = await createPerson(service.services, { enrolled: true });
    const [here] = await inside(ada);
    receiver.status = 500;
    await leave(here, 'here');
    await expect.poll(() => told().length).toBeGreaterThan(1);
    receiver.status = 204;
    await service.advance(60);
    await expect.poll(noticesLeft).toEqual([]);
    expect(new Set(told())).toEqual(new Set([here?.sid]));
  });
});
