import { createHash, randomBytes } from 'node:crypto';
import type { MfaSchema } from '@halfminute/mfa-sql';
import { startTestService } from '@halfminute/sign-in/testing';
import type { TestService } from '@halfminute/sign-in/testing';
import type { Kysely } from 'kysely';
import { createBrowser, createConnections, follow, formWith, UnexpectedAnswerError } from '../browser.ts';
import { familyOf } from '../cost.ts';
import { codeNow, insertEnrolledUsers, userId } from '../seeds.ts';
import type { HashCost, RunningTarget, Target } from '../target.ts';

const password = 'correct horse battery staple';
const userName = (user: number): string => `${userId(user)}@hartwell-moss.example`;

/** The service as it is installed: built, its default policy, its audit log and outbox, on SQLite or PostgreSQL. */
export function halfminuteTarget(options: {
  readonly name: string;
  readonly database: 'sqlite' | `postgres://${string}`;
  /** Of the database, where it is a server of its own. */
  readonly databaseProcess?: number;
  readonly nodes?: number;
  /** Such as `--cpu-prof`. */
  readonly nodeArguments?: readonly string[];
  /** How many requests may be on their way at a time. */
  readonly connections?: number;
}): Target {
  return { name: options.name, start: (asked) => start(options, asked) };
}

async function start(
  {
    database,
    databaseProcess,
    nodes = 1,
    nodeArguments = [],
    connections: most = 64,
  }: Parameters<typeof halfminuteTarget>[0],
  { accounts, hash }: { readonly accounts: number; readonly hash: HashCost },
): Promise<RunningTarget> {
  const began = performance.now();
  const service = await startTestService({
    database,
    nodes,
    built: true,
    nodeArguments,
    config: {
      hashing: { memoryKiB: hash.memoryKiB, passes: hash.passes, threads: 1, queue: 64 },
    },
  });
  const readySeconds = (performance.now() - began) / 1000;
  await seed(service, accounts);
  const connections = createConnections(most);
  let turn = 0;
  return {
    readySeconds,
    async signIn(user) {
      // A browser stays at one node for a whole sign-in, as behind a proxy that keeps to it.
      const node = service.nodes[turn++ % service.nodes.length] ?? service.issuer;
      await signIn(service, { user, node, connections });
    },
    processIds: () => [...service.pids, ...(databaseProcess === undefined ? [] : familyOf(databaseProcess))],
    async stop() {
      connections.destroy();
      await service.stop();
    },
  };
}

async function signIn(
  { issuer, client }: TestService,
  { user, node, connections }: { user: number; node: string; connections: ReturnType<typeof createConnections> },
): Promise<void> {
  const { host } = new URL(issuer);
  const browser = createBrowser(connections, { connectTo: node, host });
  const verifier = randomBytes(32).toString('base64url');
  const redirectUri = client.config.redirectUris[0] ?? '';
  const request = new URLSearchParams({
    response_type: 'code',
    client_id: client.config.id,
    redirect_uri: redirectUri,
    scope: 'openid',
    state: 'bench',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  let page = await follow(browser, await browser.send(`${issuer}/auth?${request.toString()}`), issuer);
  for (const [field, answer] of [
    ['password', { user: userName(user), password }],
    ['code', { code: codeNow(user) }],
  ] as const) {
    const { action, fields } = formWith(field, page);
    page = await follow(browser, await browser.send(action, { ...Object.fromEntries(fields), ...answer }), issuer);
  }
  const code = new URL(page.location ?? issuer).searchParams.get('code');
  if (code === null) {
    throw new UnexpectedAnswerError(page);
  }
  const token = await browser.send(
    `${issuer}/token`,
    { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier },
    {
      authorization: `Basic ${Buffer.from(`${client.config.id}:${client.config.secret ?? ''}`).toString('base64')}`,
      accept: 'application/json',
    },
  );
  if (token.status !== 200 || !token.body.includes('"id_token"')) {
    throw new UnexpectedAnswerError(token);
  }
}

/** Straight into the tables: each user costs a microsecond of hashing less than through the front door. */
async function seed({ services }: TestService, accounts: number): Promise<void> {
  const { database, keys, passwords } = services;
  const hash = await passwords.hash(password);
  const length = passwords.length(password);
  // The package's tables are among the service's; Kysely's types are invariant and cannot see that.
  const packageTables = database.kysely as unknown as Kysely<MfaSchema>;
  for (let first = 0; first < accounts; first += batch) {
    const count = Math.min(batch, accounts - first);
    await insertEnrolledUsers(packageTables, { first, count, ring: keys.ring });
    for (let at = first; at < first + count; at += rowsAStatement) {
      await database.kysely
        .insertInto('account')
        .values(
          Array.from({ length: Math.min(rowsAStatement, first + count - at) }, (_, index) => ({
            user_id: userId(at + index),
            user_name: userName(at + index),
            canonical_name: userName(at + index),
            name: 'Bench',
            mail: userName(at + index),
            other_mails: '[]',
            admin: 0,
            frozen_at: null,
            frozen_reference: null,
            password_hash: hash,
            password_length: length,
            mfa_required_from: 1,
            language: null,
            created_at: 1,
            last_sign_in_at: null,
          })),
        )
        .execute();
    }
  }
}

const batch = 5000;
const rowsAStatement = 1000;
