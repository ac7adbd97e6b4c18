import { optionOfLetter } from './option-table.ts';

// By hand and not by util.parseArgs: loading and running that costs half a millisecond of the few that `read` may take.

/** `--name`, `--name=value`, `--name value`, `-n`, `-n value`. */
export interface OptionToken {
  readonly kind: 'option';
  /** Without hyphens; a letter's long name where it has one. */
  readonly name: string;
  /** As it was written, without its value: fit for a message. */
  readonly spelled: string;
  readonly value?: string;
}

export type Token = OptionToken | { readonly kind: 'word'; readonly text: string };

/**
 * The arguments as options and words. `--` ends the options; `-` alone is a word, and a value too. What looks like an
 * option is no value of the one before it: whoever means it writes `--name=-value`.
 */
export function tokenize(args: readonly string[], takesValue: (name: string) => boolean): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < args.length; at++) {
    const argument = args[at] ?? '';
    if (argument === '--') {
      return [...tokens, ...args.slice(at + 1).map((text): Token => ({ kind: 'word', text }))];
    }
    if (!looksLikeOption(argument)) {
      tokens.push({ kind: 'word', text: argument });
      continue;
    }
    const token = readOption(argument);
    const next = args[at + 1];
    if (token.value === undefined && takesValue(token.name) && next !== undefined && !looksLikeOption(next)) {
      tokens.push({ ...token, value: next });
      at++;
    } else {
      tokens.push(token);
    }
  }
  return tokens;
}

function looksLikeOption(argument: string): boolean {
  return argument.startsWith('-') && argument !== '-';
}

function readOption(argument: string): OptionToken {
  if (argument.startsWith('--')) {
    const end = argument.indexOf('=');
    const spelled = end === -1 ? argument : argument.slice(0, end);
    const name = spelled.slice(2);
    return { kind: 'option', name, spelled, ...(end !== -1 && { value: argument.slice(end + 1) }) };
  }
  const letter = argument.slice(1, 2);
  const rest = argument.slice(2);
  return {
    kind: 'option',
    name: optionOfLetter(letter) ?? letter,
    spelled: `-${letter}`,
    ...(rest !== '' && { value: rest }),
  };
}
