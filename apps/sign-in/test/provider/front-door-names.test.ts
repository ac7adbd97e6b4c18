import { createServer, request as httpRequest } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFrontDoor } from '../../src/http/front-door.ts';

let server: Server;

beforeAll(async () => {
  const config = { issuer: 'https://id.example.org', mode: 'production', proxies: ['127.0.0.1'], clients: [] } as const;
  server = createServer(
    createFrontDoor({
      config,
      inside: (request, response) =>
        response.end(`${String(request.headers['x-forwarded-proto'])}://${request.headers.host ?? ''}`),
      probe: () => null,
      warn: () => undefined,
    }),
  );
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(() => server.close());

function ask(headers: Readonly<Record<string, string>>): Promise<string> {
  // A server that listens on TCP has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  httpRequest(
    { host: '127.0.0.1', port, path: '/auth', headers: { 'x-forwarded-proto': 'https', ...headers } },
    (response) => {
      let text = `${response.statusCode} `;
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.on('end', () => resolve(text));
    },
  )
    .on('error', reject)
    .end();
  return promise;
}

test.each(['id.example.org', 'ID.Example.ORG', 'id.example.org:443', 'ID.EXAMPLE.ORG:443'])(
  'S15 a proxy may spell the host as %s: inside it is the issuer',
  async (host) => {
    expect(await ask({ host, 'x-forwarded-host': 'evil.example' })).toBe('200 https://id.example.org');
  },
);

test.each([
  'id.example.org:80',
  'id.example.org:4430',
  'id.example.org:443:443',
  'evil.example:443',
  'id.example.org.evil.example',
  ':443',
])('S15 and not as %s', async (host) => {
  expect(await ask({ host })).toMatch(/^421 /);
});

test.each(['https', 'HTTPS', 'https, https', 'http,https', ' https '])(
  'P6 a proxy, or two, may say in these words that there was TLS: "%s"',
  async (proto) => {
    expect(await ask({ host: 'id.example.org', 'x-forwarded-proto': proto })).toBe('200 https://id.example.org');
  },
);

test.each(['http', 'https, http', '', 'httpsx', 'https,', 'wss'])(
  'G9 and "%s" is not taken for it, whatever a client wrote first',
  async (proto) => {
    expect(await ask({ host: 'id.example.org', 'x-forwarded-proto': proto })).toMatch(/^421 /);
  },
);
