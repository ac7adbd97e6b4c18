import type { GivenOptions } from './command.ts';
import { Refusal } from './refusal.ts';

const USUAL_LIMIT = 100;
const MOST = 1_000_000;

export function limitFrom(options: GivenOptions): number {
  const text = options.value('limit') ?? String(USUAL_LIMIT);
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > MOST) {
    throw new Refusal('limit', `--limit has to be a whole number from 1 to ${MOST}.`);
  }
  return limit;
}

/** The first line of the standard input. Throws Refusal where there is none. */
export function firstLine(input: string, what: string): string {
  const [line = ''] = input.split(/\r?\n/, 1);
  if (line === '') {
    throw new Refusal('no-input', `The standard input holds no ${what}.`);
  }
  return line;
}
