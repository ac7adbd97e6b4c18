/** A JSON value, as it may stand in a field that this version does not know. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };

/**
 * How deep fields may nest. Reading deeper ones would succeed, and writing them again overflow the stack: a
 * trap that a hostile writer could set.
 */
const DEEPEST = 32;

/** How deep a value may nest that is put into a document some levels down. */
const SHALLOW = 16;

/** What JSON.parse answers, or undefined when the text is none or nests too deep. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    // What JSON.parse answers is a JsonValue by its definition; without a reviver it cannot be anything else.
    const value = JSON.parse(text) as JsonValue;
    return nestsWithin(value, DEEPEST) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `Array.isArray` that keeps the type of what is inside. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/**
 * A JSON object with its fields in the order given. An object literal could not promise that: names that look like
 * numbers would come first.
 */
export function objectText(fields: Iterable<readonly [name: string, value: JsonValue]>): string {
  return `{${Array.from(fields, ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;
}

/** By UTF-16 code units, the same on every computer; a locale's order is not. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isShallow(value: JsonValue): boolean {
  return nestsWithin(value, SHALLOW);
}

function nestsWithin(value: JsonValue, depth: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  return depth > 0 && Object.values(value).every((inner) => nestsWithin(inner, depth - 1));
}
