/** All that the platform is told from outside. */
export interface CasesConfig {
  /** The sign-in service, as its discovery document names itself: `http://localhost:6238`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Path of the SQLite file, made and filled with the estates of an invented practice where there is none; `:memory:` for tests. */
  readonly database: string;
  /** Port 0 takes a free one. */
  readonly listen: { readonly host: string; readonly port: number };
  /** What browsers call this platform: `https://cases.firm.example`. Left out: `http://localhost` and the port. */
  readonly origin?: string;
  /** Classes that are enough to read, the one wished for first; see {@link readClasses}. */
  readonly readClasses?: readonly string[];
  /** Whom to ask, at the end of each page. */
  readonly support?: string;
  /** Of all dates and times on the pages. */
  readonly timeZone?: string;
  /** Unix seconds. */
  readonly clock?: () => number;
  /** Takes one line of JSON for each refused sign-in. */
  readonly log?: (line: string) => void;
}

/**
 * `remembered` to read: a password and a one-time code, now or on this device within its thirty days. While a firm goes over to MFA person by
 * person, `urn:halfminute:acr:pwd` after it lets in those of whom the service does not require MFA yet.
 */
export const readClasses: readonly string[] = ['urn:halfminute:acr:remembered'];

/** What a setting lacks, or holds that cannot be. The message names the variable and says what was expected. */
export class CasesConfigError extends Error {
  override readonly name = 'CasesConfigError';
}

/**
 * Reads `CASES_ISSUER`, `CASES_CLIENT_ID`, `CASES_CLIENT_SECRET`, `CASES_DATABASE`, `CASES_LISTEN` (`host:port`), `CASES_ORIGIN`,
 * `CASES_READ_CLASSES` (separated by blanks), `CASES_SUPPORT` and `CASES_TIME_ZONE`. Throws CasesConfigError.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): CasesConfig {
  const optional = (name: string): string | undefined => {
    const value = environment[name]?.trim();
    return value === undefined || value === '' ? undefined : value;
  };
  const needed = (name: string, what: string): string => {
    const value = optional(name);
    if (value === undefined) {
      throw new CasesConfigError(`${name} is not set: ${what}.`);
    }
    return value;
  };
  const origin = optional('CASES_ORIGIN');
  const classes = optional('CASES_READ_CLASSES');
  const support = optional('CASES_SUPPORT');
  const timeZone = optional('CASES_TIME_ZONE');
  return {
    issuer: readOrigin('CASES_ISSUER', optional('CASES_ISSUER') ?? 'http://localhost:6238'),
    clientId: optional('CASES_CLIENT_ID') ?? 'cases',
    clientSecret: needed('CASES_CLIENT_SECRET', 'the secret that the sign-in service knows this platform by'),
    database: needed('CASES_DATABASE', 'the path of its SQLite file'),
    listen: readListen(optional('CASES_LISTEN') ?? 'localhost:6239'),
    ...(origin !== undefined && { origin: readOrigin('CASES_ORIGIN', origin) }),
    ...(classes !== undefined && { readClasses: classes.split(/\s+/) }),
    ...(support !== undefined && { support }),
    ...(timeZone !== undefined && { timeZone }),
  };
}

function readOrigin(name: string, text: string): string {
  const url = URL.parse(text);
  const isLoopback = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback))) {
    throw new CasesConfigError(`${name} must be an https address, or http on loopback.`);
  }
  return text.replace(/\/$/, '');
}

function readListen(text: string): CasesConfig['listen'] {
  const [, host, digits] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (host === undefined || !(port <= 65_535)) {
    throw new CasesConfigError('CASES_LISTEN must be a host and a port, such as localhost:6239.');
  }
  return { host, port };
}
