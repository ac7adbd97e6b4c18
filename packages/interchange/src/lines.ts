import { InterchangeError } from './errors.ts';
import { limits } from './limits.ts';

/** The lines of a text, whichever way they end. Throws 'too-many-entries' before a list of more than any honest text's is made. */
export function linesOf(text: string): readonly string[] {
  const ends = /\r\n|\r|\n/g;
  let count = 1;
  while (count <= limits.lines && ends.test(text)) {
    count += 1;
  }
  if (count > limits.lines) {
    throw new InterchangeError(
      'too-many-entries',
      `This text has more than ${limits.lines} lines. Export a part of the accounts at a time.`,
    );
  }
  return text.split(ends);
}
