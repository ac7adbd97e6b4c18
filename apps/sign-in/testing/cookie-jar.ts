/** A cookie as a browser keeps it (RFC 6265bis). Ports do not count: two servers on one host share their cookies. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
  /** Unix seconds; null goes with the browser. */
  readonly expiresAt: number | null;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: string | null;
}

/** The cookies of one browser. `clock` in Unix seconds. */
export interface CookieJar {
  /** All that is not over, the longer paths first. */
  all(): readonly Cookie[];
  get(name: string): Cookie | undefined;
  /** The value of the header Cookie, or undefined. */
  header(url: URL): string | undefined;
  /** Takes in what a server set; what a browser would refuse throws, so that a test sees it. */
  take(url: URL, setCookie: readonly string[]): void;
  /** Plants a cookie, as an attacker or a copy of a browser's profile would. */
  put(cookie: Cookie): void;
  delete(name: string): void;
  clear(): void;
}

export function createCookieJar(clock: () => number, start: readonly Cookie[] = []): CookieJar {
  let cookies: Cookie[] = [...start];
  const sameAs = (one: Cookie) => (other: Cookie) =>
    one.name === other.name && one.host === other.host && one.path === other.path;
  const living = () => cookies.filter(({ expiresAt }) => expiresAt === null || expiresAt > clock());

  function put(cookie: Cookie): void {
    cookies = [...cookies.filter((other) => !sameAs(cookie)(other)), cookie];
  }

  return {
    all: () => living().toSorted((one, other) => other.path.length - one.path.length),
    get: (name) => living().find((cookie) => cookie.name === name),
    header: (url) => {
      const sent = living()
        .filter(({ host }) => host === url.hostname)
        .filter(({ secure }) => !secure || url.protocol === 'https:')
        .filter(({ path }) => pathMatches(url.pathname, path))
        .toSorted((one, other) => other.path.length - one.path.length);
      return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join('; ');
    },
    take: (url, setCookie) => {
      for (const line of setCookie) {
        const cookie = readSetCookie(url, line, clock());
        if (cookie.expiresAt !== null && cookie.expiresAt <= clock()) {
          cookies = cookies.filter((other) => !sameAs(cookie)(other));
        } else {
          put(cookie);
        }
      }
    },
    put,
    delete: (name) => {
      cookies = cookies.filter((cookie) => cookie.name !== name);
    },
    clear: () => {
      cookies = [];
    },
  };
}

/** RFC 6265 section 5.1.4. */
function pathMatches(path: string, cookiePath: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);
}

function readSetCookie(url: URL, line: string, now: number): Cookie {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
  const attributes = new Map(
    rest.map((part) => {
      const [name = '', ...value] = part.split('=');
      return [name.toLowerCase(), value.join('=')] as const;
    }),
  );
  const at = pair.indexOf('=');
  const name = pair.slice(0, at);
  const path = attributes.get('path') ?? (url.pathname.replace(/\/[^/]*$/, '') || '/');
  const secure = attributes.has('secure');
  if (secure && url.protocol !== 'https:') {
    throw new Error(`A browser refuses the Secure cookie ${name} over http.`);
  }
  if (name.startsWith('__Secure-') && !secure) {
    throw new Error(`A browser refuses ${name} without Secure.`);
  }
  if (name.startsWith('__Host-') && (!secure || path !== '/' || attributes.has('domain'))) {
    throw new Error(`A browser refuses ${name} without Secure, with another path than "/" or with a domain.`);
  }
  return {
    name,
    value: pair.slice(at + 1),
    host: url.hostname,
    path,
    expiresAt: expiryOf(attributes, now),
    secure,
    httpOnly: attributes.has('httponly'),
    sameSite: attributes.get('samesite')?.toLowerCase() ?? null,
  };
}

function expiryOf(attributes: ReadonlyMap<string, string>, now: number): number | null {
  const maxAge = attributes.get('max-age');
  if (maxAge !== undefined) {
    return now + Number(maxAge);
  }
  const expires = attributes.get('expires');
  return expires === undefined ? null : Date.parse(expires) / 1000;
}
