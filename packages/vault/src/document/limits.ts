import { VaultError } from '../errors.ts';
import { isJsonArray } from '../json.ts';
import type { JsonValue } from '../json.ts';

/** The longest a field may be, in UTF-16 units (tags and parameters: how many; secret: bytes). */
export const FIELD_LIMITS = {
  issuer: 1_000,
  accountName: 1_000,
  note: 100_000,
  icon: 1_000,
  importId: 100,
  tag: 1_000,
  tags: 100,
  parameter: 10_000,
  parameters: 100,
  secretBytes: 1_024,
  preferenceName: 1_000,
  preference: 100_000,
} as const;

/** Whether a field read from a file is a text that an edit would have accepted. */
export function isText(value: JsonValue | undefined, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest && value.isWellFormed();
}

export function isTag(value: JsonValue | undefined): value is string {
  return isText(value, FIELD_LIMITS.tag) && value !== '';
}

export function isParameterList(value: JsonValue | undefined): boolean {
  return (
    isJsonArray(value) &&
    value.length <= FIELD_LIMITS.parameters &&
    value.every(
      (pair) => isJsonArray(pair) && pair.length === 2 && pair.every((part) => isText(part, FIELD_LIMITS.parameter)),
    )
  );
}

/** Throws 'too-long', or 'bad-field' for half a surrogate pair, which could be written but not be shown or exported. */
export function assertText(field: string, value: string, longest: number): void {
  assertCount(field, value.length, longest);
  if (!value.isWellFormed()) {
    throw new VaultError('bad-field', `The field ${field} holds half a character.`, { field });
  }
}

/** Throws 'too-long'. */
export function assertCount(field: string, count: number, most: number): void {
  if (count > most) {
    throw new VaultError('too-long', `The field ${field} is too long: ${count}, at most ${most}.`, { field });
  }
}

/** Throws 'bad-field' unless the value is a whole number in the range. */
export function assertWhole(
  field: string,
  value: number,
  range: { readonly least: number; readonly most: number },
): void {
  if (!(Number.isSafeInteger(value) && value >= range.least && value <= range.most)) {
    const message = `The field ${field} must be a whole number from ${range.least} to ${range.most}.`;
    throw new VaultError('bad-field', message, { field });
  }
}
