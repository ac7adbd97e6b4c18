import { parseJson } from './json.ts';
import { decodeBytes } from './text-encoding.ts';

/** A file as the readers look at it: each view is worked out once, when first asked for. */
export interface FileContent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Without a byte order mark; null where the bytes are no text. */
  readonly text: string | null;
  /** Whether a part of the text is in no encoding that says what it is, so that its letters may be others. */
  readonly isTextGuessed: boolean;
  /** undefined where the text is no JSON object or array. */
  readonly json: unknown;
  /** What was given at the same time: some programs part what belongs together. */
  readonly beside: readonly FileContent[];
}

export function fileContent(bytes: Uint8Array<ArrayBuffer>, beside: readonly FileContent[] = []): FileContent {
  const decoded = once(() => decodeBytes(bytes));
  const json = once(() => parseJson(decoded()?.text ?? ''));
  return {
    bytes,
    beside,
    get text() {
      return decoded()?.text ?? null;
    },
    get isTextGuessed() {
      return decoded()?.isGuessed ?? false;
    },
    get json() {
      return json();
    },
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
