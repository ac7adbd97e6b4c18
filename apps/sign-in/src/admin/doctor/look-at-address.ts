import type { SignInConfig } from '../../config/config.ts';
import { ask } from './ask.ts';
import type { Reply } from './ask.ts';
import { bad, good, odd } from './finding.ts';
import type { Finding } from './finding.ts';

/** By how much two clocks may differ before codes are refused that are right. */
const TOLERATED_SECONDS = 15;

const discoveryPath = '/.well-known/openid-configuration';

/** Whether the service itself runs, past any proxy. */
export async function lookAtProcess({ listen }: Pick<SignInConfig, 'listen'>): Promise<Finding> {
  const host = ['0.0.0.0', '::'].includes(listen.host) ? 'localhost' : listen.host;
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${listen.port}`;
  const reply = await ask(`${address}/readyz`);
  if (reply.kind === 'nothing') {
    return bad(
      'process',
      `Nothing answers at ${address} (${reply.code}).`,
      'Start the service: systemctl start halfminute-sign-in; its log says why if it ends again.',
    );
  }
  return reply.status === 200
    ? good('process', `The service runs at ${address} and is ready.`)
    : bad(
        'process',
        `The service runs at ${address}, and is not ready: ${reply.text.trim().slice(0, 200)}`,
        'What is false there is missing: database, keys, or a clock that went back.',
      );
}

/** What a browser gets at the address that users see: the proxy, the name, TLS, the time. */
export async function lookAtIssuer(
  config: Pick<SignInConfig, 'issuer'>,
  now: () => number,
): Promise<readonly Finding[]> {
  const before = now();
  const reply = await ask(`${config.issuer}${discoveryPath}`);
  const after = now();
  const findings = [readDiscovery(config, reply)];
  if (reply.kind === 'answer') {
    findings.push(...readDate(reply.headers.date, { before, after }), ...readTransport(config, reply));
  }
  return findings;
}

function readDiscovery({ issuer }: Pick<SignInConfig, 'issuer'>, reply: Reply): Finding {
  if (reply.kind === 'nothing') {
    return unreachable(issuer, reply.code);
  }
  // In development a stranger's name is sent on to the issuer, which is where it came from.
  const isSentRound = reply.status === 308 && reply.headers.location === `${issuer}${discoveryPath}`;
  if (isSentRound || (reply.status === 421 && /answers to no other name/.test(reply.text))) {
    return bad(
      'proxy-host',
      'The proxy hands on another host name than the one that users see.',
      `Let it pass the name on. nginx: proxy_set_header Host $http_host; Apache: ProxyPreserveHost On; the name has to be that of HALFMINUTE_ISSUER, ${issuer}`,
    );
  }
  if (reply.status === 421) {
    return bad(
      'proxy-proto',
      'The service does not believe, or is not told, that users come over TLS. Cookies would be lost, and sign-ins end in "This page is too old".',
      'Set HALFMINUTE_PROXIES to the address that the proxy connects from, and let it send the header. nginx: proxy_set_header X-Forwarded-Proto $scheme; Apache: RequestHeader set X-Forwarded-Proto https',
    );
  }
  if (reply.status === 502 || reply.status === 504) {
    return bad(
      'proxy-upstream',
      `The proxy answers ${reply.status}: it does not reach the service.`,
      'Compare where it connects to with HALFMINUTE_LISTEN; in containers 127.0.0.1 is the container itself.',
    );
  }
  if (reply.status === 503) {
    return bad(
      'closed',
      'The service answers that it lets nobody in.',
      'Its log says why ("decides-nothing", "unavailable"): the clock, the keys or the database.',
    );
  }
  if (reply.status >= 300 && reply.status < 400) {
    return bad(
      'redirect',
      `${issuer} sends everybody on to ${reply.headers.location ?? 'nowhere'}.`,
      'Set HALFMINUTE_ISSUER to the address that users end up at; it is part of every token.',
    );
  }
  const told = issuerIn(reply.text);
  if (reply.status !== 200 || told === null) {
    return bad(
      'somebody-else',
      `Something else than this service answers at ${issuer} (status ${reply.status}).`,
      'Let the proxy hand all paths of this name to the service, those below /.well-known/ too.',
    );
  }
  if (told !== issuer) {
    return bad(
      'issuer',
      `The service at ${issuer} calls itself ${told}.`,
      'Set HALFMINUTE_ISSUER to the same in the service and here, to the letter; clients compare it.',
    );
  }
  const strangers = addressesIn(reply.text).filter((address) => !address.startsWith(`${issuer}/`));
  return strangers.length === 0
    ? good('issuer', `${issuer} answers, and calls itself so.`)
    : bad(
        'endpoints',
        `The service names addresses elsewhere than at ${issuer}: ${strangers.slice(0, 3).join(', ')}`,
        'Let the proxy pass Host and X-Forwarded-Proto on, and set HALFMINUTE_PROXIES.',
      );
}

function unreachable(issuer: string, code: string): Finding {
  const says = `Nothing answers at ${issuer} (${code}).`;
  if (['ENOTFOUND', 'EAI_AGAIN'].includes(code)) {
    return bad(
      'dns',
      says,
      'The name is not known to this machine: add it to the DNS, or to /etc/hosts if only this machine does not know it.',
    );
  }
  if (/CERT|SIGNATURE|ALTNAME/.test(code)) {
    return bad(
      'certificate',
      says,
      'The certificate is not accepted: it is for another name, too old, or of an authority that this machine does not know (NODE_EXTRA_CA_CERTS).',
    );
  }
  if (/SSL|EPROTO|TLS|HPE_/.test(code)) {
    return bad(
      'tls',
      says,
      'Something speaks there, but not what the address says: https where the proxy has http, or the other way round.',
    );
  }
  return bad(
    'unreachable',
    says,
    'Is the proxy running, and does it listen at this name and port? Does a firewall keep this machine out?',
  );
}

function readDate(
  header: string | undefined,
  { before, after }: { readonly before: number; readonly after: number },
): readonly Finding[] {
  const there = Date.parse(header ?? '') / 1000;
  if (Number.isNaN(there)) {
    return [];
  }
  // The header has whole seconds, and the answer took its time.
  const off = there < before - 1 ? there - before : there > after ? there - after : 0;
  return Math.abs(off) <= TOLERATED_SECONDS
    ? [good('date', 'The clock behind the issuer agrees with this one.')]
    : [
        bad(
          'date',
          `The clock behind the issuer is ${Math.abs(Math.round(off))} seconds ${off < 0 ? 'behind' : 'ahead of'} this one.`,
          'One of both is wrong; right codes are refused where it is the service. Keep both right by NTP.',
        ),
      ];
}

function readTransport(
  { issuer }: Pick<SignInConfig, 'issuer'>,
  reply: Extract<Reply, { readonly kind: 'answer' }>,
): readonly Finding[] {
  const { headers, status } = reply;
  if (status !== 200) {
    return [];
  }
  const findings: Finding[] = [];
  if (issuer.startsWith('https:') && headers['strict-transport-security'] === undefined) {
    findings.push(
      odd(
        'hsts',
        'The proxy takes the header Strict-Transport-Security away.',
        'Let the headers of the service pass unchanged.',
      ),
    );
  }
  if (Number(headers['age'] ?? 0) > 0) {
    findings.push(
      odd(
        'cache',
        'A cache answers in the place of the service.',
        'Switch caching off for this name; pages of a sign-in are for one person only.',
      ),
    );
  }
  return findings;
}

function issuerIn(text: string): string | null {
  const value = parse(text);
  return typeof value === 'object' && value !== null && 'issuer' in value && typeof value.issuer === 'string'
    ? value.issuer
    : null;
}

function addressesIn(text: string): readonly string[] {
  const value = parse(text);
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, address]) =>
        /_endpoint$|^jwks_uri$/.test(name) && typeof address === 'string' ? [address] : [],
      )
    : [];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
