#!/usr/bin/env node
import { commandSpec } from './command-table.ts';
import type { ExitCode } from './exit-code.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { reportFailure } from './report-failure.ts';

async function main(args: readonly string[]): Promise<ExitCode> {
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

// Everything written is written already (standard-streams.ts), and nothing that still waits may hold the program.
void main(process.argv.slice(2)).then((exitCode) => process.exit(exitCode));
