import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPerson, readAudit, signIn, startTestService, testClient, walkFrom } from '../../testing/index.ts';
import type { Answer, Person, TestService, UserAgent } from '../../testing/index.ts';

const [afterwards = ''] = testClient.postLogoutRedirectUris;

let service: TestService;
let ada: Person;
let told: string[];
let listener: ReturnType<typeof createServer>;
beforeAll(async () => {
  told = [];
  listener = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => told.push(chunk.toString('utf8')));
    request.on('end', () => response.end());
  });
  const listening = Promise.withResolvers<void>();
  listener.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  // It listens on TCP.
  const { port } = listener.address() as AddressInfo;
  service = await startTestService({
    inProcess: true,
    config: { clients: [{ ...testClient, backchannelLogoutUri: `http://127.0.0.1:${port}/logout` }] },
  });
  ada = await createPerson(service.services, { enrolled: true });
});
afterAll(async () => {
  await service.stop();
  listener.close();
});

async function signedIn(): Promise<{ agent: UserAgent; idToken: string }> {
  await service.advance(90);
  const { agent, tokens } = await signIn(service, ada);
  return { agent, idToken: tokens.idToken };
}

async function isSignedIn(agent: UserAgent): Promise<boolean> {
  const answer = await agent.get(service.client.start({ prompt: 'none' }).url);
  return answer.leavesTo?.searchParams.has('code') === true;
}

function claimsOfNotice(body: string): { readonly sub?: unknown } {
  const token = new URLSearchParams(body).get('logout_token') ?? '';
  // as: only compared, never used as something
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { readonly sub?: unknown };
}

const leave = (page: Answer, agent: UserAgent, where: 'here' | 'everywhere') =>
  agent.submit(page, {}, { choose: ({ action }) => action.includes('everywhere') === (where === 'everywhere') });

describe('signing out', () => {
  test('asks first, so that no link from elsewhere signs anybody out', async () => {
    const { agent } = await signedIn();
    const page = await agent.get('/session/end');
    expect(page.status).toBe(200);
    expect(page.forms.length).toBeGreaterThanOrEqual(2);
    expect(await isSignedIn(agent)).toBe(true);
    const forged = await agent.post('/session/end/confirm', { xsrf: 'guessed', logout: 'yes' });
    expect(forged.status).toBe(400);
    expect(await isSignedIn(agent)).toBe(true);
  });

  test('here ends this session and no other, and says so', async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    const done = await leave(await here.agent.get('/session/end'), here.agent, 'here');
    expect(done).toMatchObject({ status: 200, leavesTo: null });
    expect(done.url.pathname).toBe('/session/end/success');
    expect([await isSignedIn(here.agent), await isSignedIn(there.agent)]).toEqual([false, true]);
  });

  test('everywhere ends every session of the account, and is in the audit log', async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    const done = await leave(await here.agent.get('/session/end'), here.agent, 'everywhere');
    expect(done.url.search).toBe('?everywhere');
    expect([await isSignedIn(here.agent), await isSignedIn(there.agent)]).toEqual([false, false]);
    const entries = await readAudit(service.services, ada.account.userId);
    expect(entries.findLast(({ kind }) => kind === 'signed-out')?.detail).toMatchObject({ everywhere: true });
  });

  test("a client's request leads back to it, with its state, and nowhere that is not registered", async () => {
    const { agent, idToken } = await signedIn();
    const address = (uri: string) =>
      `/session/end?${new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: uri, state: 'abc' })}`;
    expect(await agent.get(address('https://evil.example/'))).toMatchObject({ status: 400, leavesTo: null });
    const done = await leave(await agent.get(address(afterwards)), agent, 'here');
    expect(done.leavesTo?.href).toBe(`${afterwards}?state=abc`);
    expect(await isSignedIn(agent)).toBe(false);
  });

  test('tells the clients of the session by their back channel', async () => {
    // Somebody of her own: notices of the sessions that ended above may still be on their way.
    const eve = await createPerson(service.services, { enrolled: true });
    const { agent } = await signIn(service, eve);
    await leave(await agent.get('/session/end'), agent, 'here');
    const notices = told.map(claimsOfNotice).filter(({ sub }) => sub === eve.account.userId);
    expect(notices).toMatchObject([
      {
        iss: service.issuer,
        aud: 'cases',
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      },
    ]);
  });

  test('P8 with another account in the same browser the first one is signed out on the way', async () => {
    const { agent } = await signedIn();
    const bea = await createPerson(service.services, { enrolled: true });
    const request = service.client.start({ prompt: 'login' });
    let page = await agent.get(request.url);
    page = await agent.submit(page, { user: bea.userName, password: bea.password });
    page = await agent.submit(page, { code: bea.authenticator?.codeAt(service.now()) ?? '' });
    // The library's page in between: script sends it, or its reader does.
    expect(page.forms[0]?.action).toContain('/session/end/confirm');
    page = await agent.submit(page, {});
    const tokens = await service.client.redeem(service.client.codeOf(page, request), request);
    expect(tokens.claims['sub']).toBe(bea.account.userId);
    const again = service.client.start({ prompt: 'none' });
    const { answer } = await walkFrom(service, bea, { page: await agent.get(again.url), agent });
    const silent = await service.client.redeem(service.client.codeOf(answer, again), again);
    expect(silent.claims['sub']).toBe(bea.account.userId);
  });
});
