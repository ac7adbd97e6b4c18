import type { CommandName, CommandSpec } from '../command-table.ts';
import { commandNames, commandSpec, isCommandName } from '../command-table.ts';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { Invocation } from '../invocation.ts';
import type { OptionName } from '../option-table.ts';
import { optionSpec, universalOptions } from '../option-table.ts';
import { Refusal } from '../refusal.ts';
import { writeOut } from '../standard-streams.ts';

const WIDTH = 80;

/** `halfminute help [COMMAND]`, and `--help` of every command. */
export async function run({ operands, options }: Invocation): Promise<ExitCode> {
  const [name] = operands;
  if (name !== undefined && !isCommandName(name)) {
    throw new Refusal('unknown-command', 'There is no such command. "halfminute help" lists them.');
  }
  if (options.has('json')) {
    const names = name === undefined ? shownCommands() : [name];
    writeOut(`${JSON.stringify(names.map(toJson))}\n`);
  } else {
    writeOut(name === undefined ? overview() : commandHelp(name));
  }
  return EXIT.ok;
}

function shownCommands(): readonly CommandName[] {
  return commandNames.filter((name) => !commandSpec(name).internal);
}

function overview(): string {
  const rows = shownCommands().map((name): [string, string] => [usage(name), commandSpec(name).summary]);
  return [
    'halfminute: one-time codes on the computer you work on. Nothing leaves it.',
    '',
    'Usage: halfminute COMMAND [OPTION]...',
    '',
    ...table(rows),
    '',
    ...table(universalOptions.map(optionRow)),
    '',
    ...wrap('"halfminute help COMMAND" says what a command does and which options it has.', 0),
    '',
    'Exit codes: 0 done; 1 something broke; 2 the input cannot be used, or refused;',
    '3 several accounts match; 4 no account matches; 5 wrong password or recovery',
    'key; 6 no vault, or one that cannot be opened.',
    '',
  ].join('\n');
}

function commandHelp(name: CommandName): string {
  const { summary, details, options } = commandSpec(name);
  return [
    `Usage: halfminute ${usage(name)} [OPTION]...`,
    '',
    ...wrap(summary, 0),
    '',
    ...details.flatMap((paragraph) => [...wrap(paragraph, 0), '']),
    ...table([...options, ...universalOptions].map(optionRow)),
    '',
  ].join('\n');
}

function usage(name: CommandName): string {
  const { operands } = commandSpec(name);
  return operands === '' ? name : `${name} ${operands}`;
}

function optionRow(name: OptionName): [string, string] {
  const { short, value, help } = optionSpec(name);
  return [`${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`, help];
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const column = Math.max(...rows.map(([left]) => left.length)) + 4;
  return rows.flatMap(([left, right]) => {
    const [first = '', ...rest] = wrap(right, column);
    return [`  ${left}`.padEnd(column) + first.slice(column), ...rest];
  });
}

/** Lines of at most 80 characters, indented by so many. */
function wrap(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(' '.repeat(indent) + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, ' '.repeat(indent) + line];
}

function toJson(
  name: CommandName,
): Pick<CommandSpec, 'summary' | 'details'> & { readonly name: string; readonly usage: string } {
  const { summary, details } = commandSpec(name);
  return { name, usage: `halfminute ${usage(name)}`, summary, details };
}
