import { isLoopback } from '../limits/client-address.ts';
import { databasePlace } from './database-place.ts';
import type { ClientConfig, SignInConfig } from './config.ts';

/** What only the running parts know; see `bootFacts`. */
export interface BootFacts {
  /** The key file says that it was made for development. */
  readonly developmentKeys: boolean;
  /** What `PRAGMA synchronous` answers: 2 is FULL, 3 is EXTRA. Null for PostgreSQL. */
  readonly sqliteSynchronous: number | null;
}

const SQLITE_FULL = 2;
/** 128 bits where each character has four, as hexadecimal figures do. */
const LEAST_SECRET_CHARACTERS = 32;

/**
 * Why the service does not start, each a sentence that says what to set; empty when it may. Development is allowed less safe
 * keys, a database in memory and http, on this machine only; a database that forgets is refused in both.
 */
export function refusals(config: SignInConfig, facts: BootFacts): string[] {
  const always = [...unsafeDatabase(facts), ...impossibleClients(config.clients)];
  if (config.mode === 'development') {
    return [...always, ...developmentInTheOpen(config)];
  }
  return [
    ...always,
    ...unsafeIssuer(config),
    ...developmentParts(config, facts),
    ...missingContacts(config),
    ...config.clients.flatMap(unsafeClient),
  ];
}

function unsafeDatabase({ sqliteSynchronous }: BootFacts): string[] {
  return sqliteSynchronous !== null && sqliteSynchronous < SQLITE_FULL
    ? [
        `SQLite runs with synchronous=${sqliteSynchronous}: after a power cut it would take a one-time code a second time. Open it with synchronous=FULL.`,
      ]
    : [];
}

function developmentInTheOpen({ issuer, listen }: SignInConfig): string[] {
  const problems: string[] = [];
  if (new URL(issuer).protocol === 'http:' && !isLoopback(new URL(issuer).hostname)) {
    problems.push(
      `In development an http issuer has to be this machine, and ${issuer} is not. Set HALFMINUTE_ISSUER to http://localhost:6238, or set HALFMINUTE_MODE=production.`,
    );
  }
  if (!isLoopback(listen.host)) {
    problems.push(
      `In development the service shows mails and reset links to whoever asks, and would listen at ${listen.host} for other machines. Set HALFMINUTE_LISTEN to 127.0.0.1:6238, or set HALFMINUTE_MODE=production.`,
    );
  }
  return problems;
}

function unsafeIssuer({ issuer }: SignInConfig): string[] {
  return new URL(issuer).protocol === 'https:'
    ? []
    : [
        `The issuer ${issuer} is not https: passwords and cookies could be read on their way. Set HALFMINUTE_ISSUER to an https address.`,
      ];
}

function developmentParts({ database, keyFile }: SignInConfig, { developmentKeys }: BootFacts): string[] {
  const place = databasePlace(database);
  const problems: string[] = [];
  if (developmentKeys) {
    problems.push(
      `The key file ${keyFile} was made for development. Make one for production (npm run -s sign-in -- keys generate) and set HALFMINUTE_KEY_FILE to it.`,
    );
  }
  if (place.kind === 'sqlite' && place.inMemory) {
    problems.push(
      'The database is in memory: every restart would forget all accounts, spent codes and waits. Set HALFMINUTE_DATABASE to sqlite: and the path of a file, or to postgres://…',
    );
  }
  return problems;
}

function missingContacts({ smtp, support, platform }: SignInConfig): string[] {
  const problems: string[] = [];
  if (smtp === null) {
    problems.push(
      'There is no mail server: nobody would learn that an authenticator was added or removed. Set HALFMINUTE_SMTP_URL and HALFMINUTE_MAIL_FROM.',
    );
  } else if (/@localhost>?$/.test(smtp.from)) {
    problems.push(`Mails would come from ${smtp.from}, which nobody can answer. Set HALFMINUTE_MAIL_FROM.`);
  }
  if (support.mail === null && support.telephone === null && support.link === null) {
    problems.push(
      'There is nobody to ask: each page and mail ends with whom. Set one of HALFMINUTE_SUPPORT_MAIL, HALFMINUTE_SUPPORT_TELEPHONE and HALFMINUTE_SUPPORT_LINK.',
    );
  }
  if (new URL(platform.url).protocol !== 'https:') {
    problems.push(
      `The platform's address ${platform.url} is not https. Set HALFMINUTE_PLATFORM_URL to an https address.`,
    );
  }
  return problems;
}

/** PKCE is all that a public client has; without it, anybody who sees its code may use it. */
function impossibleClients(clients: readonly ClientConfig[]): string[] {
  return clients
    .filter(({ secret, legacy }) => secret === null && legacy === 'no-pkce')
    .map(
      ({ id }) =>
        `The client ${JSON.stringify(id)} has no secret and is registered "no-pkce". Give it a secret, or take "legacy" out.`,
    );
}

function unsafeClient({ id, secret, redirectUris, backchannelLogoutUri, initiateLoginUri }: ClientConfig): string[] {
  const problems: string[] = [];
  if (secret !== null && secret.length < LEAST_SECRET_CHARACTERS) {
    problems.push(
      `The secret of the client ${JSON.stringify(id)} has ${secret.length} characters; it needs ${LEAST_SECRET_CHARACTERS} at least, by chance. Set "secret" in the file of HALFMINUTE_CLIENTS, for instance to what "openssl rand -hex 32" prints.`,
    );
  } else if (secret !== null && new Set(secret).size < 8) {
    problems.push(
      `The secret of the client ${JSON.stringify(id)} repeats a few characters, and is none. Set "secret" in the file of HALFMINUTE_CLIENTS to what "openssl rand -hex 32" prints.`,
    );
  }
  const addresses = [...redirectUris, backchannelLogoutUri, initiateLoginUri].filter((uri) => uri !== null);
  // A program on the user's own computer listens on loopback (RFC 8252 section 7.3).
  if (addresses.some((uri) => new URL(uri).protocol === 'http:' && !isLoopback(new URL(uri).hostname))) {
    problems.push(
      `The client ${JSON.stringify(id)} has an address that is not https. Set it to https in the file of HALFMINUTE_CLIENTS.`,
    );
  }
  return problems;
}
