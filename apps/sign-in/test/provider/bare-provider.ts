import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { InteractionResults, Provider } from 'oidc-provider';
import type { SecondFactor } from '../../src/provider/acr.ts';
import { loginResult } from '../../src/provider/login-result.ts';
import type { Person } from '../../testing/people.ts';
import type { StartedRequest, TokenAnswer } from '../../testing/test-client.ts';
import { createServices } from '../../src/compose.ts';
import { createFrontDoor } from '../../src/http/front-door.ts';
import { createInside } from '../../src/http/inside.ts';
import { generateKeyFile } from '../../src/keys/key-file.ts';
import { createProvider } from '../../src/provider/provider.ts';
import type { FinishedBy } from '../../src/provider/resume-guard.ts';
import type { Services } from '../../src/services.ts';
import { createTestClient } from '../../testing/test-client.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { advanceTestClock, installTestClock, restoreClock } from '../../testing/test-clock.mjs';
import { freePort, testConfig } from '../../testing/test-config.ts';
import type { ConfigOverrides } from '../../testing/test-config.ts';
import { createUserAgent } from '../../testing/user-agent.ts';
import type { Answer, UserAgent } from '../../testing/user-agent.ts';

/** The provider with all its storage and rules, and a page of interaction that does what the test says. */
export interface BareProvider {
  readonly services: Services;
  readonly provider: Provider;
  readonly client: TestClient;
  readonly issuer: string;
  userAgent(): UserAgent;
  advance(seconds: number): void;
  /** Ends the interaction that this page belongs to, and follows. */
  finish(agent: UserAgent, page: Answer, result: InteractionResults): Promise<Answer>;
  /** A new request of a browser that is asked for something: signs it in, and answers the client's side. */
  signIn(person: Person, options?: SignInOptions): Promise<SignedIn>;
  /** The details of the interaction that this page belongs to. */
  details(page: Answer): InteractionDetails;
  stop(): Promise<void>;
}

interface SignInOptions {
  readonly agent?: UserAgent;
  readonly factor?: SecondFactor;
  readonly whole?: boolean;
  readonly parameters?: Readonly<Record<string, string | undefined>>;
  readonly client?: TestClient;
}

interface SignedIn {
  readonly agent: UserAgent;
  readonly request: StartedRequest;
  readonly answer: Answer;
  readonly code: string;
  redeem(): Promise<TokenAnswer>;
}

type InteractionDetails = Awaited<ReturnType<Provider['interactionDetails']>>;

export interface BareProviderOptions {
  readonly config?: ConfigOverrides;
  readonly finishedBy?: FinishedBy;
  readonly database?: `postgres://${string}`;
}

export async function startBareProvider(options: BareProviderOptions = {}): Promise<BareProvider> {
  const { config: overrides, finishedBy = async () => true } = options;
  installTestClock();
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-provider-'));
  const port = await freePort();
  const database = options.database ?? `sqlite:${join(folder, 'sign-in.db')}`;
  const config = testConfig({ folder, port, database }, overrides);
  await generateKeyFile({ file: config.keyFile, development: true });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const open = await createServices(config, { log: silent });
  const { services } = open;

  const drawPage = (page: { readonly kind: string }) => `<!doctype html><title>${page.kind}</title>`;
  const provider = createProvider(services, { drawPage, finishedBy });
  const seen = new Map<string, InteractionDetails>();
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.get('/interaction/:uid', async (context) => {
    const { incoming, outgoing } = context.env;
    const details = await provider.interactionDetails(incoming, outgoing);
    seen.set(details.uid, details);
    return context.html(`<form method="post" action="/interaction/${details.uid}"><input name="result"></form>`);
  });
  routes.post('/interaction/:uid', async (context) => {
    const { incoming, outgoing } = context.env;
    const { result } = await context.req.parseBody();
    // Posted by `finish` below.
    const results = JSON.parse(typeof result === 'string' ? result : '{}') as InteractionResults;
    return context.redirect(
      await provider.interactionResult(incoming, outgoing, results, { mergeWithLastSubmission: false }),
      303,
    );
  });
  routes.onError((_error, context) => context.text('no interaction', 400));
  const server = createServer(
    createFrontDoor({
      config: services.config,
      inside: createInside({ services, provider, routes, drawPage, closedBecause: () => null }),
      probe: () => null,
      warn: () => undefined,
    }),
  );
  const listening = Promise.withResolvers<void>();
  server.listen(port, '127.0.0.1', listening.resolve);
  await listening.promise;
  // It listens on TCP.
  const { port: bound } = server.address() as AddressInfo;
  const userAgent = () => createUserAgent({ origin: config.issuer, nodes: [`http://127.0.0.1:${bound}`] });
  const [client] = config.clients;
  if (client === undefined) {
    throw new RangeError('There is no client.');
  }
  const mainClient = createTestClient({ issuer: config.issuer, client, userAgent });
  const finish: BareProvider['finish'] = (agent, page, result) =>
    agent.submit(page, { result: JSON.stringify(result) });
  return {
    services,
    provider,
    issuer: config.issuer,
    client: mainClient,
    finish,
    signIn: async (
      person,
      { agent = userAgent(), factor = 'none', whole = true, parameters, client: through = mainClient } = {},
    ) => {
      const request = through.start(parameters);
      const page = await agent.get(request.url);
      const login = loginResult({ accountId: person.account.userId, factor, at: services.clock(), whole });
      const answer = page.leavesTo === null ? await finish(agent, page, login) : page;
      const code = through.codeOf(answer, request);
      return { agent, request, answer, code, redeem: () => through.redeem(code, request) };
    },
    userAgent,
    advance: advanceTestClock,
    details: (page) => {
      const details = seen.get(page.url.pathname.split('/').at(-1) ?? '');
      if (details === undefined) {
        throw new Error(
          `${page.url.pathname} (${page.status}) is no page of an interaction: ${page.body.slice(0, 300)}`,
        );
      }
      return details;
    },
    stop: async () => {
      server.closeAllConnections();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await closed.promise;
      await open.close();
      restoreClock();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
