import { readFileSync } from 'node:fs';
import { availableParallelism, hostname } from 'node:os';
import { resolve } from 'node:path';
import { plainMailAddress } from '../accounts/plain-text.ts';
import { defaultPolicy } from '../policy/default-policy.ts';
import { readPolicy } from '../policy/read-policy.ts';
import type { ClientConfig, Policy, SignInConfig } from './config.ts';
import { ConfigError } from './config-error.ts';
import { createEnvironmentReader, unknownNames } from './environment-reader.ts';
import type { Environment, EnvironmentReader } from './environment-reader.ts';
import {
  parseDatabase,
  parseHttpUrl,
  parseListen,
  parseMetricsToken,
  parseNetworks,
  parseNodeName,
  parseOrigin,
  parsePlainLine,
  parseSender,
  parseSmtpUrl,
  parseWholeNumber,
} from './parse-values.ts';
import { readClients } from './read-clients.ts';
import type { VariableName } from './variables.ts';

/**
 * Reads all settings from the environment and the files it names; `variables` lists them. Throws {@link ConfigError} with every
 * problem at once. What may be read but not be run with is for `refusals` to say.
 */
export function readConfig(environment: Environment): SignInConfig {
  const read = createEnvironmentReader(environment);
  const mode = read.parsed<SignInConfig['mode']>('HALFMINUTE_MODE', {
    parse: (text) => (text === 'production' || text === 'development' ? text : null),
    fallback: 'production',
  });
  const inProduction = mode === 'production';
  const required = { required: inProduction };
  const guideUrl = read.parsed<string | null>('HALFMINUTE_PLATFORM_GUIDE', { parse: parseHttpUrl, fallback: null });
  const name = read.parsed('HALFMINUTE_PLATFORM_NAME', { parse: parsePlainLine, fallback: 'Cases', ...required });
  const config: SignInConfig = {
    mode,
    issuer: read.parsed('HALFMINUTE_ISSUER', { parse: parseOrigin, fallback: 'http://localhost:6238', ...required }),
    listen: read.parsed('HALFMINUTE_LISTEN', { parse: parseListen, fallback: { host: '127.0.0.1', port: 6238 } }),
    database: read.parsed('HALFMINUTE_DATABASE', {
      parse: parseDatabase,
      fallback: `sqlite:${resolve('out/sign-in/sign-in.db')}`,
      ...required,
    }),
    keyFile: read.parsed('HALFMINUTE_KEY_FILE', {
      parse: (text) => resolve(text),
      fallback: resolve('out/sign-in/keys.json'),
      ...required,
    }),
    node: read.parsed('HALFMINUTE_NODE', { parse: parseNodeName, fallback: hostName() }),
    proxies: read.parsed('HALFMINUTE_PROXIES', { parse: parseNetworks, fallback: [] }),
    smtp: readSmtp(read),
    platform: {
      name,
      longName: read.parsed('HALFMINUTE_PLATFORM_LONG_NAME', {
        parse: parsePlainLine,
        fallback: inProduction || read.text('HALFMINUTE_PLATFORM_NAME') !== null ? name : 'the cases of Hartwell Moss',
      }),
      url: read.parsed('HALFMINUTE_PLATFORM_URL', {
        parse: parseHttpUrl,
        fallback: 'http://localhost:6239',
        ...required,
      }),
      ...(guideUrl !== null && { guideUrl }),
    },
    support: readSupport(read, { inProduction }),
    clients: readFileOf(read, { name: 'HALFMINUTE_CLIENTS', fallback: [], parse: parseClients }),
    policy: readFileOf(read, { name: 'HALFMINUTE_POLICY', fallback: defaultPolicy, parse: parsePolicy }),
    hashing: readHashing(read),
    metricsToken: read.parsed<string | null>('HALFMINUTE_METRICS_TOKEN', { parse: parseMetricsToken, fallback: null }),
  };
  const problems = [
    ...read.problems,
    ...unknownNames(environment).map(
      (unknown) => `${unknown} is no variable of this service. Correct its name, or take it out.`,
    ),
  ];
  if (problems.length > 0) {
    throw new ConfigError(problems);
  }
  return config;
}

