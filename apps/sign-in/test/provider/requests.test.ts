import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientProblems } from '../../src/provider/clients.ts';
import { createPerson } from '../../testing/people.ts';
import type { Person } from '../../testing/people.ts';
import { testClient } from '../../testing/test-config.ts';
import { startBareProvider } from './bare-provider.ts';
import type { BareProvider } from './bare-provider.ts';

const [redirectUri = ''] = testClient.redirectUris;
const other = { ...testClient, id: 'other', name: 'Other', redirectUris: ['http://localhost:6240/callback'] };
const program = { ...testClient, id: 'program', name: 'Program', secret: null };
const old = { ...testClient, id: 'old', name: 'Old', legacy: 'no-pkce' as const };

let bare: BareProvider;
let ada: Person;
beforeAll(async () => {
  bare = await startBareProvider({ config: { clients: [testClient, other, program, old] } });
  ada = await createPerson(bare.services);
});
afterAll(() => bare.stop());

const ask = (parameters: Readonly<Record<string, string | undefined>>) =>
  bare.userAgent().get(bare.client.start(parameters).url);

const withoutPkce = { code_challenge: undefined, code_challenge_method: undefined };

describe('S5 what an authorization request must be', () => {
  test('S5 without PKCE it is refused, whoever asks', async () => {
    expect(bare.client.errorOf(await ask(withoutPkce))).toBe('invalid_request');
    const url = bare.client.as(program).start(withoutPkce).url;
    expect(bare.client.errorOf(await bare.userAgent().get(url))).toBe('invalid_request');
  });

  test('S5 a client registered "no-pkce" may leave it out, and is held to it where it uses it', async () => {
    const client = bare.client.as(old);
    const without = await bare.signIn(ada, { client, parameters: withoutPkce });
    const request = { ...without.request, verifier: '' };
    expect(await client.redeem(without.code, request)).toMatchObject({ status: 200 });
    const used = await bare.signIn(ada, { client });
    expect(await client.redeem(used.code, { ...used.request, verifier: '' })).toMatchObject({ error: 'invalid_grant' });
  });

  test('S5 the method "plain" is refused', async () => {
    expect(bare.client.errorOf(await ask({ code_challenge_method: 'plain' }))).toBe('invalid_request');
    expect(bare.client.errorOf(await ask({ code_challenge_method: undefined }))).toBe('invalid_request');
  });

  test.each(['token', 'id_token', 'id_token token', 'code id_token', 'code token', 'none'])(
    'S5 the response type "%s" is refused: no token ever stands in an address',
    async (responseType) => {
      const answer = await ask({ response_type: responseType });
      const { leavesTo } = answer;
      const error = leavesTo?.searchParams.get('error') ?? new URLSearchParams(leavesTo?.hash.slice(1)).get('error');
      expect(error).toBe('unsupported_response_type');
    },
  );

  test.each([
    `${redirectUri}/`,
    `${redirectUri}?more=1`,
    `${redirectUri}#fragment`,
    redirectUri.replace('6239', '6240'),
    redirectUri.replace('localhost', '127.0.0.1'),
    redirectUri.replace('http:', 'https:'),
    redirectUri.toUpperCase(),
    `${redirectUri}/../evil`,
    'http://localhost:6239@evil.example/callback',
    'http://localhost:6239.evil.example/callback',
    'https://evil.example/callback',
    '//evil.example/callback',
    'javascript:alert(1)',
    'data:text/html,x',
  ])('T20 the redirect address %s is not the registered one, and nobody is sent there', async (uri) => {
    const answer = await ask({ redirect_uri: uri });
    expect(answer).toMatchObject({ status: 400, leavesTo: null });
    expect(answer.body).toContain('bad-request');
    expect(answer.headers.location).toBeUndefined();
  });

  test('T20 a redirect address that is given twice, or not at all, is refused', async () => {
    const { url } = bare.client.start();
    url.searchParams.append('redirect_uri', 'https://evil.example/');
    expect(await bare.userAgent().get(url)).toMatchObject({ status: 400, leavesTo: null });
    expect(await ask({ redirect_uri: undefined })).toMatchObject({ status: 400, leavesTo: null });
  });

  test("T20 another client's code is worth nothing, and neither is a code with another redirect address", async () => {
    const { code, request } = await bare.signIn(ada);
    expect(await bare.client.as(other).redeem(code, request)).toMatchObject({ status: 400, error: 'invalid_grant' });
    const elsewhere = { ...request, redirectUri: 'http://localhost:6240/callback' };
    expect(await bare.client.redeem(code, elsewhere)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await bare.client.redeem(code, request)).toMatchObject({ status: 200 });
  });

  test('T20 a code that was injected into another sign-in does not match its verifier', async () => {
    const stolen = await bare.signIn(ada);
    const own = bare.client.start();
    expect(await bare.client.redeem(stolen.code, own)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  test('T20 every answer names its issuer, also an error', async () => {
    const { answer } = await bare.signIn(ada);
    expect(answer.leavesTo?.searchParams.get('iss')).toBe(bare.issuer);
    const refused = await ask({ prompt: 'none' });
    expect(refused.leavesTo?.searchParams.get('iss')).toBe(bare.issuer);
  });

  test('S5 a client with a secret is nobody without it', async () => {
    const { code, request } = await bare.signIn(ada);
    const impostor = bare.client.as({ ...testClient, secret: 'another-secret-of-the-same-sort-but-wrong' });
    expect(await impostor.redeem(code, request)).toMatchObject({ status: 401, error: 'invalid_client' });
    const nobody = bare.client.as({ ...testClient, secret: null });
    expect(await nobody.redeem(code, request)).toMatchObject({ status: 401, error: 'invalid_client' });
  });

  test('a public client signs in with PKCE alone', async () => {
    const client = bare.client.as(program);
    const { code, request } = await bare.signIn(ada, { client });
    expect(await client.redeem(code, request)).toMatchObject({ status: 200 });
  });
});

describe('what the provider offers', () => {
  let discovery: Readonly<Record<string, unknown>>;
  beforeAll(async () => {
    const answer = await bare.userAgent().get('/.well-known/openid-configuration');
    discovery = JSON.parse(answer.body) as typeof discovery;
  });

  test('S5 the discovery document offers codes with S256 and nothing else', () => {
    expect(discovery).toMatchObject({
      issuer: bare.issuer,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      id_token_signing_alg_values_supported: ['RS256'],
    });
  });

  test('S4 the discovery document names the classes and the alias', () => {
    expect(discovery['acr_values_supported']).toEqual([
      'urn:halfminute:acr:pwd',
      'urn:halfminute:acr:remembered',
      'urn:halfminute:acr:mfa',
      'http://schemas.openid.net/pape/policies/2007/06/multi-factor',
    ]);
    expect(discovery['claims_supported']).toEqual(expect.arrayContaining(['acr', 'amr', 'auth_time']));
  });

  test('E1 P12 there is no device flow, no DPoP, and no pushed or dynamic way in', async () => {
    for (const name of [
      'device_authorization_endpoint',
      'dpop_signing_alg_values_supported',
      'pushed_authorization_request_endpoint',
      'registration_endpoint',
      'introspection_endpoint',
      'backchannel_authentication_endpoint',
    ]) {
      expect(discovery).not.toHaveProperty(name);
    }
    const agent = bare.userAgent();
    for (const path of ['/device', '/device/auth', '/request', '/reg', '/backchannel', '/token/introspection']) {
      expect((await agent.post(path, { client_id: 'cases' }, { as: 'program' })).status).toBe(404);
    }
  });

  test('P12 a request by POST becomes one by GET, so that cookies may stay SameSite=Lax', async () => {
    const { url } = bare.client.start();
    const agent = bare.userAgent();
    const first = await agent.post('/auth', Object.fromEntries(url.searchParams), { redirects: 'manual' });
    expect(first).toMatchObject({ status: 303, leavesTo: null });
    expect(new URL(first.headers.location ?? '', bare.issuer).href).toBe(url.href);
    const long = await agent.post('/auth', { client_id: 'x'.repeat(9000) }, { redirects: 'manual' });
    expect(long).toMatchObject({ status: 413, leavesTo: null });
  });

  test('P12 cookies are HttpOnly and SameSite=Lax, all of them', async () => {
    const { agent } = await bare.signIn(ada);
    const cookies = agent.cookies.all();
    expect(cookies.length).toBeGreaterThanOrEqual(2);
    for (const cookie of cookies) {
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'lax' });
    }
  });

  test('P13 the library is entered by its front door only', () => {
    const folder = join(import.meta.dirname, '..', '..', 'src');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const imports = files.flatMap((entry) => [
      ...readFileSync(join(entry.parentPath, entry.name), 'utf8').matchAll(/from '(oidc-provider[^']*)'/g),
    ]);
    expect(new Set(imports.map(([, name]) => name))).toEqual(new Set(['oidc-provider']));
  });

  test('a client that cannot be is told of when the service starts, not when somebody signs in', async () => {
    const clients = [testClient, { ...testClient, id: 'wrong', redirectUris: ['http://localhost:6239/callback#here'] }];
    const wrong = await startBareProvider({ config: { clients } });
    const problems = await clientProblems(wrong.provider, clients);
    await wrong.stop();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^The client "wrong" cannot be: redirect_uris must not contain fragments/);
  });
});

