import { parseArgs } from 'node:util';
import type { CommandName } from './command-table.ts';
import { commandNames, commandSpec, isCommandName } from './command-table.ts';
import type { GivenOptions } from './command.ts';
import type { OptionName } from './option-table.ts';
import { optionSpec, optionTable, universalOptions } from './option-table.ts';
import { Refusal } from './refusal.ts';

/** One command line, read. */
export interface Invocation {
  readonly command: CommandName;
  readonly operands: readonly string[];
  readonly options: GivenOptions;
}

const optionNames = Object.keys(optionTable) as readonly OptionName[]; // as: the keys of the table are its names

/** Tried by everybody once. They would be seen by every program on the computer, and stay in the shell's history. */
const secretsAsOptions = new Set(['password', 'pass', 'passphrase', 'pw', 'secret', 'code', 'seed', 'key', 'token']);

/** Reads the arguments. Throws {@link Refusal}, whose message never repeats a value. */
export function parseCommandLine(args: readonly string[]): Invocation {
  const { values, positionals } = parse(args);
  const { command, operands } = chooseCommand(positionals, { asksForHelp: values.has('help') });
  const { options, fewestOperands, mostOperands } = commandSpec(command);
  const unknown = [...values.keys()].find((name) => !options.includes(name) && !universalOptions.includes(name));
  if (unknown !== undefined) {
    throw new Refusal('unknown-option', `"${command}" has no option --${unknown}. ${seeHelp(command)}`);
  }
  if (!values.has('help') && (operands.length < fewestOperands || operands.length > mostOperands)) {
    throw new Refusal('operands', `Usage: ${usage(command)} [OPTION]...`);
  }
  return { command, operands, options: given(values) };
}

export function usage(command: CommandName): string {
  const { operands } = commandSpec(command);
  return `npm run -s sign-in -- ${command}${operands === '' ? '' : ` ${operands}`}`;
}

type Values = ReadonlyMap<OptionName, readonly string[]>;

function parse(args: readonly string[]): { readonly values: Values; readonly positionals: readonly string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      optionNames.map((name) => [name, { type: optionSpec(name).value === undefined ? 'boolean' : 'string' } as const]),
    ),
    allowPositionals: true,
    // What is unknown is told in our own words, and without its value.
    strict: false,
    tokens: true,
  });
  const values = new Map<OptionName, readonly string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      positionals.push(token.value);
    } else if (token.kind === 'option') {
      const name = knownOption(token.name, token.value);
      values.set(name, [...(values.get(name) ?? []), token.value ?? '']);
    }
  }
  return { values, positionals };
}

function knownOption(name: string, value: string | undefined): OptionName {
  if (secretsAsOptions.has(name)) {
    throw new Refusal(
      'secret-as-argument',
      `--${name} is refused: other programs can see what stands on a command line, and the shell keeps it. Use an invitation, --password-stdin or --code-stdin.`,
    );
  }
  const known = optionNames.find((each) => each === name);
  if (known === undefined) {
    throw new Refusal('unknown-option', 'There is no such option. "npm run -s sign-in -- help" shows what there is.');
  }
  const { value: placeholder } = optionSpec(known);
  if (placeholder === undefined && value !== undefined) {
    throw new Refusal('option-value', `--${known} has no value.`);
  }
  if (placeholder !== undefined && (value === undefined || value === '')) {
    throw new Refusal('option-value', `--${known} needs a value: --${known} ${placeholder}`);
  }
  return known;
}

function chooseCommand(
  words: readonly string[],
  { asksForHelp }: { readonly asksForHelp: boolean },
): { readonly command: CommandName; readonly operands: readonly string[] } {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    if (words.length >= length && isCommandName(name)) {
      return { command: name, operands: words.slice(length) };
    }
  }
  const [word] = words;
  if (word === undefined || asksForHelp) {
    return { command: 'help', operands: words };
  }
  const family = commandNames.filter((name) => name.startsWith(`${word} `));
  throw new Refusal(
    'unknown-command',
    family.length > 0
      ? `There are: ${family.join(', ')}.`
      : 'There is no such command. "npm run -s sign-in -- help" lists them.',
  );
}

function seeHelp(command: CommandName): string {
  return `"npm run -s sign-in -- help ${command}" says which it has.`;
}

function given(values: Values): GivenOptions {
  return {
    has: (name) => values.has(name),
    value: (name) => values.get(name)?.at(-1),
    values: (name) => values.get(name) ?? [],
  };
}
