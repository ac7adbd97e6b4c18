import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../../tools/postgres.ts';
import { createServices } from '../src/compose.ts';
import type { SignInConfig } from '../src/config/config.ts';
import { generateKeyFile } from '../src/keys/key-file.ts';
import { startSignIn } from '../src/server.ts';
import type { Services } from '../src/services.ts';
import { startServiceProcess } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';
import { advanceTestClock, installTestClock, realNow, restoreClock, testClockSeconds } from './test-clock.mjs';
import { freePort, testConfig } from './test-config.ts';
import type { ConfigOverrides } from './test-config.ts';
import { createTestClient } from './test-client.ts';
import type { TestClient } from './test-client.ts';
import { createUserAgent } from './user-agent.ts';
import type { UserAgent, UserAgentOptions } from './user-agent.ts';

export interface TestServiceOptions {
  /**
   * `sqlite` (a file, the default), `postgres` (a server of its own), or the connection string of an empty PostgreSQL database.
   */
  readonly database?: 'sqlite' | 'postgres' | `postgres://${string}`;
  /** Processes that share one database, 1 by default. The first listens at the issuer's port. */
  readonly nodes?: number;
  /** In the test's own process: starts at once and can be stepped through, with one node and `Date` moved for the test, too. */
  readonly inProcess?: boolean;
  readonly config?: ConfigOverrides;
  readonly nodeArguments?: readonly string[];
  /** As it is installed elsewhere: what `tsc -b` built, and a clock that nobody moves. */
  readonly built?: boolean;
  /** How browsers and clients reach the service where a proxy of the test stands before it. */
  readonly through?: Pick<UserAgentOptions, 'nodes' | 'authority'>;
}

/** The whole service, running, and what a test needs around it. */
export interface TestService {
  readonly issuer: string;
  readonly config: SignInConfig;
  /** `http://127.0.0.1:…` of each node. */
  readonly nodes: readonly string[];
  /**
   * The same parts over the same database, keys and clock, in this process: to make accounts, and to look at what the service wrote.
   */
  readonly services: Services;
  /** The registered client, from the client's side. */
  readonly client: TestClient;
  /** A browser with no cookies. */
  userAgent(options?: Partial<UserAgentOptions>): UserAgent;
  /** Unix seconds by the service's clock. */
  now(): number;
  /** Moves the clock of all nodes and of `services`. */
  advance(seconds: number): Promise<void>;
  /** Everything that the nodes printed. */
  output(): string;
  /** Process ids of the nodes; empty in the test's own process. */
  readonly pids: readonly number[];
  /** Ends a node (by SIGTERM, or as by a power cut) and starts it again at the same port. */
  restart(options?: { readonly node?: number; readonly how?: 'stop' | 'kill' }): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the service with an empty database. Stop it, or its processes and files stay. */
export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-sign-in-'));
  const undo: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const step of undo.toReversed()) {
      await step();
    }
    undo.length = 0;
  };
  try {
    const database = await openingOf(options, { folder, undo });
    const config = testConfig({ folder, port: await freePort(), database }, options.config);
    await generateKeyFile({ file: config.keyFile, development: config.mode === 'development' });
    return options.inProcess === true
      ? await startInside({ config, options, undo, stop })
      : await startProcesses({ config, options, folder, undo, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openingOf(
  { database = 'sqlite' }: TestServiceOptions,
  { folder, undo }: { readonly folder: string; readonly undo: (() => unknown)[] },
): Promise<string> {
  if (database === 'sqlite') {
    return `sqlite:${join(folder, 'sign-in.db')}`;
  }
  if (database !== 'postgres') {
    return database;
  }
  const postgres = await startPostgres();
  undo.push(() => postgres.stop());
  return postgres.createDatabase();
}

interface Starting {
  readonly config: SignInConfig;
  readonly options: TestServiceOptions;
  readonly undo: (() => unknown)[];
  readonly stop: () => Promise<void>;
}

async function startInside({ config, options, undo, stop }: Starting): Promise<TestService> {
  installTestClock();
  undo.push(() => restoreClock());
  const printed: string[] = [];
  const clock = () => Date.now() / 1000;
  const start = () => startSignIn(config, { clock, log: printingLog(printed) });
  let running = await start();
  undo.push(() => running.close());
  return {
    ...around({ config, options, nodes: [running.address], now: clock, stop }),
    get services() {
      return running.services;
    },
    pids: [],
    output: () => printed.join(''),
    advance: async (seconds) => advanceTestClock(seconds),
    restart: async () => {
      await running.close();
      running = await start();
    },
  };
}

function printingLog(printed: string[]): Services['log'] {
  const line = (level: string) => (event: string, detail?: object) =>
    void printed.push(`${JSON.stringify({ level, event, ...detail })}\n`);
  return { info: line('info'), warn: line('warn'), error: line('error') };
}

async function startProcesses({
  config,
  options,
  folder,
  undo,
  stop,
}: Starting & { readonly folder: string }): Promise<TestService> {
  let clockSeconds = 0;
  const now = () => realNow() / 1000 + testClockSeconds() + clockSeconds;
  const nodes: ServiceProcess[] = [];
  const ended: string[] = [];
  const startNode = async (index: number) => {
    const process = await startServiceProcess({
      config: {
        ...config,
        node: `node-${index + 1}`,
        listen: {
          host: '127.0.0.1',
          port: Number(nodes[index] ? new URL(nodes[index].address).port : index === 0 ? config.listen.port : 0),
        },
      },
      folder,
      clockSeconds,
      ...(options.nodeArguments ? { nodeArguments: options.nodeArguments } : {}),
      ...(options.built === true ? { built: true } : {}),
    });
    nodes[index] = process;
  };
  // The first one makes the tables; the others would only wait for it.
  for (let index = 0; index < (options.nodes ?? 1); index += 1) {
    await startNode(index);
    undo.push(() => nodes[index]?.stop());
  }
  const beside = await createServices(
    { ...config, node: 'beside' },
    { clock: now, log: { info: () => undefined, warn: () => undefined, error: () => undefined } },
  );
  undo.push(() => beside.close());
  return {
    ...around({ config, options, nodes: nodes.map(({ address }) => address), now, stop }),
    services: beside.services,
    pids: nodes.map(({ pid }) => pid),
    output: () => [...ended, ...nodes.map((node) => node.output())].join(''),
    advance: async (seconds) => {
      clockSeconds += seconds;
      await Promise.all(nodes.map((node) => node.advance(seconds)));
    },
    restart: async ({ node = 0, how = 'stop' } = {}) => {
      const old = nodes[node];
      await (how === 'stop' ? old?.stop() : old?.kill());
      ended.push(old?.output() ?? '');
      await startNode(node);
    },
  };
}

function around({
  config,
  options: { through = {} },
  nodes,
  now,
  stop,
}: {
  readonly config: SignInConfig;
  readonly options: TestServiceOptions;
  readonly nodes: readonly string[];
  readonly now: () => number;
  readonly stop: () => Promise<void>;
}) {
  const userAgent = (options: Partial<UserAgentOptions> = {}) =>
    createUserAgent({ origin: config.issuer, nodes, clock: now, ...through, ...options });
  const [client] = config.clients;
  if (client === undefined) {
    throw new RangeError('A test service needs a client.');
  }
  return {
    issuer: config.issuer,
    config,
    nodes,
    now,
    stop,
    userAgent,
    client: createTestClient({ issuer: config.issuer, client, userAgent: () => userAgent() }),
  };
}
