/** Times that a program may have encoded a name: some do so again each time they write it. */
const mostEncodings = 5;

/**
 * A name as it was before a program kept it as it stands in a link, "ada%40alder.example". What holds any character that is not
 * left in a link was never encoded, and stays as it is.
 */
export function decodeEncodedName(text: string): string {
  let name = text;
  for (let count = 0; count < mostEncodings && isEncoded(name); count++) {
    try {
      name = decodeURIComponent(name);
    } catch {
      return name;
    }
  }
  return name;
}

function isEncoded(name: string): boolean {
  return /%[0-9a-f]{2}/i.test(name) && /^(?:[\w.!~*'():@+-]|%[0-9a-f]{2})*$/i.test(name);
}
