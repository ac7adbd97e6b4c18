/**
 * The OpenID Foundation's conformance suite (Basic OP plan, `oidcc-basic-certification-test-plan`) as tests of ours, each named after its module. The
 * suite itself needs Java, MongoDB and Docker; docs say how to run it elsewhere. Here the client is openid-client, certified for the other
 * side, and plain requests where a module breaks the rules on purpose.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as oidc from 'openid-client';
import { createPerson, startTestService, testClient, walkFrom } from '../../testing/index.ts';
import type { Answer, Person, TestService, UserAgent } from '../../testing/index.ts';

const second = { ...testClient, id: 'second', name: 'Second' };
const [redirectUri = ''] = testClient.redirectUris;

let service: TestService;
let ada: Person;
let configuration: oidc.Configuration;
let postConfiguration: oidc.Configuration;
let agent: UserAgent;

beforeAll(async () => {
  service = await startTestService({ inProcess: true, config: { clients: [testClient, second] } });
  ada = await createPerson(service.services, { account: { name: 'Ada Lovelace' } });
  const execute = { execute: [oidc.allowInsecureRequests] };
  const issuer = new URL(service.issuer);
  const secret = testClient.secret ?? '';
  configuration = await oidc.discovery(issuer, 'cases', undefined, oidc.ClientSecretBasic(secret), execute);
  postConfiguration = await oidc.discovery(issuer, 'second', undefined, oidc.ClientSecretPost(secret), execute);
});
afterAll(() => service.stop());
beforeEach(() => {
  agent = service.userAgent();
});

interface Asked {
  readonly url: URL;
  readonly checks: oidc.AuthorizationCodeGrantChecks;
}

async function request(parameters: Readonly<Record<string, string>> = {}, from = configuration): Promise<Asked> {
  const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()];
  const url = oidc.buildAuthorizationUrl(from, {
    redirect_uri: redirectUri,
    scope: 'openid',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...parameters,
  });
  return {
    url,
    checks: { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
  };
}

/** Through the pages, as far as they ask for anything. */
async function follow(asked: Asked): Promise<Answer & { readonly asked: readonly string[] }> {
  const page = await agent.get(asked.url);
  const { answer, asked: pages } = await walkFrom(service, ada, { page, agent });
  return Object.assign(answer, { asked: pages });
}

async function redeem(answer: Answer, { checks }: Asked, from = configuration) {
  if (answer.leavesTo === null) {
    throw new Error(`The browser stayed at ${answer.url.pathname}.`);
  }
  return oidc.authorizationCodeGrant(from, answer.leavesTo, checks);
}

async function signIn(parameters: Readonly<Record<string, string>> = {}) {
  const asked = await request(parameters);
  return redeem(await follow(asked), asked);
}

const errorOf = (answer: Answer) => answer.leavesTo?.searchParams.get('error') ?? null;

test('oidcc-server', async () => {
  const tokens = await signIn();
  const claims = tokens.claims();
  expect(claims).toMatchObject({ iss: service.issuer, sub: ada.account.userId, aud: 'cases' });
  expect(tokens.token_type).toBe('bearer');
  const [header = ''] = (tokens.id_token ?? '').split('.');
  expect(JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))).toMatchObject({
    alg: 'RS256',
    kid: expect.any(String),
  });
});

test('oidcc-response-type-missing', async () => {
  const asked = await request();
  asked.url.searchParams.delete('response_type');
  const answer = await agent.get(asked.url);
  expect(errorOf(answer)).toBe('invalid_request');
});

test('oidcc-userinfo-get', async () => {
  const tokens = await signIn();
  const info = await oidc.fetchUserInfo(configuration, tokens.access_token, ada.account.userId);
  expect(info.sub).toBe(ada.account.userId);
});

test('oidcc-userinfo-post-header', async () => {
  const { access_token: token } = await signIn();
  const answer = await agent.post(
    '/me',
    {},
    { as: 'program', headers: { authorization: `Bearer ${token}`, accept: 'application/json' } },
  );
  expect(JSON.parse(answer.body)).toMatchObject({ sub: ada.account.userId });
});

test('oidcc-userinfo-post-body', async () => {
  const { access_token: token } = await signIn();
  const answer = await agent.post(
    '/me',
    { access_token: token },
    { as: 'program', headers: { accept: 'application/json' } },
  );
  expect(JSON.parse(answer.body)).toMatchObject({ sub: ada.account.userId });
});

test('oidcc-ensure-request-without-nonce-succeeds-for-code-flow', async () => {
  const asked = await request();
  asked.url.searchParams.delete('nonce');
  const { expectedNonce: _nonce, ...checks } = asked.checks;
  const tokens = await redeem(await follow(asked), { ...asked, checks });
  expect(tokens.claims()).not.toHaveProperty('nonce');
});

