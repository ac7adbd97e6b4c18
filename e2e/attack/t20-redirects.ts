import type { Answer, TestService, UserAgent } from '@halfminute/sign-in/testing';
import { defineAttack, holds } from './attack.ts';
import type { Ways } from './attack.ts';
import { createEnrolled, isIn, signInRightly, told } from './steps.ts';
import { paymentsClient, programClient } from './target.ts';

export const redirects = defineAttack({
  id: 'T20',
  name: 'Open redirects, redirect_uri tricks, injected codes, mix-up',
  realCase: 'RFC 9700, and most of what it tells of',

  async carryOut(target, ways) {
    const service = await target.service();
    const ada = await createEnrolled(service);
    const { agent } = await signInRightly(service, ada);
    // The session lives, so that every request that is let through brings a code at once.
    holds(isIn(await agent.get(service.client.start().url)), 'a proper request brings a code');
    const uris = await strangeRedirects(service, agent, ways);
    await responseKinds(service, agent, ways);
    await injectedCodes(service, agent, ways);
    const places = await openRedirects(service, agent, ways);
    return ways.tell(
      `${uris} redirect addresses, response types and modes without PKCE, codes of another client, browser, verifier and address, twice and late, ${places} open redirects: {ways} tries, nobody sent elsewhere, no token. Each answer names its issuer.`,
    );
  },
});

/** Whether the browser was sent, on the way or in the end, to somewhere that nobody registered. */
function isLedAway({ leavesTo, hops }: Answer, { issuer, config }: TestService): boolean {
  const registered = [issuer, config.platform.url, ...config.clients.flatMap(({ redirectUris }) => redirectUris)];
  const known = new Set(registered.map((address) => new URL(address).origin));
  const targets = hops.flatMap(({ headers, url }) =>
    headers.location === undefined ? [] : [new URL(headers.location, url)],
  );
  return [...targets, ...(leavesTo === null ? [] : [leavesTo])].some(({ origin }) => !known.has(origin));
}

async function strangeRedirects(service: TestService, agent: UserAgent, ways: Ways): Promise<number> {
  const [right = ''] = service.client.config.redirectUris;
  const uris = [
    `${right}/`,
    `${right}?more=1`,
    `${right}#fragment`,
    `${right}/../evil`,
    `${right}%2f..%2fevil`,
    `${right}%00.evil.example`,
    right.toUpperCase(),
    right.replace('6239', '6240'),
    right.replace('localhost', '127.0.0.1'),
    right.replace('localhost', 'localhost.evil.example'),
    right.replace('localhost:6239', 'localhost:6239@evil.example'),
    right.replace('localhost:6239', 'evil.example\\@localhost:6239'),
    right.replace('http:', 'https:'),
    'https://evil.example/callback',
    '//evil.example/callback',
    '/callback',
    'javascript:alert(1)',
    'data:text/html,x',
    paymentsClient.redirectUris[0] ?? '',
    '',
  ];
  for (const uri of uris) {
    const answer = await agent.get(service.client.start({ redirect_uri: uri }).url);
    ways.try(`redirect_uri ${uri}`, isIn(answer) || answer.leavesTo !== null);
  }
  const twice = service.client.start().url;
  twice.searchParams.append('redirect_uri', 'https://evil.example/');
  const none = service.client.start({ redirect_uri: undefined }).url;
  for (const url of [twice, none]) {
    const answer = await agent.get(url);
    ways.try('redirect_uri twice, or not at all', isIn(answer) || answer.leavesTo !== null);
  }
  return uris.length + 2;
}

async function responseKinds(service: TestService, agent: UserAgent, ways: Ways): Promise<void> {
  const requests: readonly (readonly [string, Readonly<Record<string, string | undefined>>])[] = [
    ...['token', 'id_token', 'code token', 'code id_token', 'none'].map(
      (type) => [`response_type ${type}`, { response_type: type }] as const,
    ),
    ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
    ['PKCE plain', { code_challenge_method: 'plain' }],
    ['a request object by address', { request_uri: 'https://evil.example/request.jwt' }],
    ['a request object', { request: 'eyJhbGciOiJub25lIn0.e30.' }],
    ['a client that nobody knows', { client_id: 'nobody' }],
  ];
  for (const [name, parameters] of requests) {
    const answer = await agent.get(service.client.start(parameters).url);
    const fragment = new URLSearchParams(answer.leavesTo?.hash.slice(1));
    ways.try(
      name,
      isIn(answer) || fragment.has('access_token') || fragment.has('id_token') || isLedAway(answer, service),
    );
  }
  for (const parameters of [{}, { prompt: 'none', acr_values: 'urn:nothing' }]) {
    const answer = await agent.get(service.client.start(parameters).url);
    holds(answer.leavesTo !== null, `the client is answered (${told(answer)})`);
    ways.try('an answer that names another issuer', answer.leavesTo.searchParams.get('iss') !== service.issuer);
  }
}

