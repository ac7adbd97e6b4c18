import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { confirmClock, readClockState } from '../../src/health/clock-watch.ts';
import { createPolicyStore } from '../../src/policy/policy-store.ts';
import {
  createPerson,
  readAudit,
  ServiceEndedError,
  signIn,
  startTestService,
  testClient,
  walk,
} from '../../testing/index.ts';
import type { TestService, TestServiceOptions } from '../../testing/index.ts';

/** A condition is looked at again and again until it holds; a loaded machine may need its time. */

const started: TestService[] = [];
afterEach(async () => {
  for (const service of started.splice(0)) {
    await service.stop();
  }
});

async function start(options: TestServiceOptions = {}): Promise<TestService> {
  const service = await startTestService(options);
  started.push(service);
  return service;
}

const admin = {
  actor: { kind: 'admin', name: 'grace' },
  source: { address: null, agent: null, place: null },
} as const;

describe('a clock that went back', () => {
  test('T25 closes the service until an administrator confirms it, also over a restart', async () => {
    const service = await start();
    const ada = await createPerson(service.services, { enrolled: true });
    await service.advance(2 * 86_400);
    const { agent, tokens } = await signIn(service, ada);
    expect(tokens.status).toBe(200);
    const spent = await service.services.database.kysely
      .selectFrom('mfa_authenticator')
      .select('last_step')
      .executeTakeFirst();

    await service.advance(-86_400);
    await expect.poll(async () => (await service.userAgent().get('/')).status).toBe(503);
    const closed = await service.userAgent().get(service.client.start().url);
    expect(closed).toMatchObject({ status: 503, leavesTo: null });
    expect(closed.headers['retry-after']).toBeDefined();
    expect(JSON.parse((await service.userAgent().get('/readyz')).body)).toMatchObject({ ready: false, clock: false });
    expect(service.output()).toMatch(/"level":"error","event":"decides-nothing","reason":"clock"/);

    await service.restart();
    expect((await service.userAgent().get(service.client.start().url)).status).toBe(503);
    expect(await readClockState(service.services)).toMatchObject({ state: 'went-back' });

    const { sessionsEnded } = await confirmClock(service.services, admin);
    expect(sessionsEnded).toBe(1);
    await expect.poll(async () => (await service.userAgent().get('/')).status).not.toBe(503);
    expect((await service.userAgent().get('/readyz')).status).toBe(200);
    const cleared = await service.services.database.kysely
      .selectFrom('mfa_authenticator')
      .select('last_step')
      .executeTakeFirst();
    expect(cleared?.last_step).not.toBe(spent?.last_step);
    expect((await readAudit(service.services)).map(({ kind }) => kind)).toContain('clock-confirmed');
    // What the codes of the time that never was had opened has ended; a code of now opens anew.
    expect(service.client.errorOf(await agent.get(service.client.start({ prompt: 'none' }).url))).toBe(
      'login_required',
    );
    expect((await signIn(service, ada)).tokens.status).toBe(200);
  });

  test('T25 a clock that goes back a second time after it was confirmed closes the service again', async () => {
    const service = await start({ inProcess: true });
    const ada = await createPerson(service.services, { enrolled: true });
    await service.advance(30 * 86_400);
    await signIn(service, ada);
    await service.advance(-20 * 86_400);
    expect((await readClockState(service.services)).state).toBe('went-back');
    await confirmClock(service.services, admin);
    expect((await readClockState(service.services)).state).toBe('right');
    await signIn(service, ada);
    await service.advance(-2 * 3600);
    expect((await readClockState(service.services)).state).toBe('went-back');
  });

  test('T25 less than an hour is nobody\u2019s business, and no spent code is good again', async () => {
    const service = await start({ inProcess: true });
    const ada = await createPerson(service.services, { enrolled: true });
    await signIn(service, ada);
    await service.advance(-1800);
    expect((await readClockState(service.services)).state).toBe('right');
    await expect(walk(service, ada)).rejects.toThrow(/Stuck/);
  });
});

