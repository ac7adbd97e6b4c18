import { InterchangeError } from './errors.ts';
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

/** A field that some versions of a program write as a text and others as a number or a boolean; '' for anything else. */
export function scalarText(value: unknown, name: string): string {
  const scalar = field(value, name);
  return typeof scalar === 'number' || typeof scalar === 'boolean' ? String(scalar) : textField(value, name);
}

/** `Array.isArray` that promises nothing about what is inside. */
export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/**
 * What JSON.parse answers; undefined when the text is none, or nests deeper than any honest file. Throws 'too-many-entries'
 * where one list holds more than any honest one.
 */
export function parseJson(text: string): unknown {
  if (!beginsAsJson(text) || !isShallow(text)) {
    return undefined;
  }
  try {
    // JSON.parse answers any by declaration.
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether a text that {@link parseJson} does not read begins as JSON does, and nests no deeper than an honest file. */
export function isBrokenJson(text: string): boolean {
  return beginsAsJson(text) && isShallow(text);
}

/** Not "[Add it](otpauth://...)", nor "[1] otpauth://...". */
export function beginsAsJson(text: string): boolean {
  return /^\s*(?:\{\s*(?:["}]|$)|\[\s*(?:["{[\]]|$|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*(?:,|\]\s*$|$)|(?:true|false|null)\b))/.test(
    text.slice(0, 200),
  );
}

/** Counted in the text, before a parser pays for the depth and the readers for the length. */
function isShallow(text: string): boolean {
  let depth = 0;
  let values = 0;
  /** Commas at each depth; an object has them, too, and not so many. */
  const commas = new Uint32Array(limits.jsonDepth + 1);
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
      values += 1;
      if (depth > limits.jsonDepth) return false;
      commas[depth] = 0;
    } else if (unit === 0x5d || unit === 0x7d) {
      depth -= 1;
    } else if (unit === 0x2c) {
      const count = (commas[depth] ?? 0) + 1;
      if (count >= limits.jsonItems) {
        throw tooManyItems();
      }
      commas[depth] = count;
      values += 1;
    }
  }
  if (values > limits.jsonValues) {
    throw new InterchangeError(
      'too-many-entries',
      `This file holds more than ${limits.jsonValues} values. Export a part of the entries at a time.`,
    );
  }
  return true;
}

function tooManyItems(): InterchangeError {
  return new InterchangeError(
    'too-many-entries',
    `This file holds a list of more than ${limits.jsonItems} entries. Export a part of them at a time.`,
  );
}