async function injectedCodes(service: TestService, agent: UserAgent, ways: Ways): Promise<void> {
  const { client } = service;
  const [payments, program] = [client.as(paymentsClient), client.as(programClient)];
  const fresh = async (of = client) => {
    const request = of.start();
    return { request, code: of.codeOf(await agent.get(request.url), request) };
  };
  const victim = await fresh();
  const own = client.start();
  const foreign = { ...victim.request, redirectUri: paymentsClient.redirectUris[0] ?? '' };
  const tries: readonly (readonly [string, () => Promise<{ readonly status: number }>])[] = [
    ["a stolen code with the thief's verifier", () => client.redeem(victim.code, own)],
    ['at another client', () => payments.redeem(victim.code, victim.request)],
    ['at a client without a secret', () => program.redeem(victim.code, victim.request)],
    ['with another redirect address', () => client.redeem(victim.code, foreign)],
    ['without a verifier', () => client.redeem(victim.code, { ...victim.request, verifier: '' })],
    ['without the secret', () => client.as({ ...client.config, secret: null }).redeem(victim.code, victim.request)],
    [
      'with a wrong secret',
      () => client.as({ ...client.config, secret: 'x'.repeat(43) }).redeem(victim.code, victim.request),
    ],
  ];
  for (const [name, redeem] of tries) {
    ways.try(`a code ${name}`, (await redeem()).status === 200);
  }
  const good = await fresh();
  const tokens = await client.redeem(good.code, good.request);
  holds(tokens.status === 200, 'a proper code is redeemed');
  ways.try('a code a second time', (await client.redeem(good.code, good.request)).status === 200);
  ways.try('the tokens of a code that came twice', (await client.userinfo(tokens.accessToken)).status === 200);
  const late = await fresh();
  await service.advance(61);
  ways.try('a code after a minute', (await client.redeem(late.code, late.request)).status === 200);
}

async function openRedirects(service: TestService, agent: UserAgent, ways: Ways): Promise<number> {
  const evil = encodeURIComponent('https://evil.example/');
  const paths = [
    `/session/end?post_logout_redirect_uri=${evil}&client_id=cases`,
    `/session/end/success?post_logout_redirect_uri=${evil}`,
    `/my-security/signed-in?state=${evil}`,
    `/my-security/signed-in?error=x&state=//evil.example`,
    `/my-security?done=${evil}`,
    `/sign-out?next=${evil}&post_logout_redirect_uri=${evil}`,
    `/forgotten?next=${evil}`,
    `/?next=${evil}`,
    '/\\evil.example/',
    '/%2f%2fevil.example/',
    '/..//evil.example/',
    '/my-security/..//..//evil.example',
    `/interaction/x?returnTo=${evil}`,
    '/assets/..%2f..%2fevil.example',
  ];
  for (const path of paths) {
    ways.try(`by ${path}`, isLedAway(await agent.get(new URL(path, service.issuer)), service));
  }
  const headers = { host: 'evil.example' };
  for (const path of ['/', '/auth', '/my-security', '/session/end']) {
    const answer = await service.userAgent().get(path, { headers, redirects: 'manual' });
    const target = answer.headers.location ?? service.issuer;
    ways.try(`${path} by the name evil.example`, new URL(target, service.issuer).origin !== service.issuer);
    ways.try(`${path} shows a page by another name`, answer.status === 200);
  }
  const forwarded = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
  const page = await service.userAgent().get('/my-security', { headers: forwarded });
  ways.try('an address of X-Forwarded-Host', page.body.includes('evil.example') || isLedAway(page, service));
  return paths.length + 5;
}
