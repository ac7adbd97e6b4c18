import type { CommandName, CommandSpec } from './command-table.ts';
import { commandNames, commandSpec } from './command-table.ts';
import type { OptionName } from './option-table.ts';
import { optionSpec, universalOptions } from './option-table.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export function isShell(text: string): text is Shell {
  return shells.some((shell) => shell === text);
}

/**
 * The completion script of a shell, written from the tables that help and the parser read. It knows commands, options
 * and files, and never asks the vault: completing a name would need the password.
 */
export function completionScript(shell: Shell): string {
  return WRITERS[shell]();
}

const commands: readonly CommandName[] = commandNames.filter((name) => !commandSpec(name).internal);

function optionsOf(name: CommandName): readonly OptionName[] {
  return [...commandSpec(name).options, ...universalOptions];
}

/** Every option that takes a value, with what a shell offers for it. */
function valueOptions(): readonly {
  readonly name: OptionName;
  readonly completes: 'file' | 'nothing' | readonly string[];
}[] {
  return [...new Set(commands.flatMap(optionsOf))]
    .filter((name) => optionSpec(name).value !== undefined)
    .map((name) => ({ name, completes: optionSpec(name).completes ?? 'nothing' }));
}

function operandWords(completes: CommandSpec['completes']): readonly string[] {
  return completes === 'command' ? commands : typeof completes === 'object' ? completes : [];
}

function flags(name: OptionName): readonly string[] {
  const { short } = optionSpec(name);
  return [...(short === undefined ? [] : [`-${short}`]), `--${name}`];
}

const WRITERS: Readonly<Record<Shell, () => string>> = { bash: bashScript, zsh: zshScript, fish: fishScript };

function bashScript(): string {
  const valueCases = valueOptions().map(({ name, completes }) => {
    const answer =
      completes === 'file'
        ? 'compopt -o filenames; COMPREPLY=($(compgen -f -- "$current"))'
        : completes === 'nothing'
          ? 'COMPREPLY=()'
          : `COMPREPLY=($(compgen -W '${completes.join(' ')}' -- "$current"))`;
    return `    ${flags(name).join('|')}) ${answer}; return ;;`;
  });
  const commandCases = commands.map((name) => {
    const { completes } = commandSpec(name);
    const words = [...optionsOf(name).flatMap(flags), ...operandWords(completes)];
    const files = completes === 'file' ? ' compopt -o filenames; COMPREPLY+=($(compgen -f -- "$current"));' : '';
    return `    ${name}) COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$current"));${files} ;;`;
  });
  return `# bash completion for halfminute
_halfminute() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command= word
  case $previous in
${valueCases.join('\n')}
  esac
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
    ${commands.join('|')}) command=$word; break ;;
    esac
  done
  case $command in
${commandCases.join('\n')}
    *) COMPREPLY=($(compgen -W '${[...commands, ...universalOptions.flatMap(flags), '--version'].join(' ')}' -- "$current")) ;;
  esac
}
complete -F _halfminute halfminute
`;
}

function zshScript(): string {
  const option = (name: OptionName): string => {
    const { help, value, completes, repeats } = optionSpec(name);
    const action = completes === 'file' ? '_files' : typeof completes === 'object' ? `(${completes.join(' ')})` : ' ';
    const argument = value === undefined ? '' : `:${value}:${action}`;
    const spec = flags(name).map((flag) =>
      singleQuoted(`${repeats ? '*' : ''}${flag}[${zshEscaped(help)}]${argument}`),
    );
    return `        ${spec.join(' ')} \\`;
  };
  const cases = commands.map((name) => {
    const { completes, mostOperands } = commandSpec(name);
    const words = operandWords(completes);
    const action = completes === 'file' ? '_files' : words.length > 0 ? `(${words.join(' ')})` : ' ';
    const operand = mostOperands === 0 ? [] : [`        ${singleQuoted(`*:operand:${action}`)} \\`];
    return [
      `      ${name})`,
      '      _arguments -s \\',
      ...optionsOf(name).map(option),
      ...operand,
      '        && return 0',
      '      ;;',
    ].join('\n');
  });
  const described = commands.map((name) => `    ${singleQuoted(`${name}:${zshEscaped(commandSpec(name).summary)}`)}`);
  return `#compdef halfminute
_halfminute() {
  local -a commands
  commands=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _halfminute ]; then
  _halfminute "$@"
else
  compdef _halfminute halfminute
fi
`;
}

function fishScript(): string {
  const isFirst = `not __fish_seen_subcommand_from ${commands.join(' ')}`;
  const lines = commands.flatMap((name) => {
    const { summary, completes } = commandSpec(name);
    const condition = singleQuotedFish(`__fish_seen_subcommand_from ${name}`);
    const words = operandWords(completes);
    return [
      `complete -c halfminute -n ${singleQuotedFish(isFirst)} -a ${name} -d ${singleQuotedFish(summary)}`,
      ...(words.length > 0 ? [`complete -c halfminute -n ${condition} -a ${singleQuotedFish(words.join(' '))}`] : []),
      ...(completes === 'file' ? [`complete -c halfminute -n ${condition} -F`] : []),
      ...optionsOf(name).map((option) => {
        const { short, value, help, completes: offers } = optionSpec(option);
        const parts = [
          ...(short === undefined ? [] : ['-s', short]),
          '-l',
          option,
          ...(value === undefined ? [] : [offers === 'file' ? '-r -F' : '-x']),
          ...(typeof offers === 'object' ? ['-a', singleQuotedFish(offers.join(' '))] : []),
          '-d',
          singleQuotedFish(help),
        ];
        return `complete -c halfminute -n ${condition} ${parts.join(' ')}`;
      }),
    ];
  });
  return ['# fish completion for halfminute', 'complete -c halfminute -f', ...lines, ''].join('\n');
}

/** POSIX: a quote cannot stand between quotes, so they are closed for it. */
function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function singleQuotedFish(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}

/** What _arguments and _describe would read as their own punctuation. */
function zshEscaped(text: string): string {
  return text.replaceAll(/[:[\]\\]/g, String.raw`\$&`);
}
