import { parseJson } from './json.ts';

/** A file as the readers look at it: each view is worked out once, when first asked for. */
export interface FileContent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Without a byte order mark; null where the bytes are no UTF-8. */
  readonly text: string | null;
  /** undefined where the text is no JSON object or array. */
  readonly json: unknown;
}

export function fileContent(bytes: Uint8Array<ArrayBuffer>): FileContent {
  const text = once(() => decodeText(bytes));
  const json = once(() => parseJson(text() ?? ''));
  return {
    bytes,
    get text() {
      return text();
    },
    get json() {
      return json();
    },
  };
}

/** Text of these bytes, or null. NUL is in no text file, and in nearly every other. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, 4096).includes(0)) {
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
