import { plainText } from '../plain-text.ts';

/** Reading what was typed: a form's fields come in as anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** Empty where the field is missing or no text. */
export function textField(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? plainText(value) : '';
}

/** Null where it is no whole number from 0 on. */
export function numberField(fields: Fields, name: string): number | null {
  const text = textField(fields, name);
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
