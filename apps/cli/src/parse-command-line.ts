import type { CommandName } from './command-table.ts';
import { commandNames, commandSpec, isCommandName } from './command-table.ts';
import type { GivenOptions, Invocation } from './invocation.ts';
import type { OptionName } from './option-table.ts';
import { isOptionName, optionSpec, universalOptions } from './option-table.ts';
import { Refusal } from './refusal.ts';
import type { OptionToken } from './tokenize.ts';
import { tokenize } from './tokenize.ts';

/**
 * Reads the arguments that follow the program's name. Throws {@link Refusal}, whose message never repeats a value: a
 * password given by mistake must not reach a log as well.
 */
export function parseCommandLine(args: readonly string[]): Invocation {
  const given = new Map<OptionName, string[]>();
  const words: string[] = [];
  for (const token of tokenize(args, takesValue)) {
    if (token.kind === 'word') {
      words.push(token.text);
    } else {
      const name = checkedOption(token);
      given.set(name, [...(given.get(name) ?? []), token.value ?? '']);
    }
  }
  const [word, ...operands] = words;
  const command = chooseCommand(word, given);
  checkOptions(command, given);
  if (command !== 'help' && !given.has('help')) {
    checkOperands(command, operands);
  }
  return { command, operands, options: givenOptions(given) };
}

function takesValue(name: string): boolean {
  return isOptionName(name) && optionSpec(name).value !== undefined;
}

/** Tried by everybody once. They would be seen by every program on the computer, and stay in the shell's history. */
const SECRETS_AS_OPTIONS = new Set([
  'password',
  'pass',
  'passphrase',
  'pw',
  'p',
  'code',
  'secret',
  'key',
  'recovery-key',
]);

/** An edit takes these away by giving them empty. */
const MAY_BE_EMPTY = new Set<string>(['note', 'service', 'user']);

function checkedOption({ name, spelled, value }: OptionToken): OptionName {
  const isGivenASecret = value !== undefined || !isOptionName(name);
  if (SECRETS_AS_OPTIONS.has(name) && isGivenASecret) {
    throw new Refusal(
      'secret-as-argument',
      `${spelled} is refused: other programs can see what stands on a command line, and the shell keeps it. ` +
        'Let the program ask, or use --password-stdin or --password-fd N for a password, and --code-file FILE for a long code.',
    );
  }
  if (!isOptionName(name)) {
    throw new Refusal('unknown-option', `There is no option ${spelled}. "halfminute help" shows what there is.`);
  }
  const placeholder = optionSpec(name).value;
  if (placeholder !== undefined && (value === undefined || (value === '' && !MAY_BE_EMPTY.has(name)))) {
    throw new Refusal('missing-value', `${spelled} wants a value: ${spelled} ${placeholder}.`);
  }
  if (placeholder === undefined && value !== undefined) {
    throw new Refusal('unexpected-value', `${spelled} takes no value.`);
  }
  return name;
}

function chooseCommand(word: string | undefined, given: ReadonlyMap<OptionName, unknown>): CommandName {
  if (word === undefined) {
    return given.has('version') ? 'version' : 'help';
  }
  if (!isCommandName(word)) {
    const shown = commandNames.filter((name) => !commandSpec(name).internal);
    throw new Refusal('unknown-command', `There is no such command. There are: ${shown.join(', ')}.`);
  }
  return word;
}

function checkOptions(command: CommandName, given: ReadonlyMap<OptionName, readonly string[]>): void {
  const allowed = new Set<OptionName>([...universalOptions, ...commandSpec(command).options]);
  if (command === 'version' || command === 'help') {
    allowed.add('version');
  }
  for (const [name, values] of given) {
    if (!allowed.has(name)) {
      throw new Refusal(
        'unknown-option',
        `"${command}" has no option --${name}. "halfminute help ${command}" shows what it has.`,
      );
    }
    if (values.length > 1 && !optionSpec(name).repeats && optionSpec(name).value !== undefined) {
      throw new Refusal('repeated-option', `--${name} was given more than once.`);
    }
  }
}

function checkOperands(command: CommandName, operands: readonly string[]): void {
  const { fewestOperands, mostOperands, operands: shown } = commandSpec(command);
  if (operands.length < fewestOperands) {
    throw new Refusal('missing-operand', `"${command}" wants ${shown}. "halfminute help ${command}" says more.`);
  }
  if (operands.length > mostOperands) {
    const most = mostOperands === 0 ? 'nothing' : 'one word at most (quote what has spaces or an "&")';
    throw new Refusal('too-many-operands', `"${command}" takes ${most} besides its options.`);
  }
}

function givenOptions(given: ReadonlyMap<OptionName, readonly string[]>): GivenOptions {
  return {
    has: (name) => given.has(name),
    value: (name) => given.get(name)?.[0],
    values: (name) => given.get(name) ?? [],
  };
}
