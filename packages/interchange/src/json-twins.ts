/**
 * Whether an object in a text that is good JSON names a field twice: a parser keeps the last, and what stood in the first is gone
 * without a word.
 */
export function hasTwins(json: string): boolean {
  /** The names of each object that is open; null for a list. */
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (unit === 0x7b) {
      open.push(new Set());
    } else if (unit === 0x5b) {
      open.push(null);
    } else if (unit === 0x7d || unit === 0x5d) {
      open.pop();
    } else if (unit === 0x22) {
      const end = endOfText(json, at);
      const names = open.at(-1);
      if (names !== undefined && names !== null && isName(json, end)) {
        const name = nameOf(json.slice(at, end + 1));
        if (names.has(name)) {
          return true;
        }
        names.add(name);
      }
      at = end;
    }
  }
  return false;
}

/** The place of the quote that ends the text. */
function endOfText(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json.charCodeAt(at) !== 0x22) {
    at += json.charCodeAt(at) === 0x5c ? 2 : 1;
  }
  return at;
}

function isName(json: string, end: number): boolean {
  let at = end + 1;
  while (/^\s$/.test(json.charAt(at))) {
    at += 1;
  }
  return json.charCodeAt(at) === 0x3a;
}

function nameOf(quoted: string): string {
  // JSON.parse answers any by declaration.
  return quoted.includes('\\') ? String(JSON.parse(quoted) as unknown) : quoted.slice(1, -1);
}
