import { randomBytes, randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { ClientConfig, Policy, SignInConfig } from '../src/config/config.ts';
import { defaultPolicy } from '../src/policy/default-policy.ts';

/** What a test may want to be otherwise; the policy's parts are merged. */
export type ConfigOverrides = Partial<Omit<SignInConfig, 'policy' | 'hashing'>> & {
  readonly policy?: Partial<Omit<Policy, 'mfa'>> & { readonly mfa?: Partial<Policy['mfa']> };
  readonly hashing?: Partial<SignInConfig['hashing']>;
};

/** The client that the helpers sign in with: confidential, with PKCE. Nobody listens at its address. */
export const testClient: ClientConfig = {
  id: 'cases',
  name: 'Cases',
  secret: 'a-secret-for-the-tests-and-for-nothing-else',
  redirectUris: ['http://localhost:6239/callback'],
  postLogoutRedirectUris: ['http://localhost:6239/signed-out'],
  backchannelLogoutUri: null,
  initiateLoginUri: 'http://localhost:6239/sign-in',
  defaultAcrValues: [],
  legacy: null,
  rememberedDevices: true,
};

/**
 * A development configuration in `folder`. Hashing is nearly free and the budgets by address are out of the way, so that suites that are not about
 * those see neither; `overrides` puts them back.
 */
export function testConfig(
  where: { readonly folder: string; readonly port: number; readonly database: string },
  overrides: ConfigOverrides = {},
): SignInConfig {
  const { policy = {}, hashing = {}, ...rest } = overrides;
  return {
    mode: 'development',
    issuer: `http://localhost:${where.port}`,
    listen: { host: '127.0.0.1', port: where.port },
    database: where.database,
    keyFile: join(where.folder, 'keys.json'),
    node: 'node-1',
    proxies: [],
    smtp: null,
    platform: { name: 'Cases', longName: 'the cases of Hartwell Moss', url: 'http://localhost:6239' },
    support: { name: 'IT', mail: 'it@hartwell-moss.example', telephone: '020 7946 0123', link: null },
    clients: [testClient],
    metricsToken: null,
    ...rest,
    policy: {
      ...defaultPolicy,
      budgetFactor: 1_000_000,
      ...policy,
      mfa: { ...defaultPolicy.mfa, ...policy.mfa },
    },
    hashing: { memoryKiB: 64, passes: 1, lanes: 1, threads: 2, queue: 1_000, ...hashing },
  };
}

/**
 * A port that nobody listens at just now, out of a range from which no system takes the near end of an outgoing connection (Linux: from 32768 on,
 * RFC 6335: from 49152 on): a service that is stopped and started again finds it free.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    // oxlint-disable-next-line no-await-in-loop -- one try after another
    if (await isFree(port)) {
      return port;
    }
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  server.once('error', () => resolve(false));
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  return promise;
}

/** Names that no other run of a test has. */
export function freshName(prefix: string): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`;
}
