/** Texts that have broken pages, headers and logs elsewhere. */
export const hostileTexts: readonly string[] = [
  `"><script>alert(1)</script><b x="`,
  `' onmouseover='alert(1)' autofocus onfocus="alert(1)`,
  `java\tscript:alert(1)//https://`,
  `javascript:alert(1)`,
  `data:text/html,<script>alert(1)</script>`,
  `\r\nBcc: thief@evil.example\r\nContent-Type: text/html\r\n\r\n<h1>`,
  `{user}{platform}{n}{name}{reach} $& $1 \${7*7}`,
  `</title></noscript></script></style><img src=x onerror=alert(1)>`,
  `&lt;script&gt; &amp;quot; &#39;`,
  `\u202Egnirts\u202C \u0000\u0007\u2028 ${'w'.repeat(400)}`,
];

/** Fields whose strings are names from our own closed sets, and hold nothing that anybody wrote. */
const ourOwn = new Set([
  'kind',
  'purpose',
  'reason',
  'direction',
  'act',
  'factor',
  'why',
  'what',
  'state',
  'needs',
  'with',
  'done',
  'error',
  'language',
  'timeZone',
  'nonce',
]);

/** The same value with every string in it replaced by `text`, except names of our own closed sets. */
export function withEveryText<T>(value: T, text: string): T {
  // `as`: only strings change, and they stay strings.
  return replaced(value, '', text) as T;
}

function replaced(value: unknown, key: string, text: string): unknown {
  if (typeof value === 'string') {
    return ourOwn.has(key) ? value : text;
  }
  if (Array.isArray(value)) {
    // The modules of a QR code are many, and no texts.
    return typeof value[0] === 'boolean' ? value : value.map((entry: unknown) => replaced(entry, key, text));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, replaced(entry, name, text)]));
  }
  return value;
}
