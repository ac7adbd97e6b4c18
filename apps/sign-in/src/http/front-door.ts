import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { SignInConfig } from '../config/config.ts';
import { clientAddress, isTrustedPeer } from '../limits/client-address.ts';
import { redirectOrigins } from '../provider/redirect-origins.ts';
import { newNonce, noteFacts } from './request-facts.ts';
import { setSecurityHeaders } from './security-headers.ts';

/** No form of ours and no request of a client comes near. */
const mostBodyBytes = 64 * 1024;

const methods = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface FrontDoorOptions {
  readonly config: Pick<SignInConfig, 'issuer' | 'mode' | 'proxies' | 'clients'>;
  /** Answers what came in properly. */
  readonly inside: Answer;
  /** Asked by machines beside the service under whatever name: answered before names are looked at. Null for every other path. */
  readonly probe: (path: string) => Answer | null;
  /** Once for each kind of refusal that an administrator can mend. */
  readonly warn: (event: string) => void;
}

/**
 * Judges a request before anybody answers it: its name, its way, its size. What a proxy says is believed of a configured proxy only; everything
 * behind this door sees one host, one scheme, and the client's own address.
 */
export function createFrontDoor({ config, inside, probe, warn }: FrontDoorOptions): RequestListener {
  const issuer = new URL(config.issuer);
  const overTls = issuer.protocol === 'https:';
  const origins = redirectOrigins(config);
  const warned = new Set<string>();
  const warnOnce = (event: string) => {
    if (!warned.has(event)) {
      warned.add(event);
      warn(event);
    }
  };

  return (request, response) => {
    const nonce = newNonce();
    setSecurityHeaders(response, { nonce, redirectOrigins: origins, overTls });
    const target = request.url ?? '';
    if (!methods.has(request.method ?? '')) {
      response.setHeader('Allow', [...methods].join(', '));
      return refuse(response, { status: 405, text: 'Only GET, HEAD, POST and OPTIONS.' });
    }
    if (!target.startsWith('/') || target.startsWith('//')) {
      return refuse(response, { status: 400, text: 'The target of the request must be a path.' });
    }
    if (Number(request.headers['content-length'] ?? 0) > mostBodyBytes) {
      return refuse(response, { status: 413, text: `At most ${mostBodyBytes} bytes.` });
    }
    const peer = request.socket.remoteAddress ?? null;
    const trusted = isTrustedPeer(peer, config.proxies);
    const forwardedFor = headerText(request, 'x-forwarded-for');
    noteFacts(request, { nonce, address: clientAddress({ peer, forwardedFor, proxies: config.proxies }) });
    const answerProbe = probe(target.split('?', 1)[0] ?? '');
    if (answerProbe !== null) {
      return answerProbe(request, response);
    }
    const host = hostOf(request, overTls);
    if (host !== issuer.host) {
      return refuseHost(response, { config, issuer, target, method: request.method });
    }
    if (overTls && !(trusted && schemeAtProxy(request) === 'https')) {
      warnOnce(trusted ? 'proxy-sends-no-proto' : 'peer-is-no-proxy');
      return refuse(response, {
        status: 421,
        text: `This service is ${issuer.origin}/ and is reached over TLS only, through its proxy. (Operators: the proxy's address belongs into the setting "proxies", and it must send X-Forwarded-Proto.)`,
      });
    }
    settleHeaders(request, { host, overTls });
    inside(request, response);
  };
}

/** Of several, one a proxy, the last is what ours saw; what stands before it is what somebody wrote (as in X-Forwarded-For, rule G9). */
function schemeAtProxy(request: IncomingMessage): string | undefined {
  return headerText(request, 'x-forwarded-proto')?.split(',').at(-1)?.trim().toLowerCase();
}

/** Without the port that goes without saying, which some proxies write (RFC 9110 section 4.2.3). */
function hostOf({ headers }: IncomingMessage, overTls: boolean): string | undefined {
  return headers.host?.toLowerCase().replace(overTls ? /:443$/ : /:80$/, '');
}

/** What is left of a proxy's headers is true, whoever reads it. */
function settleHeaders(
  request: IncomingMessage,
  { host, overTls }: { readonly host: string; readonly overTls: boolean },
): void {
  const { headers } = request;
  for (const name of ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-prefix', 'forwarded']) {
    delete headers[name];
  }
  headers.host = host;
  headers['x-forwarded-proto'] = overTls ? 'https' : 'http';
}

function refuseHost(
  response: ServerResponse,
  about: {
    readonly config: FrontDoorOptions['config'];
    readonly issuer: URL;
    readonly target: string;
    readonly method: string | undefined;
  },
): void {
  const { config, issuer, target } = about;
  if (config.mode === 'development' && (about.method === 'GET' || about.method === 'HEAD')) {
    // 127.0.0.1 instead of localhost, typed by hand: another host has other cookies.
    response.setHeader('Location', `${issuer.origin}${target}`);
    return refuse(response, { status: 308, text: `This service is ${issuer.origin}/` });
  }
  refuse(response, { status: 421, text: `This service is ${issuer.origin}/ and answers to no other name.` });
}

function headerText(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return value === undefined ? null : Array.isArray(value) ? value.join(',') : value;
}

/** Plain text, for programs and operators: no browser of a user comes here. */
export function refuse(response: ServerResponse, answer: { readonly status: number; readonly text: string }): void {
  response.writeHead(answer.status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${answer.text}\n`);
}
