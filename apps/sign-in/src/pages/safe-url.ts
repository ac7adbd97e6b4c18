/** What a link or a form of ours may lead to. `javascript:` is not among them, and never can be by a forgotten case. */
const schemes = new Set(['https:', 'http:', 'mailto:', 'tel:', 'otpauth:']);

/** The address itself, or '#' where its scheme is none that a page of ours leads to. A relative address is ours. */
export function safeUrl(url: string): string {
  // The parser drops line ends and tabs inside "java\nscript:" as browsers do, so both see the same scheme.
  const parsed = URL.parse(url, 'https://relative.invalid');
  return parsed !== null && schemes.has(parsed.protocol) ? url : '#';
}

/** For a mail, which has no page to be relative to: the address in its normal form, in which no line end or blank is left. */
export function absoluteUrl(url: string): string {
  const parsed = URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.href : '#';
}