describe('starting and stopping', () => {
  test('E1 a restart, even by a power cut, opens no way around a factor', async () => {
    const service = await start();
    const ada = await createPerson(service.services, { mfaRequired: true });
    const agent = service.userAgent();
    const request = service.client.start();
    const page = await agent.submit(await agent.get(request.url), { user: ada.userName, password: ada.password });
    const interaction = page.url.pathname.split('/')[2] ?? '';
    await service.restart({ how: 'kill' });
    for (const path of [`/auth/${interaction}`, `/interaction/${interaction}`]) {
      expect((await agent.get(path)).leavesTo?.searchParams.get('code') ?? null).toBeNull();
    }
    expect(service.client.errorOf(await agent.get(service.client.start({ prompt: 'none' }).url))).toBe(
      'login_required',
    );
  });

  test('a session outlives a restart', async () => {
    const service = await start();
    const ada = await createPerson(service.services, { enrolled: true });
    const { agent } = await signIn(service, ada);
    await service.restart();
    expect(service.client.errorOf(await agent.get(service.client.start({ prompt: 'none' }).url))).toBeNull();
  });

  test('told to stop, it finishes what it began, takes nothing new, and leaves with 0', async () => {
    const service = await start();
    const [node = ''] = service.nodes;
    const { host } = new URL(service.issuer);
    const { promise: status, resolve, reject } = Promise.withResolvers<number | undefined>();
    // Half a request: its body is still to come when the signal does.
    const half = httpRequest(`${node}/token`, {
      method: 'POST',
      headers: { host, 'content-type': 'application/x-www-form-urlencoded', 'content-length': '20' },
    });
    half.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    half.on('error', reject);
    half.write('grant_type=');
    await expect.poll(async () => (await service.userAgent().get('/healthz')).status).toBe(200);
    process.kill(service.pids[0] ?? 0, 'SIGTERM');
    const knock = async () => {
      const answer = service.userAgent().get('/healthz', { headers: { connection: 'close' } });
      return answer.then(
        () => 'open',
        () => 'shut',
      );
    };
    await expect.poll(knock).toBe('shut');
    half.end('something');
    expect(await status).toBe(400);
    await expect.poll(() => service.output()).toMatch(/"event":"stopped"/);
  });

  test('P10 production is refused with what development is allowed, each with what to set, and exit code 2', async () => {
    const refused = await startTestService({
      config: {
        mode: 'production',
        smtp: null,
        clients: [{ ...testClient, secret: 'short' }],
        support: { name: 'IT', mail: null, telephone: null, link: null },
      },
    }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ServiceEndedError);
    const { code, output } = refused as ServiceEndedError;
    expect(code).toBe(2);
    for (const name of ['HALFMINUTE_ISSUER', 'HALFMINUTE_SMTP_URL', 'HALFMINUTE_SUPPORT_MAIL', 'HALFMINUTE_CLIENTS']) {
      expect(output).toContain(name);
    }
    expect(output).not.toContain('listening');
  });

  test('P10 each loosened setting is one printed line, and a client without PKCE is one', async () => {
    const service = await start({
      config: {
        clients: [testClient, { ...testClient, id: 'old', legacy: 'no-pkce' }],
        policy: { budgetFactor: 1, sessionIdleSeconds: 7200 },
        hashing: { memoryKiB: 19_456, passes: 2 },
      },
    });
    const lines = service
      .output()
      .split('\n')
      .filter((line) => line.includes('"event":"deviation"'));
    expect(lines).toHaveLength(2);
    expect(lines.join('\n')).toContain('PKCE');
    expect(lines.join('\n')).toContain('session');
  });
});

describe('while it runs', () => {
  test('S2 a longest time that an administrator shortens holds for the sessions that are there', async () => {
    const service = await start({ inProcess: true });
    const { services } = service;
    const ada = await createPerson(services, { enrolled: true });
    const { agent } = await signIn(service, ada);
    const silently = async () => {
      const answer = await agent.get(service.client.start({ prompt: 'none' }).url);
      return answer.leavesTo?.searchParams.get('error') ?? null;
    };
    for (let half = 0; half < 3; half += 1) {
      await service.advance(1800);
      expect(await silently()).toBeNull();
    }
    const { database, audit, clock } = services;
    const store = createPolicyStore({ database, audit, configured: service.config.policy });
    const change = { settings: { sessionSeconds: 3600 }, at: clock(), context: admin };
    expect(await store.save(change)).toMatchObject({ result: 'saved' });
    await expect.poll(() => services.config.policy.sessionSeconds).toBe(3600);
    expect(await silently()).toBe('login_required');
  });

  test('what is over is swept away, and nothing else', async () => {
    const service = await start({ inProcess: true });
    const ada = await createPerson(service.services, { enrolled: true });
    await signIn(service, ada);
    const models = async () => {
      const rows = await service.services.database.kysely.selectFrom('oidc').select('model').distinct().execute();
      return rows.map(({ model }) => model);
    };
    expect(await models()).toEqual(expect.arrayContaining(['AuthorizationCode', 'Session', 'Grant', 'AccessToken']));
    await service.advance(120);
    await expect.poll(models).not.toContain('AuthorizationCode');
    expect(await models()).toEqual(expect.arrayContaining(['Session', 'Grant', 'AccessToken']));
    await service.advance(3 * 86_400);
    await expect.poll(models).toEqual([]);
  });
});

describe('two nodes on one database', () => {
  test('a sign-in may go from node to node, page by page', async () => {
    const service = await start({ nodes: 2 });
    expect(service.nodes).toHaveLength(2);
    const ada = await createPerson(service.services, { enrolled: true });
    const { tokens } = await signIn(service, ada);
    expect(tokens.status).toBe(200);
  });
});
