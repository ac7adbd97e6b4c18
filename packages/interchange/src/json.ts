import { limits } from './limits.ts';

/** An object of a JSON text. Its fields are asked for by {@link field} only, so that "__proto__" is a name like any other. */
export type JsonObject = { readonly [name: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field of its own, never one that every object has; undefined where it is absent or the value is no object. */
export function field(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The text of a field, or '' where it is absent, null or no text. */
export function textField(value: unknown, name: string): string {
  const text = field(value, name);
  return typeof text === 'string' ? text : '';
}

/** `Array.isArray` that promises nothing about what is inside. */
export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** What JSON.parse answers; undefined when the text is none, or nests deeper than any honest file. */
export function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text.slice(0, 200)) || !isShallow(text)) {
    return undefined;
  }
  try {
    // JSON.parse answers any by declaration.
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Counted in the text, before a parser pays for the depth. */
function isShallow(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (inText) {
      if (unit === 0x5c) index += 1;
      else if (unit === 0x22) inText = false;
    } else if (unit === 0x22) {
      inText = true;
    } else if (unit === 0x5b || unit === 0x7b) {
      depth += 1;
      if (depth > limits.jsonDepth) return false;
    } else if (unit === 0x5d || unit === 0x7d) {
      depth -= 1;
    }
  }
  return true;
}
