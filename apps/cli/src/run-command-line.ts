import { commandSpec } from './command-table.ts';
import type { ExitCode } from './exit-code.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { reportFailure } from './report-failure.ts';

/** Does what the arguments say, and answers what to end with. */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  try {
    const invocation = parseCommandLine(args);
    const isHelpAsked = invocation.options.has('help') && invocation.command !== 'help';
    const command = await commandSpec(isHelpAsked ? 'help' : invocation.command).load();
    return await command.run(
      isHelpAsked ? { ...invocation, command: 'help', operands: [invocation.command] } : invocation,
    );
  } catch (error) {
    return reportFailure(error, { asJson: args.includes('--json') });
  }
}
