import type { CommandName } from '../command-table.ts';
import { commandNames, commandSpec, isCommandName } from '../command-table.ts';
import { usage } from '../command-line.ts';
import type { Answer, CommandContext } from '../command.ts';
import type { OptionName } from '../option-table.ts';
import { optionSpec, universalOptions } from '../option-table.ts';
import { Refusal } from '../refusal.ts';

const WIDTH = 80;

/** `help [COMMAND]`, and `--help` of every command. */
export async function help({ operands }: CommandContext): Promise<Answer> {
  const name = operands.join(' ');
  const names =
    name === '' ? commandNames : commandNames.filter((each) => each === name || each.startsWith(`${name} `));
  if (names.length === 0) {
    throw new Refusal('unknown-command', 'There is no such command. "npm run -s sign-in -- help" lists them.');
  }
  return {
    lines: isCommandName(name) ? commandHelp(name) : overview(names),
    json: names.map((each) => {
      const { summary, details, options } = commandSpec(each);
      return { name: each, usage: usage(each), summary, details, options };
    }),
  };
}

function overview(names: readonly CommandName[]): readonly string[] {
  return [
    'Commands for administrators of the sign-in service. They work on the database',
    'that HALFMINUTE_DATABASE names, while the service runs.',
    '',
    'Usage: npm run -s sign-in -- COMMAND [OPTION]...',
    '',
    ...table(names.map((name) => [shortUsage(name), commandSpec(name).summary])),
    '',
    ...table(universalOptions.map(optionRow)),
    '',
    '"help COMMAND" says what a command does and which options it has.',
    '',
    ...wrap(
      'Exit codes: 0 done; 1 something broke; 2 the input cannot be used, or refused; 3 done, and something was found to look at; 4 no such account or group.',
      0,
    ),
  ];
}

function commandHelp(name: CommandName): readonly string[] {
  const { summary, details, options } = commandSpec(name);
  return [
    `Usage: ${usage(name)} [OPTION]...`,
    '',
    ...wrap(summary, 0),
    '',
    ...details.flatMap((paragraph) => [...wrap(paragraph, 0), '']),
    ...table([...options, ...universalOptions].map(optionRow)),
  ];
}

function shortUsage(name: CommandName): string {
  const { operands } = commandSpec(name);
  return operands === '' ? name : `${name} ${operands}`;
}

function optionRow(name: OptionName): readonly [string, string] {
  const { value, help: text } = optionSpec(name) as { readonly value?: string; readonly help: string }; // as: no entry has both keys in its narrow type
  return [`--${name}${value === undefined ? '' : ` ${value}`}`, text];
}

/** The long ones get a line of their own, so that the others stay close together. */
const WIDEST = 30;

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const column = Math.min(WIDEST, Math.max(...rows.map(([left]) => left.length))) + 4;
  return rows.flatMap(([left, right]) => {
    const [first = '', ...rest] = wrap(right, column);
    return left.length + 4 > column
      ? [`  ${left}`, first, ...rest]
      : [`  ${left}`.padEnd(column) + first.slice(column), ...rest];
  });
}

/** Lines of at most 80 characters, indented by so many. */
function wrap(text: string, indent: number): readonly string[] {
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
