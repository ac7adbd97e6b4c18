/** What a link or a form of ours may lead to. `javascript:` is not among them, and never can be by a forgotten case. */
const schemes = new Set(['https:', 'http:', 'mailto:', 'tel:', 'otpauth:']);

/** The address itself, or '#' where its scheme is none that a page of ours leads to. A relative address is ours. */
export function safeUrl(url: string): string {
  // The parser drops line ends and tabs inside "java\nscript:" as browsers do, so both see the same scheme.
  const parsed = URL.parse(url, 'https://relative.invalid');
  return parsed !== null && schemes.has(parsed.protocol) ? url : '#';
}
