import { harmlessJson, harmlessText } from './harmless-text.ts';
import type { GivenOptions } from './invocation.ts';
import { writeError, writeOut } from './standard-streams.ts';

export interface Printed {
  /** For the terminal, a line each. */
  readonly lines: readonly string[];
  /** The same for `--json`. */
  readonly json: unknown;
}

/** Prints a command's answer in the dress that was asked for. */
export function print(options: GivenOptions, { lines, json }: Printed): void {
  writeOut(options.has('json') ? `${harmlessJson(json)}\n` : lines.map((line) => `${harmlessText(line)}\n`).join(''));
}

/** Something to know besides the answer; never in the way of a program that reads the answer. */
export function remark(options: GivenOptions, sentence: string): void {
  if (!options.has('json')) {
    writeError(`${harmlessText(sentence)}\n`);
  }
}