describe('when something is broken', () => {
  test('a request of an unknown client shows our page, and tells nothing of it elsewhere', async () => {
    const answer = await ask({ client_id: 'nobody' });
    expect(answer).toMatchObject({ status: 400, leavesTo: null });
    expect(answer.body).toContain('bad-request');
  });

  test('S13 a request that cannot be written is answered so, leads nowhere, and leaves the browser the session that it had', async () => {
    const full = await startBareProvider();
    const person = await createPerson(full.services);
    const { agent } = await full.signIn(person);
    const { kysely } = full.services.database;
    await sql`create trigger full before insert on oidc begin select raise(abort, 'database or disk is full'); end`.execute(
      kysely,
    );
    const cookies = agent.cookies.all();
    for (const parameters of [{}, { prompt: 'login' }]) {
      const answer = await agent.get(full.client.start(parameters).url, { redirects: 'manual' });
      expect(answer.status).toBe(503);
      expect(answer.headers).toMatchObject({ 'retry-after': '30' });
      expect(answer.headers.location).toBeUndefined();
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.body).toContain('unavailable');
    }
    expect(agent.cookies.all()).toEqual(cookies);
    await sql`drop trigger full`.execute(kysely);
    const request = full.client.start({ prompt: 'none' });
    expect(full.client.codeOf(await agent.get(request.url), request)).not.toBe('');
    await full.stop();
  });

  test('S13 without its database the provider signs nobody in', async () => {
    const broken = await startBareProvider();
    const person = await createPerson(broken.services);
    const { agent, code, request } = await broken.signIn(person);
    await broken.services.database.kysely.schema.dropTable('oidc').execute();
    expect((await broken.client.redeem(code, request)).status).toBeGreaterThanOrEqual(500);
    const answer = await agent.get(broken.client.start().url);
    expect(answer.leavesTo?.searchParams.get('code') ?? null).toBeNull();
    expect(answer.status === 503 || broken.client.errorOf(answer) === 'server_error').toBe(true);
    await broken.stop();
  });
});
