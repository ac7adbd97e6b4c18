import type { RequestContext } from '@halfminute/mfa';
import type { SignInConfig } from '../config/config.ts';
import type { Services } from '../services.ts';
import type { ExitCode } from './exit-code.ts';
import type { OptionName } from './option-table.ts';

/** The world as a command sees it; a test has one of its own. */
export interface CommandIo {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** All of the standard input. */
  readonly readInput: () => Promise<string>;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
}

/** The options that were given. */
export interface GivenOptions {
  has(name: OptionName): boolean;
  /** The last value; undefined where the option was not given. */
  value(name: OptionName): string | undefined;
  values(name: OptionName): readonly string[];
}

export interface CommandContext {
  readonly operands: readonly string[];
  readonly options: GivenOptions;
  readonly io: CommandIo;
  /** As environment and files say it. */
  readonly config: () => SignInConfig;
  /** Opens database and keys, at the first call; they are closed when the command ends. The running service stays as it is. */
  readonly services: () => Promise<Services>;
  /** The same once more, with the keys as they stand in the file now. The caller closes it. */
  readonly reopen: () => Promise<{ readonly services: Services; readonly close: () => Promise<void> }>;
  /** Who acts, for the audit log. Throws Refusal where nobody is named. */
  readonly acting: () => RequestContext;
  /** Something to know besides the answer, such as what goes on in a long command; never in the way of who reads the answer. */
  readonly remark: (sentence: string) => void;
}

export interface Answer {
  /** For the terminal, a line each. */
  readonly lines: readonly string[];
  /** The same for `--json`. */
  readonly json: unknown;
  /** The same for `--csv`, in commands that have it; written as it is. */
  readonly csv?: string;
  readonly exitCode?: ExitCode;
}

/** What each module in commands/ exports, under the name that the table loads. */
type Run = (context: CommandContext) => Promise<Answer>;

/** One command: what help and the parser know of it. */
export interface CommandSpec {
  /** What follows the name, as help shows it. */
  readonly operands: string;
  readonly fewestOperands: number;
  readonly mostOperands: number;
  readonly summary: string;
  /** Paragraphs below the summary. */
  readonly details: readonly string[];
  readonly options: readonly OptionName[];
  /** Loads the command's module, and with it whatever only this command needs. */
  readonly load: () => Promise<Run>;
}