function readSmtp(read: EnvironmentReader): SignInConfig['smtp'] {
  const url = read.parsed<string | null>('HALFMINUTE_SMTP_URL', { parse: parseSmtpUrl, fallback: null });
  const from = read.parsed('HALFMINUTE_MAIL_FROM', {
    parse: parseSender,
    fallback: 'sign-in@localhost',
    // Where mails are sent they need a sender; without a server nobody reads it.
    required: url !== null,
  });
  return url === null ? null : { url, from };
}

function readSupport(
  read: EnvironmentReader,
  { inProduction }: { readonly inProduction: boolean },
): SignInConfig['support'] {
  const mail = read.parsed<string | null>('HALFMINUTE_SUPPORT_MAIL', { parse: plainMailAddress, fallback: null });
  const telephone = read.parsed<string | null>('HALFMINUTE_SUPPORT_TELEPHONE', {
    parse: parsePlainLine,
    fallback: null,
  });
  const link = read.parsed<string | null>('HALFMINUTE_SUPPORT_LINK', { parse: parseHttpUrl, fallback: null });
  const none = mail === null && telephone === null && link === null;
  return {
    name: read.parsed('HALFMINUTE_SUPPORT_NAME', { parse: parsePlainLine, fallback: 'IT' }),
    mail: none && !inProduction ? 'it@hartwell-moss.example' : mail,
    telephone: none && !inProduction ? '020 7946 0123' : telephone,
    link,
  };
}

function readHashing(read: EnvironmentReader): SignInConfig['hashing'] {
  const threads = read.parsed('HALFMINUTE_HASH_THREADS', {
    parse: parseWholeNumber(1, 128),
    // One core is left for everything else.
    fallback: Math.max(1, availableParallelism() - 1),
  });
  return {
    // OWASP's least for Argon2id, with two passes.
    memoryKiB: read.parsed('HALFMINUTE_HASH_MEMORY_KIB', { parse: parseWholeNumber(8, 1_048_576), fallback: 19_456 }),
    passes: read.parsed('HALFMINUTE_HASH_PASSES', { parse: parseWholeNumber(1, 100), fallback: 2 }),
    lanes: 1,
    threads,
    queue: read.parsed('HALFMINUTE_HASH_QUEUE', { parse: parseWholeNumber(0, 100_000), fallback: 32 * threads }),
  };
}

interface FileReading<Value> {
  readonly name: VariableName;
  readonly fallback: Value;
  readonly parse: (json: unknown) => { readonly value: Value } | { readonly problems: readonly string[] };
}

function readFileOf<Value>(read: EnvironmentReader, { name, fallback, parse }: FileReading<Value>): Value {
  const file = read.text(name);
  if (file === null) {
    return fallback;
  }
  const json = readJson(file);
  if (json === undefined) {
    read.problem(
      name,
      `is ${JSON.stringify(file)}, which cannot be read as JSON. Set it to the path of a JSON file that the service may read.`,
    );
    return fallback;
  }
  const parsed = parse(json);
  if ('value' in parsed) {
    return parsed.value;
  }
  for (const problem of parsed.problems) {
    read.problem(name, `(${file}): ${problem}`);
  }
  return fallback;
}

function parseClients(json: unknown): { value: readonly ClientConfig[] } | { problems: readonly string[] } {
  const reading = readClients(json);
  return reading.result === 'clients' ? { value: reading.clients } : { problems: reading.problems };
}

function parsePolicy(json: unknown): { value: Policy } | { problems: readonly string[] } {
  const reading = readPolicy(json, defaultPolicy);
  return reading.result === 'policy' ? { value: reading.policy } : { problems: reading.problems };
}

/** Undefined, which no JSON is, where there is no such file or something else in it. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A host name may hold what a node's name may not. */
function hostName(): string {
  return (
    hostname()
      .replaceAll(/[^\w.-]/g, '-')
      .slice(0, 64) || 'node'
  );
}
