import { runCommand } from '../../src/admin/run-command.ts';
import type { SignInConfig } from '../../src/config/config.ts';

interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface RunOptions {
  /** The standard input. */
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The administrator's command line, in the test's own process. */
export interface CommandRunner {
  /** Everything that commands printed. */
  readonly printed: string[];
  /** One command, as typed after `npm run -s sign-in --`. */
  run(args: readonly string[], options?: RunOptions): Promise<CommandResult>;
  /** The same with `--json`, read. Throws where the command did not end with `code`, 0 where none is given. */
  json(args: readonly string[], options?: RunOptions & { readonly code?: number }): Promise<Json>;
}

/** What a command answered; what the tests look into by its type, all the rest unknown. */
interface Json {
  readonly [name: string]: unknown;
  readonly accounts?: readonly { readonly userName: string; readonly state: string }[];
  readonly rows?: readonly {
    readonly line: number;
    readonly userName: string;
    readonly verdict: string;
    readonly remark: string;
  }[];
  readonly findings?: readonly { readonly code: string; readonly state: string; readonly todo: string | null }[];
  readonly signing?: readonly { readonly alg: string }[];
  readonly deviations?: readonly string[];
}

export function createCommandRunner(environment: Readonly<Record<string, string>>): CommandRunner {
  const printed: string[] = [];
  const run: CommandRunner['run'] = async (args, options = {}) => {
    let out = '';
    let err = '';
    const code = await runCommand(args, {
      environment: { ...environment, ...options.environment },
      readInput: async () => options.input ?? '',
      writeOut: (text) => {
        out += text;
      },
      writeError: (text) => {
        err += text;
      },
    });
    printed.push(out, err);
    return { code, out, err };
  };
  return {
    printed,
    run,
    json: async (args, { code: expected = 0, ...options } = {}) => {
      const { code, out, err } = await run([...args, '--json'], options);
      if (code !== expected) {
        throw new Error(`"${args.join(' ')}" ended with ${code}: ${out}${err}`);
      }
      return JSON.parse(out) as Json; // as: where it is otherwise, the test fails
    },
  };
}

/** The settings of a service that a test has started, as the one who looks after it has them in the environment. */
export function environmentFor(config: SignInConfig): Readonly<Record<string, string>> {
  return {
    HALFMINUTE_MODE: config.mode,
    HALFMINUTE_ISSUER: config.issuer,
    HALFMINUTE_LISTEN: `${config.listen.host}:${config.listen.port}`,
    HALFMINUTE_DATABASE: config.database,
    HALFMINUTE_KEY_FILE: config.keyFile,
    HALFMINUTE_NODE: config.node,
    HALFMINUTE_HASH_MEMORY_KIB: String(config.hashing.memoryKiB),
    HALFMINUTE_HASH_PASSES: String(config.hashing.passes),
    HALFMINUTE_HASH_THREADS: '1',
    USER: 'grace',
  };
}
