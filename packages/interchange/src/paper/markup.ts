/** Markup that may stand in a page: made by {@link html} alone, so that what a user wrote is always text. */
export class Markup {
  readonly #source: string;

  private constructor(source: string) {
    this.#source = source;
  }

  toString(): string {
    return this.#source;
  }

  /** Markup from a template: its literal parts are markup, each value is text unless it is markup itself. */
  static of(literals: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
    return new Markup(
      literals.map((literal, at) => (at === 0 ? '' : sourceOf(values[at - 1] ?? '')) + literal).join(''),
    );
  }
}

type MarkupValue = string | number | Markup | readonly Markup[];

export const html: typeof Markup.of = (literals, ...values) => Markup.of(literals, ...values);

function sourceOf(value: MarkupValue): string {
  return value instanceof Markup
    ? value.toString()
    : typeof value === 'object'
      ? value.map(String).join('')
      : escapeText(String(value));
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.toWellFormed().replaceAll(/[&<>"']/g, (sign) => references[sign] ?? '');
}
