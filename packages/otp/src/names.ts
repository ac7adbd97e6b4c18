import { mayHoldLongCode } from './secret-in-text.ts';

/**
 * Names come from strangers and stand in one row of a list, beside others. So a run of line breaks, tabs and other
 * control characters becomes one space, and the characters that turn the direction of their neighbours or separate
 * nothing visible go. All that can be seen stays: letters of every script, emoji with their joiners, marks of
 * direction (LRM, RLM), markup and quotes as the literal text they are. A lone surrogate becomes U+FFFD.
 */
export function cleanName(text: string): string {
  return printable.test(text)
    ? text.trim()
    : text.toWellFormed().replaceAll(controls, ' ').replaceAll(unseen, '').trim();
}

/** Nothing to clean: most names, and of a thousand accounts each is looked at before the list is there. */
const printable = /^[ -~]*$/;

/** Cc, and the two separators that break lines. */
const controls = /[\p{Cc}\u2028\u2029]+/gu;

/** Embeddings, overrides and isolates (a name could swallow or mirror its row), soft hyphen, zero-width space, word joiner, BOM. */
const unseen = /[\u202a-\u202e\u2066-\u2069\u00ad\u200b\u2060\ufeff]/g;

/** UTF-16 units of a name that are kept; the vault stores no more. */
const longestName = 1000;

/** A name cut to what is kept, between two characters, with a sign that it was cut. */
export function shortenName(name: string): string {
  if (name.length <= longestName) {
    return name;
  }
  // Cutting a pair of surrogates leaves half a character, which toWellFormed would show as a stranger.
  return `${name.slice(0, longestName - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Enough to recognise a value by, too little to carry a long code or a link out in a message. */
const quotedLength = 20;

/** A value as a message may show it: one row, and cut; nothing of what may be a long code that stands in the wrong place. */
export function quoteForMessage(value: string): string {
  const name = cleanName(value);
  if (mayHoldLongCode(name)) {
    return '(hidden)';
  }
  const head = Array.from(name.slice(0, quotedLength * 2))
    .slice(0, quotedLength)
    .join('');
  return head.length < name.length ? `${head}…` : name;
}
