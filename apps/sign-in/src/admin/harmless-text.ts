/**
 * Characters that are not shown but do something: controls (an escape sequence can rewrite a terminal, a line end forge a line),
 * marks that turn the direction of writing, invisible ones, and halves of surrogate pairs. The joiners U+200C and U+200D stay:
 * emoji and several scripts need them.
 */
const ACTING =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;

/** A text as it may stand on a terminal or in a file: acting characters are spelt out, such as `\u{1b}`. */
export function harmlessText(text: string): string {
  return text.replaceAll(ACTING, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** JSON with the same characters in JSON's own spelling: the value stays what it is, and the terminal unharmed. */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(ACTING, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
