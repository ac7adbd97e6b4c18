import { createHash, randomBytes } from 'node:crypto';
import type { SignInConfig } from '../../config/config.ts';
import { signInAddress } from '../../my-security/client.ts';
import { providerCookieNames } from '../../provider/provider-cookies.ts';
import { ask } from './ask.ts';
import type { Reply } from './ask.ts';
import { bad, good, notLookedAt } from './finding.ts';
import type { Finding } from './finding.ts';

type Answer = Extract<Reply, { readonly kind: 'answer' }>;

/**
 * Begins a sign-in as a browser does, up to its first page, and looks what becomes of the cookies on the way. Lost ones are why
 * people read "This page is too old" again and again.
 */
export async function lookAtCookies(config: Pick<SignInConfig, 'issuer' | 'platform'>): Promise<readonly Finding[]> {
  const { issuer } = config;
  const first = await begin(config);
  if (first.kind === 'nothing' || first.status === 421 || first.status >= 500) {
    return [notLookedAt('cookies', 'No sign-in could be begun, so nothing is known about cookies.')];
  }
  const target = URL.parse(first.headers.location ?? '', issuer);
  if (first.status < 300 || first.status >= 400 || target === null) {
    return [
      bad(
        'sign-in',
        `A sign-in cannot be begun: ${issuer}/auth answers ${first.status}.`,
        'Let the proxy hand all paths on unchanged, with what stands after the "?".',
      ),
    ];
  }
  if (target.origin !== issuer || !target.pathname.startsWith('/interaction/')) {
    return [
      bad(
        'elsewhere',
        `A sign-in is sent on to ${target.origin}${target.pathname}, away from ${issuer}.`,
        'Let the proxy leave the header Location alone (nginx: proxy_redirect off).',
      ),
    ];
  }
  const problem = readCookies(config, first, target.pathname);
  if (problem !== null) {
    return [problem];
  }
  const second = await begin(config);
  if (second.kind === 'answer' && second.headers.location === first.headers.location) {
    return [bad('cache', 'A cache hands the same sign-in to everybody.', 'Switch caching off for this name.')];
  }
  const page = await ask(target.href, {
    cookie: cookiesOf(first)
      .map(({ pair }) => pair)
      .join('; '),
  });
  if (page.kind === 'nothing' || page.status !== 200 || !/<form/i.test(page.text)) {
    return [
      bad(
        'sign-in-lost',
        `The sign-in was begun, but its page is gone at the next request (${page.kind === 'nothing' ? page.code : page.status}).`,
        'Do two nodes stand behind the proxy that do not share one database? Does the proxy drop the header Cookie?',
      ),
    ];
  }
  return [good('cookies', 'A sign-in can be begun, and its cookies come back.')];
}

function begin(config: Pick<SignInConfig, 'issuer' | 'platform'>): Promise<Reply> {
  const challenge = createHash('sha256').update(randomBytes(32)).digest('base64url');
  return ask(`${config.issuer}${signInAddress(config, { wants: 'doctor', challenge, acr: null })}`);
}

/** Null where all of them are as the service sets them. */
function readCookies(config: Pick<SignInConfig, 'issuer'>, answer: Answer, path: string): Finding | null {
  const cookies = cookiesOf(answer);
  const names = providerCookieNames(config);
  const interaction = cookies.find(({ name }) => name === names.interaction);
  if (interaction === undefined) {
    return cookies.length === 0
      ? bad(
          'cookies-gone',
          'The cookies of the service do not get through.',
          'Let the proxy pass the header Set-Cookie on.',
        )
      : bad(
          'cookie-names',
          `The cookies have other names than the settings ask for: ${cookies.map(({ name }) => name).join(', ')}.`,
          'Does another service answer, or one with another HALFMINUTE_ISSUER? With https the names begin with __Host- and __Secure-.',
        );
  }
  if (config.issuer.startsWith('https:') && cookies.some(({ attributes }) => !attributes.has('secure'))) {
    return bad(
      'cookie-secure',
      'The attribute Secure of the cookies is lost on the way; browsers throw them away.',
      'Let the proxy leave cookies alone.',
    );
  }
  if (interaction.attributes.get('path') !== path) {
    return bad(
      'cookie-path',
      `The cookie of the sign-in is for the path ${interaction.attributes.get('path') ?? 'of nothing'} instead of ${path}.`,
      'Let the proxy leave cookies alone (nginx: no proxy_cookie_path), and put the service at the root of its name.',
    );
  }
  return null;
}

interface SetCookie {
  readonly name: string;
  readonly pair: string;
  /** By lower-case name. */
  readonly attributes: ReadonlyMap<string, string>;
}

function cookiesOf({ headers }: Answer): readonly SetCookie[] {
  return (headers['set-cookie'] ?? []).map((line) => {
    const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
    const attributes = rest.map((part): [string, string] => {
      const [name = '', ...value] = part.split('=');
      return [name.toLowerCase(), value.join('=')];
    });
    return { name: pair.split('=', 1)[0] ?? '', pair, attributes: new Map(attributes) };
  });
}
