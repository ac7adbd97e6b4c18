import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPerson, freePort, signIn, startTestService, testClient } from '../../testing/index.ts';
import type { Hop, Person, TestService } from '../../testing/index.ts';

describe('over http in development', () => {
  let service: TestService;
  let ada: Person;
  beforeAll(async () => {
    service = await startTestService({ inProcess: true });
    ada = await createPerson(service.services, { enrolled: true });
  });
  afterAll(() => service.stop());

  /** One request as written, so that no client mends it. */
  function raw(text: string): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const { hostname, port } = new URL(service.nodes[0] ?? '');
    const socket = connect({ host: hostname, port: Number(port) });
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('utf8')));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.end(text.replaceAll('\n', '\r\n'));
    return promise;
  }

  test('S7 every kind of answer carries the whole set of headers', async () => {
    const agent = service.userAgent();
    const { hops } = await signIn(service, ada, { agent });
    const answers = [
      ...hops,
      ...(await agent.get('/no-such-page')).hops,
      ...(await agent.get('/jwks')).hops,
      ...(await agent.get('/auth?client_id=nobody')).hops,
      ...(await agent.post('/token', {})).hops,
      ...(await agent.get('/session/end')).hops,
      ...(await agent.get('/healthz')).hops,
    ];
    expect(answers.length).toBeGreaterThan(11);
    for (const { headers, url, status } of answers) {
      const where = `${url.pathname} ${status}`;
      const policy = String(headers['content-security-policy']);
      for (const directive of [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'none'",
      ]) {
        expect(policy, where).toContain(directive);
      }
      expect(policy, where).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
      expect(headers['x-content-type-options'], where).toBe('nosniff');
      expect(headers['referrer-policy'], where).toBe('same-origin');
      expect(headers['cross-origin-opener-policy'], where).toBe('same-origin');
      expect(headers['x-powered-by'], where).toBeUndefined();
    }
  });

  test('S7 no page runs or styles anything but what carries the nonce of its own answer, which is new each time', async () => {
    const agent = service.userAgent();
    const nonces = new Set<string>();
    for (let count = 0; count < 3; count += 1) {
      const page = await agent.get(service.client.start().url);
      const nonce = /script-src 'nonce-([\w-]+)'/.exec(String(page.headers['content-security-policy']))?.[1] ?? '';
      nonces.add(nonce);
      const scripts = [...page.body.matchAll(/<(?:script|style)\b([^>]*)>/g)].map(([, attributes = '']) => attributes);
      for (const attributes of scripts) {
        expect(attributes).toContain(`nonce="${nonce}"`);
      }
      expect(page.body).not.toMatch(/\son\w+=|\sstyle=|javascript:/);
    }
    expect(nonces.size).toBe(3);
    expect([...nonces].every((nonce) => nonce.length >= 22)).toBe(true);
  });

  test('S7 T18 pages with a secret, a code or a form are kept by no cache', async () => {
    const person = await createPerson(service.services, { mfaRequired: true });
    const { hops } = await signIn(service, person);
    for (const { headers, url } of hops) {
      expect(headers['cache-control'], url.pathname).toMatch(/no-store/);
    }
  });

  test('T18 a set-up page names no other site, and its secret stands in no address', async () => {
    const person = await createPerson(service.services, { mfaRequired: true });
    const agent = service.userAgent();
    const page = await agent.submit(await agent.get(service.client.start().url), {
      user: person.userName,
      password: person.password,
    });
    const addresses = [...page.body.matchAll(/(?:src|href|action|data|poster)="([^"]*)"/g)].map(
      ([, address = '']) => address,
    );
    const loaded = [
      ...page.body.matchAll(/<(?:img|script|link|iframe|object|embed|source)\b[^>]*(?:src|href|data)="([^"]*)"/g),
    ];
    expect(addresses.length).toBeGreaterThan(2);
    for (const [, address = ''] of loaded) {
      expect(address).toMatch(/^\/(?!\/)|^data:/);
    }
    expect(page.hops.every(({ url }) => !/secret|otpauth/i.test(url.href))).toBe(true);
  });

  test('T17 nobody frames a page: the policy and the older header say so on every page of a sign-in', async () => {
    const { hops } = await signIn(service, await createPerson(service.services, { enrolled: true }));
    for (const { headers } of hops) {
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-frame-options']).toBe('DENY');
    }
  });

  test("S7 a form may lead to us and, in the end, to the platform's own address, and nowhere else", async () => {
    const page = await service.userAgent().get(service.client.start().url);
    expect(String(page.headers['content-security-policy'])).toContain("form-action 'self' http://localhost:6239;");
  });

  test('another name than the issuer is led to it, and answered nothing else', async () => {
    const { port } = new URL(service.issuer);
    const get = await raw(`GET /auth?x=1 HTTP/1.1\nHost: 127.0.0.1:${port}\nConnection: close\n\n`);
    expect(get).toMatch(/^HTTP\/1.1 308 /);
    expect(get).toContain(`Location: ${service.issuer}/auth?x=1`);
    for (const host of ['evil.example', `localhost.evil.example:${port}`, 'localhost:1']) {
      const post = await raw(`POST /token HTTP/1.1\nHost: ${host}\nConnection: close\nContent-Length: 0\n\n`);
      expect(post).toMatch(/^HTTP\/1.1 421 /);
    }
  });

  test('headers of a proxy that is none change neither host nor scheme', async () => {
    const answer = await service.userAgent().get('/.well-known/openid-configuration', {
      headers: {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example;proto=https',
      },
    });
    const discovery = JSON.parse(answer.body) as Readonly<Record<string, string>>;
    expect(discovery['token_endpoint']).toBe(`${service.issuer}/token`);
    expect(answer.body).not.toContain('evil');
  });

  test.each([
    ['a target that is no path', 'GET http://evil.example/auth HTTP/1.1', 400],
    ['two slashes', 'GET //evil.example/auth HTTP/1.1', 400],
    ['another method', 'PUT /auth HTTP/1.1', 405],
    ['TRACE', 'TRACE / HTTP/1.1', 405],
  ])('%s is refused', async (_name, line, status) => {
    const { host } = new URL(service.issuer);
    expect(await raw(`${line}\nHost: ${host}\nConnection: close\n\n`)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  test('T26 a body longer than any form of ours is refused by its length, unread', async () => {
    const { host } = new URL(service.issuer);
    const answer = await raw(`POST /token HTTP/1.1\nHost: ${host}\nContent-Length: 1000000\nConnection: close\n\n`);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  test('readiness and metrics are for machines: metrics from loopback only where no token is set, never through a proxy', async () => {
    const agent = service.userAgent();
    expect(JSON.parse((await agent.get('/readyz')).body)).toEqual({
      ready: true,
      database: true,
      keys: true,
      clock: true,
    });
    const metrics = await agent.get('/metrics');
    expect(metrics.status).toBe(200);
    expect(metrics.body).toContain('halfminute_http_total{route="authorization",status="3xx"}');
    expect((await agent.get('/metrics', { headers: { 'x-forwarded-for': '203.0.113.7' } })).status).toBe(404);
  });
});

describe('over TLS in production', () => {
  let folder: string;
  let proxy: Server;
  let service: TestService;
  let authority: string;
  const forwarding = { proto: 'https' as string | null };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'halfminute-tls-'));
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'].concat([
        '-keyout',
        key,
        '-out',
        certificate,
        '-subj',
        '/CN=localhost',
        '-addext',
        'subjectAltName=DNS:localhost',
      ]),
      { stdio: 'ignore' },
    );
    authority = readFileSync(certificate, 'utf8');
    const [tlsPort, port] = [await freePort(), await freePort()];
    // What a firm's reverse proxy does: TLS ends here, and the scheme goes on in a header.
    proxy = createTlsServer({ key: readFileSync(key), cert: authority }, (incoming, outgoing) => {
      const onward = httpRequest(
        {
          host: '127.0.0.1',
          port,
          method: incoming.method,
          path: incoming.url,
          headers: {
            ...incoming.headers,
            ...(forwarding.proto === null ? {} : { 'x-forwarded-proto': forwarding.proto }),
            'x-forwarded-for': '203.0.113.7',
          },
        },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
          answer.pipe(outgoing);
        },
      );
      incoming.pipe(onward);
    });
    const listening = Promise.withResolvers<void>();
    proxy.listen(tlsPort, '127.0.0.1', listening.resolve);
    await listening.promise;
    const issuer = `https://localhost:${tlsPort}`;
    service = await startTestService({
      through: { nodes: [issuer], authority },
      config: {
        mode: 'production',
        issuer,
        listen: { host: '127.0.0.1', port },
        proxies: ['127.0.0.1'],
        smtp: { url: 'smtp://127.0.0.1:9', from: 'no-reply@hartwell-moss.example' },
        platform: { name: 'Cases', longName: 'the cases', url: 'https://cases.hartwell-moss.example' },
        clients: [
          {
            ...testClient,
            redirectUris: ['https://cases.hartwell-moss.example/callback'],
            postLogoutRedirectUris: [],
            initiateLoginUri: null,
          },
        ],
        metricsToken: 'a-token-for-the-metrics',
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    proxy.closeAllConnections();
    proxy.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('S18 a whole sign-in through TLS sets the production names, all of them Secure', async () => {
    const person = await createPerson(service.services, { enrolled: true });
    const agent = service.userAgent();
    const { tokens, hops } = await signIn(service, person, { agent });
    expect(tokens.claims).toMatchObject({ iss: service.issuer, sub: person.account.userId });
    const names = setCookies(hops).map((line) => line.split('=')[0] ?? '');
    expect(names).toEqual(
      expect.arrayContaining([
        '__Host-halfminute-session',
        '__Secure-halfminute-interaction',
        '__Secure-halfminute-resume',
      ]),
    );
    for (const line of setCookies(hops)) {
      expect(line).toMatch(/^__(?:Host|Secure)-/);
      expect(line).toMatch(/; ?secure/i);
      expect(line).toMatch(/; ?httponly/i);
      expect(line).toMatch(/; ?samesite=lax/i);
    }
  });

  test('S7 HSTS lasts longer than a year, and only where there is TLS', async () => {
    const seconds = Number(
      /max-age=(\d+)/.exec(String((await service.userAgent().get('/')).headers['strict-transport-security']))?.[1],
    );
    expect(seconds).toBeGreaterThanOrEqual(365 * 86_400);
  });

  test("E9 the address in the audit log is the client's, as the proxy says", async () => {
    const person = await createPerson(service.services, { enrolled: true });
    await signIn(service, person, { agent: service.userAgent() });
    const entries = await service.services.audit.entries({
      userId: person.account.userId,
      kinds: ['signed-in'],
      limit: 10,
    });
    expect(entries[0]?.context.source.address).toBe('203.0.113.7');
  });

  test('P6 a proxy that does not send X-Forwarded-Proto is answered with what to do, and said so once in the log', async () => {
    forwarding.proto = null;
    const answers = [await service.userAgent().get('/auth'), await service.userAgent().get('/auth')];
    forwarding.proto = 'https';
    for (const answer of answers) {
      expect(answer.status).toBe(421);
      expect(answer.body).toContain('X-Forwarded-Proto');
    }
    expect(service.output().match(/proxy-sends-no-proto/g)).toHaveLength(1);
  });

  test('another Host is refused in production', async () => {
    const answer = await service.userAgent().get('/auth', { headers: { host: 'evil.example' } });
    expect(answer).toMatchObject({ status: 421, leavesTo: null });
    expect(answer.body).not.toContain('evil');
  });

  test('metrics want their token where one is set', async () => {
    const agent = service.userAgent({ origin: service.nodes[0] ?? '', nodes: service.nodes });
    expect((await agent.get('/metrics')).status).toBe(404);
    const headers = { authorization: 'Bearer a-token-for-the-metrics' };
    expect((await agent.get('/metrics', { headers })).status).toBe(200);
    expect((await agent.get('/healthz')).body).toBe('alive\n');
  });

  function setCookies(hops: readonly Hop[]): readonly string[] {
    return hops.flatMap(({ headers }) => headers['set-cookie'] ?? []).filter((line) => !line.includes('01 Jan 1970'));
  }
});