test.each([
  ['oidcc-scope-profile', 'openid profile', ['name', 'preferred_username']],
  ['oidcc-scope-email', 'openid email', ['email', 'email_verified']],
  ['oidcc-scope-address', 'openid address', []],
  ['oidcc-scope-phone', 'openid phone', []],
  ['oidcc-scope-all', 'openid profile email address phone', ['name', 'preferred_username', 'email', 'email_verified']],
  ['oidcc-ensure-other-scope-order-succeeds', 'email openid', ['email']],
] as const)('%s', async (_module, scope, claims) => {
  const tokens = await signIn({ scope });
  const info = await oidc.fetchUserInfo(configuration, tokens.access_token, ada.account.userId);
  expect(Object.keys(info)).toEqual(expect.arrayContaining([...claims]));
  expect(info.email_verified === undefined || typeof info.email_verified === 'boolean').toBe(true);
});

test.each([
  ['oidcc-display-page', { display: 'page' }],
  ['oidcc-display-popup', { display: 'popup' }],
  ['oidcc-ui-locales', { ui_locales: 'se' }],
  ['oidcc-claims-locales', { claims_locales: 'se' }],
  ['oidcc-ensure-request-with-unknown-parameter-succeeds', { extra: 'foobar' }],
  ['oidcc-login-hint', { login_hint: 'ada@hartwell-moss.example' }],
] as const)('%s', async (_module, parameters) => {
  expect((await signIn(parameters)).claims()).toMatchObject({ sub: ada.account.userId });
});

test('oidcc-ui-locales shows the page in a language that we speak', async () => {
  const asked = await request({ ui_locales: 'xx de en' });
  expect((await agent.get(asked.url)).body).toContain('<html lang="de"');
});

test('oidcc-login-hint stands in the form', async () => {
  const asked = await request({ login_hint: 'ada.lovelace' });
  const [form] = (await agent.get(asked.url)).forms;
  expect(form?.fields.get('user')).toBe('ada.lovelace');
});

test('oidcc-prompt-login', async () => {
  const first = (await signIn()).claims();
  await service.advance(5);
  const asked = await request({ prompt: 'login' });
  const answer = await follow(asked);
  expect(answer.asked).toContain('password');
  const again = (await redeem(answer, asked)).claims();
  expect(again?.sub).toBe(first?.sub);
  expect(Number(again?.auth_time)).toBeGreaterThan(Number(first?.auth_time));
});

test('oidcc-prompt-none-not-logged-in', async () => {
  const answer = await agent.get((await request({ prompt: 'none' })).url);
  expect(errorOf(answer)).toBe('login_required');
});

test('oidcc-prompt-none-logged-in', async () => {
  const first = (await signIn()).claims();
  const asked = await request({ prompt: 'none' });
  const answer = await agent.get(asked.url);
  const again = (await redeem(answer, asked)).claims();
  expect(again).toMatchObject({ sub: first?.sub, auth_time: first?.auth_time });
});

test('oidcc-max-age-1', async () => {
  const first = (await signIn()).claims();
  await service.advance(3);
  const asked = await request({ max_age: '1' });
  const answer = await follow(asked);
  expect(answer.asked).not.toEqual([]);
  const again = (await redeem(answer, { ...asked, checks: { ...asked.checks, maxAge: 1 } })).claims();
  expect(Number(again?.auth_time)).toBeGreaterThan(Number(first?.auth_time));
});

test('oidcc-max-age-10000', async () => {
  const first = (await signIn()).claims();
  await service.advance(3);
  const asked = await request({ max_age: '10000' });
  const answer = await follow(asked);
  expect(answer.asked).toEqual([]);
  const again = (await redeem(answer, { ...asked, checks: { ...asked.checks, maxAge: 10_000 } })).claims();
  expect(again).toMatchObject({ sub: first?.sub, auth_time: first?.auth_time });
});

test('oidcc-id-token-hint', async () => {
  const first = await signIn();
  const asked = await request({ prompt: 'none', id_token_hint: first.id_token ?? '' });
  const again = await redeem(await agent.get(asked.url), asked);
  expect(again.claims()?.sub).toBe(first.claims()?.sub);
});

test('oidcc-id-token-hint of another user does not let this one through', async () => {
  const first = await signIn();
  agent = service.userAgent();
  const bea = await createPerson(service.services);
  const asBea = await request();
  await walkFrom(service, bea, { page: await agent.get(asBea.url), agent });
  const asked = await request({ prompt: 'none', id_token_hint: first.id_token ?? '' });
  expect(errorOf(await agent.get(asked.url))).toBe('login_required');
});

test('oidcc-ensure-request-with-acr-values-succeeds', async () => {
  const supported = configuration.serverMetadata().acr_values_supported ?? [];
  expect(supported.length).toBeGreaterThan(0);
  const claims = (await signIn({ acr_values: supported.join(' ') })).claims();
  expect(supported).toContain(claims?.['acr']);
});

