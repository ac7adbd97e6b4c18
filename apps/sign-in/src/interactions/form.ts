import type { IncomingMessage } from 'node:http';

/** What a form posted: each field once, as text. */
export interface Fields {
  /** An empty text for a field that did not come. */
  get(name: string): string;
  has(name: string): boolean;
  readonly names: readonly string[];
}

export type FormOutcome =
  | { readonly result: 'read'; readonly fields: Fields }
  | { readonly result: 'refused'; readonly status: 400 | 413 | 415 };

/** The longest password in the greatest of encodings fits many times over. */
const mostBytes = 16 * 1024;

/**
 * The body of a POST, as strictly as our own pages need it (rule C10): `application/x-www-form-urlencoded`, at most 16 KiB, no field twice, none
 * that stands for a list or an object, no NUL. Reads no further than the limit.
 */
export async function readForm(incoming: IncomingMessage): Promise<FormOutcome> {
  const type = (incoming.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') {
    return { result: 'refused', status: 415 };
  }
  const text = await readText(incoming.iterator({ destroyOnReturn: false }));
  if (text === null) {
    return { result: 'refused', status: 413 };
  }
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (values.has(name) || !/^[A-Za-z][\w-]{0,63}$/.test(name) || value.includes('\0')) {
      return { result: 'refused', status: 400 };
    }
    values.set(name, value);
  }
  return {
    result: 'read',
    fields: {
      get: (name) => values.get(name) ?? '',
      has: (name) => values.has(name),
      names: [...values.keys()],
    },
  };
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) {
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
