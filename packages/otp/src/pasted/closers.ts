/** What encloses a link, and what closes it again. */
const closers: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['>', '<'],
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['„', '“'],
  ['‘', '’'],
  ['‚', '‘'],
  ['«', '»'],
  ['»', '«'],
  ['「', '」'],
  ['*', '*'],
]);

const brackets: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** A link up to what closes it, where something that can be closed stands directly before it. */
export function beforeCloser(joined: string, opener: string): string | undefined {
  const bracket = brackets.get(opener);
  const index = bracket === undefined ? closerOf(joined, opener) : unopenedCloser(joined, { opener, closer: bracket });
  if (index < 0) {
    return undefined;
  }
  // "<otpauth://...|add it>", as messengers write what a link is called.
  return opener === '<' ? joined.slice(0, index).split('|', 1)[0] : joined.slice(0, index);
}

/** A quote in a label that nobody encoded stands before the "?"; the one that closes stands after it, and not within a word. */
function closerOf(joined: string, opener: string): number {
  const closer = closers.get(opener);
  const query = Math.max(joined.indexOf('?'), 0);
  const rest = joined.slice(query);
  const index = closer === undefined ? -1 : closer === "'" ? rest.search(/'(?![\p{L}\p{N}])/u) : rest.indexOf(closer);
  return index < 0 ? -1 : query + index;
}

/** Where the first closing bracket stands that nothing in the link opens, or -1: names have brackets of their own. */
function unopenedCloser(
  text: string,
  { opener, closer }: { readonly opener: string; readonly closer: string },
): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === opener) depth += 1;
    if (character === closer) depth -= 1;
    if (depth < 0) return index;
  }
  return -1;
}
