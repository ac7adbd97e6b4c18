import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SignInConfig } from '../src/config/config.ts';
import { freshName } from './test-config.ts';

/** One node of the service, in a process of its own: `main.ts`, as in earnest, with a clock that a test moves. */
export interface ServiceProcess {
  readonly pid: number;
  /** `http://127.0.0.1:41234`. */
  readonly address: string;
  /** Everything that it has printed so far. */
  output(): string;
  advance(seconds: number): Promise<void>;
  /** SIGTERM, and waits. Answers the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, as by a power cut. */
  kill(): Promise<void>;
}

export interface ServiceProcessOptions {
  readonly config: SignInConfig;
  /** Where the files of clients and policy go. */
  readonly folder: string;
  /** By how many seconds its clock stands before the machine's. */
  readonly clockSeconds: number;
  /** Such as `--cpu-prof`. */
  readonly nodeArguments?: readonly string[];
  /** As it is installed elsewhere: what `tsc -b` built, and a clock that nobody moves. */
  readonly built?: boolean;
}

const root = join(import.meta.dirname, '..', '..', '..');

export async function startServiceProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const { nodeArguments = [], clockSeconds, built = false } = options;
  const child = spawn(
    process.execPath,
    built
      ? [...nodeArguments, join(root, 'apps', 'sign-in', 'dist', 'compiled', 'main.js')]
      : [
          '--conditions=@halfminute/source',
          '--disable-warning=ExperimentalWarning',
          '--import',
          join(import.meta.dirname, 'test-clock.mjs'),
          '--import',
          join(root, 'tools', 'tsx.mjs'),
          ...nodeArguments,
          join(root, 'apps', 'sign-in', 'src', 'main.ts'),
        ],
    {
      cwd: options.folder,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...cleanEnvironment(),
        ...environmentOf(options),
        ...(built ? {} : { HALFMINUTE_TEST_CLOCK_SECONDS: String(clockSeconds) }),
      },
    },
  );
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
  const address = await firstAddress(child, said);
  return {
    pid: child.pid ?? 0,
    address,
    output: () => said.join(''),
    advance: async (seconds) => {
      const answered = once(child, 'message');
      child.send({ advanceSeconds: seconds });
      await answered;
    },
    stop: () => end(child, 'SIGTERM'),
    kill: async () => void (await end(child, 'SIGKILL')),
  };
}

/** The address of the line that says so. Rejects with all that was printed where the process ends before. */
async function firstAddress(child: ChildProcess, said: string[]): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  if (child.stdout === null) {
    throw new Error('The service was started without a pipe.');
  }
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(`${line}\n`);
    const address = /"event":"listening","address":"([^"]+)"/.exec(line)?.[1];
    if (address !== undefined) {
      resolve(address);
    }
  });
  child.once('error', reject);
  child.once('exit', (code) => reject(new ServiceEndedError(code, said.join(''))));
  return promise;
}

/** The service ended before it listened. */
export class ServiceEndedError extends Error {
  readonly code: number | null;
  readonly output: string;

  constructor(code: number | null, output: string) {
    super(`The service ended with ${code}: ${output}`);
    this.name = 'ServiceEndedError';
    this.code = code;
    this.output = output;
  }
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}

/** Whoever runs the tests may have settings of a service of his own. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(HALFMINUTE_|VITEST|NODE_OPTIONS$|NODE_V8_COVERAGE$)/.test(name)),
  );
}

/** The configuration as an operator writes it: for a service, and for the commands beside it. Writes the files that it names into `folder`. */
export function environmentOf({
  config,
  folder,
}: Pick<ServiceProcessOptions, 'config' | 'folder'>): Readonly<Record<string, string>> {
  const file = (name: string, value: unknown) => {
    const path = join(folder, `${freshName(name)}.json`);
    writeFileSync(path, JSON.stringify(value));
    return path;
  };
  const { support, platform, hashing, smtp } = config;
  const optional = {
    HALFMINUTE_SUPPORT_MAIL: support.mail,
    HALFMINUTE_SUPPORT_TELEPHONE: support.telephone,
    HALFMINUTE_SUPPORT_LINK: support.link,
    HALFMINUTE_METRICS_TOKEN: config.metricsToken,
    HALFMINUTE_SMTP_URL: smtp?.url ?? null,
    HALFMINUTE_MAIL_FROM: smtp?.from ?? null,
    HALFMINUTE_PROXIES: config.proxies.length === 0 ? null : config.proxies.join(', '),
  };
  return {
    HALFMINUTE_MODE: config.mode,
    HALFMINUTE_ISSUER: config.issuer,
    HALFMINUTE_LISTEN: `${config.listen.host}:${config.listen.port}`,
    HALFMINUTE_DATABASE: config.database,
    HALFMINUTE_KEY_FILE: config.keyFile,
    HALFMINUTE_NODE: config.node,
    HALFMINUTE_PLATFORM_NAME: platform.name,
    HALFMINUTE_PLATFORM_LONG_NAME: platform.longName,
    HALFMINUTE_PLATFORM_URL: platform.url,
    HALFMINUTE_SUPPORT_NAME: support.name,
    HALFMINUTE_CLIENTS: file('clients', config.clients),
    HALFMINUTE_POLICY: file('policy', config.policy),
    HALFMINUTE_HASH_MEMORY_KIB: String(hashing.memoryKiB),
    HALFMINUTE_HASH_PASSES: String(hashing.passes),
    HALFMINUTE_HASH_THREADS: String(hashing.threads),
    HALFMINUTE_HASH_QUEUE: String(hashing.queue),
    ...Object.fromEntries(Object.entries(optional).filter((pair): pair is [string, string] => pair[1] !== null)),
  };
}
