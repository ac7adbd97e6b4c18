/** Reading what was typed: a form's fields come in as anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** The field's text without blanks around it, control characters gone but line ends; empty where it is missing or no text. */
export function textField(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string'
    ? value
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\n]/gu, '')
        .trim()
    : '';
}

/** Null where it is no whole number from 0 on. */
export function numberField(fields: Fields, name: string): number | null {
  const text = textField(fields, name);
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