test('oidcc-codereuse', async () => {
  const asked = await request();
  const answer = await follow(asked);
  await redeem(answer, asked);
  await expect(redeem(answer, asked)).rejects.toMatchObject({ error: 'invalid_grant' });
});

test('oidcc-codereuse-30seconds', async () => {
  const asked = await request();
  const answer = await follow(asked);
  const tokens = await redeem(answer, asked);
  await service.advance(30);
  await expect(redeem(answer, asked)).rejects.toMatchObject({ error: 'invalid_grant' });
  // RFC 6749 section 4.1.2: what the first time gave is taken back.
  await expect(oidc.fetchUserInfo(configuration, tokens.access_token, ada.account.userId)).rejects.toThrow();
});

test('oidcc-ensure-registered-redirect-uri', async () => {
  const asked = await request({ redirect_uri: `${redirectUri}/unregistered` });
  const answer = await agent.get(asked.url);
  expect(answer).toMatchObject({ status: 400, leavesTo: null });
});

test('oidcc-ensure-post-request-succeeds', async () => {
  const asked = await request();
  const page = await agent.post('/auth', Object.fromEntries(asked.url.searchParams), {
    headers: { origin: 'http://localhost:6239', 'sec-fetch-site': 'cross-site' },
  });
  const { answer } = await walkFrom(service, ada, { page, agent });
  expect((await redeem(answer, asked)).claims()).toMatchObject({ sub: ada.account.userId });
});

test('oidcc-server-client-secret-post', async () => {
  const asked = await request({}, postConfiguration);
  const tokens = await redeem(await follow(asked), asked, postConfiguration);
  expect(tokens.claims()).toMatchObject({ aud: 'second' });
});

test('oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported', async () => {
  const asked = await request({ request_uri: 'https://client.example/request.jwt' });
  expect(errorOf(await agent.get(asked.url))).toBe('request_uri_not_supported');
  expect(configuration.serverMetadata()).toMatchObject({ request_uri_parameter_supported: false });
});

test('oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const asked = await request({ request: `${part({ alg: 'none' })}.${part({ scope: 'openid' })}.` });
  expect(errorOf(await agent.get(asked.url))).toBe('request_not_supported');
});

test('oidcc-ensure-request-object-with-redirect-uri', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const object = `${part({ alg: 'none' })}.${part({ redirect_uri: 'https://evil.example/' })}.`;
  const answer = await agent.get((await request({ request: object })).url);
  expect(errorOf(answer)).toBe('request_not_supported');
  expect(answer.leavesTo?.origin).toBe('http://localhost:6239');
});

test('oidcc-claims-essential', async () => {
  const claims = JSON.stringify({ userinfo: { name: { essential: true } } });
  const tokens = await signIn({ claims });
  const info = await oidc.fetchUserInfo(configuration, tokens.access_token, ada.account.userId);
  expect(info.name).toBe('Ada Lovelace');
});

test('oidcc-refresh-token', async () => {
  const tokens = await signIn({ scope: 'openid offline_access', prompt: 'consent' });
  const refreshed = await oidc.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
  const [before, after] = [tokens.claims(), refreshed.claims()];
  expect(after).toMatchObject({ iss: before?.iss, sub: before?.sub, aud: before?.aud, auth_time: before?.auth_time });
  const other = oidc.refreshTokenGrant(postConfiguration, refreshed.refresh_token ?? '');
  await expect(other).rejects.toMatchObject({ error: 'invalid_grant' });
});

test('oidcc-ensure-request-with-valid-pkce-succeeds', async () => {
  const asked = await request();
  const answer = await follow(asked);
  const wrong = { ...asked.checks, pkceCodeVerifier: oidc.randomPKCECodeVerifier() };
  await expect(redeem(answer, { ...asked, checks: wrong })).rejects.toMatchObject({ error: 'invalid_grant' });
  expect((await signIn()).claims()).toMatchObject({ sub: ada.account.userId });
});

test('oidcc-discovery-endpoint-verification', async () => {
  const metadata = configuration.serverMetadata();
  expect(metadata.issuer).toBe(service.issuer);
  for (const name of [
    'authorization_endpoint',
    'token_endpoint',
    'jwks_uri',
    'userinfo_endpoint',
    'end_session_endpoint',
    'revocation_endpoint',
  ] as const) {
    expect(String(metadata[name])).toMatch(new RegExp(`^${service.issuer}/`));
  }
  expect(metadata.subject_types_supported).toEqual(['public']);
  expect(metadata.id_token_signing_alg_values_supported).toContain('RS256');
  expect(metadata['scopes_supported']).toContain('openid');
});

test('oidcc-server-rotate-keys: every key of the set is public, and named', async () => {
  const answer = await agent.get('/jwks');
  const { keys } = JSON.parse(answer.body) as { readonly keys: readonly Readonly<Record<string, unknown>>[] };
  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) {
    expect(key).toMatchObject({ kid: expect.any(String), use: 'sig' });
    for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) {
      expect(key).not.toHaveProperty(secret);
    }
  }
});
