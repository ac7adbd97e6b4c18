import { ConfigError } from '../config/config-error.ts';
import { readConfig } from '../config/read-config.ts';
import type { OpenServices } from '../compose.ts';
import { createLog } from '../log/json-log.ts';
import { actingAdmin } from './acting-admin.ts';
import { parseCommandLine } from './command-line.ts';
import type { Invocation } from './command-line.ts';
import { commandSpec } from './command-table.ts';
import type { Answer, CommandContext, CommandIo } from './command.ts';
import { EXIT } from './exit-code.ts';
import type { ExitCode } from './exit-code.ts';
import { harmlessJson, harmlessText } from './harmless-text.ts';
import { Refusal } from './refusal.ts';

/** Runs one command, and answers what to exit with. Never throws. */
export async function runCommand(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  let asJson = args.includes('--json');
  try {
    const invocation = parseCommandLine(args);
    asJson = invocation.options.has('json');
    const answer = await run(invocation, io);
    print(answer, { invocation, io });
    return answer.exitCode ?? EXIT.ok;
  } catch (error) {
    return reportFailure(error, { asJson, io });
  }
}

async function run(invocation: Invocation, io: CommandIo): Promise<Answer> {
  const { command, operands, options } = invocation;
  if (options.has('help')) {
    const help = await commandSpec('help').load();
    return help({ ...contextOf(invocation, io).context, operands: command === 'help' ? operands : command.split(' ') });
  }
  const { context, close } = contextOf(invocation, io);
  try {
    return await (
      await commandSpec(command).load()
    )(context);
  } finally {
    await close();
  }
}

function contextOf(
  { operands, options }: Invocation,
  io: CommandIo,
): { readonly context: CommandContext; readonly close: () => Promise<void> } {
  let opened: Promise<OpenServices> | undefined;
  const config = () => readConfig(io.environment);
  const open = async () => {
    const { createServices } = await import('../compose.ts');
    const { node, ...rest } = config();
    // A chain of its own in the audit log: the service's node goes on writing its own meanwhile.
    return createServices({ ...rest, node: `${node.slice(0, 58)}.admin` }, { log: createLog(io.writeError) });
  };
  return {
    context: {
      operands,
      options,
      io,
      config,
      services: async () => {
        opened ??= open();
        return (await opened).services;
      },
      reopen: open,
      acting: () => actingAdmin({ options, io }),
      remark: (sentence) => {
        if (!options.has('json')) {
          io.writeError(`${harmlessText(sentence)}\n`);
        }
      },
    },
    close: async () => {
      const services = await opened?.catch(() => undefined);
      await services?.close();
    },
  };
}

function print(
  { lines, json, csv }: Answer,
  { invocation, io }: { readonly invocation: Invocation; readonly io: CommandIo },
): void {
  if (invocation.options.has('json')) {
    io.writeOut(`${harmlessJson(json)}\n`);
  } else if (invocation.options.has('csv') && csv !== undefined) {
    io.writeOut(csv);
  } else {
    io.writeOut(lines.map((line) => `${harmlessText(line)}\n`).join(''));
  }
}

function reportFailure(error: unknown, { asJson, io }: { readonly asJson: boolean; readonly io: CommandIo }): ExitCode {
  const { code, message, lines, exitCode } = toRefusal(error);
  if (asJson) {
    io.writeOut(`${harmlessJson({ error: { code, message } })}\n`);
  } else {
    io.writeError([message, ...lines].map((line) => `${harmlessText(line)}\n`).join(''));
  }
  return exitCode;
}

/** Classes of ours whose messages are sentences for the administrator, and hold nothing secret. */
const ourErrors = new Set(['AccountError', 'KeyFileError', 'MfaError', 'MfaSqlError', 'OtpError']);

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) {
    return error;
  }
  if (error instanceof ConfigError) {
    const [first = error.message, ...more] = error.problems;
    return new Refusal('configuration', first, { lines: more });
  }
  if (error instanceof Error && ourErrors.has(error.name) && 'code' in error) {
    return new Refusal(String(error.code), error.message);
  }
  // A defect of ours, or the database is away. Its own words may hold anything, so only class, code and place are told.
  const kind = error instanceof Error ? error.name : typeof error;
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : '';
  const place = error instanceof Error ? (/\n\s+at ([^\n]*)/.exec(error.stack ?? '')?.[1] ?? '') : '';
  return new Refusal('unexpected', `Something broke. (${kind}${code} at ${place})`, { exitCode: EXIT.broken });
}
