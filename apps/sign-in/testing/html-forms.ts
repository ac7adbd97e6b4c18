/** A form as a browser without script would send it. */
export interface HtmlForm {
  readonly id: string | null;
  readonly action: string;
  readonly method: 'GET' | 'POST';
  /** Fields with the values that they have on the page; boxes that are not ticked are left out. */
  readonly fields: ReadonlyMap<string, string>;
  /** Names of all fields, ticked or not. */
  readonly names: readonly string[];
  readonly buttons: readonly HtmlButton[];
}

export interface HtmlButton {
  readonly name: string | null;
  readonly value: string;
  readonly text: string;
  readonly action: string | null;
}

/**
 * The forms of a page. Reads what our own components write (attributes in double quotes, elements closed); not a parser for the web at large.
 */
export function readForms(html: string): readonly HtmlForm[] {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, attributes = '', inside = '']) => ({
    attributes: readAttributes(attributes),
    inside,
  }));
  const outside = html.replaceAll(/<form\b[^>]*>[\s\S]*?<\/form>/g, '');
  return forms.map(({ attributes, inside }) => {
    const id = attributes.get('id') ?? null;
    // A control may stand elsewhere and name its form.
    const elsewhere = id === null ? '' : controlsOf(outside, id);
    const controls = `${inside}${elsewhere}`;
    const inputs = [...controls.matchAll(/<input\b([^>]*)>/g)].map(([, text = '']) => readAttributes(text));
    return {
      id,
      action: attributes.get('action') ?? '',
      method: attributes.get('method')?.toUpperCase() === 'POST' ? 'POST' : 'GET',
      fields: new Map(inputs.filter(isSent).map((input) => [input.get('name') ?? '', valueOf(input)])),
      names: inputs.flatMap((input) => input.get('name') ?? []),
      buttons: readButtons(controls),
    };
  });
}

/**
 * The text of a page as it is read: without head, script, style and tags, entities undone, blanks collapsed. Where a word may break, and where a name
 * of another direction is set apart, there is no blank.
 */
export function readText(html: string): string {
  const body = html
    .replaceAll(/<(head|script|style|template)\b[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<\/?(?:wbr|bdi)\b[^>]*>/g, '')
    .replaceAll(/<[^>]*>/g, ' ');
  return unescapeHtml(body).replaceAll(/\s+/g, ' ').trim();
}

/** Addresses of the page's links, with their texts. */
export function readLinks(html: string): readonly { readonly href: string; readonly text: string }[] {
  return [...html.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)].map(([, attributes = '', inside = '']) => ({
    href: readAttributes(attributes).get('href') ?? '',
    text: readText(inside),
  }));
}

function controlsOf(html: string, formId: string): string {
  return [...html.matchAll(/<button\b[^>]*>[\s\S]*?<\/button>|<input\b[^>]*>/g)]
    .map(([control]) => control)
    .filter((control) => readAttributes(/^<\w+\b([^>]*)>/.exec(control)?.[1] ?? '').get('form') === formId)
    .join('');
}

function readButtons(html: string): readonly HtmlButton[] {
  return [...html.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)]
    .map(([, text = '', inside = '']) => ({ attributes: readAttributes(text), inside }))
    .filter(({ attributes }) => attributes.get('type') !== 'button')
    .map(({ attributes, inside }) => ({
      name: attributes.get('name') ?? null,
      value: attributes.get('value') ?? '',
      text: readText(inside),
      action: attributes.get('formaction') ?? null,
    }));
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      unescapeHtml(value),
    ]),
  );
}

function isSent(input: ReadonlyMap<string, string>): boolean {
  const type = input.get('type') ?? 'text';
  return input.has('name') && (!['checkbox', 'radio'].includes(type) || input.has('checked'));
}

function valueOf(input: ReadonlyMap<string, string>): string {
  return input.get('value') ?? (input.get('type') === 'checkbox' ? 'on' : '');
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u{A0}' };

function unescapeHtml(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
    if (typeof name === 'string') {
      return entities[name] ?? whole;
    }
    return String.fromCodePoint(
      typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16),
    );
  });
}
