import type { CommandName } from './command-table.ts';
import type { ExitCode } from './exit-code.ts';
import type { OptionName } from './option-table.ts';

/** One command line, read. */
export interface Invocation {
  readonly command: CommandName;
  readonly operands: readonly string[];
  readonly options: GivenOptions;
}

/** The options that were given. */
export interface GivenOptions {
  has(name: OptionName): boolean;
  /** The value; undefined where the option was not given. */
  value(name: OptionName): string | undefined;
  values(name: OptionName): readonly string[];
}

/** What each module in commands/ exports. */
export interface CommandModule {
  run(invocation: Invocation): Promise<ExitCode>;
}
