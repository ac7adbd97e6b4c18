import { MfaSqlError } from '../errors.ts';

/** How values come out of PostgreSQL where `pg` reads them differently, by the type's object id in pg_type. */
export const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [17, readBytea],
  [20, readBigint],
]);

/** int8; `pg` would leave it a text, since not every one is a number of JavaScript's. Ours are. */
function readBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new MfaSqlError('damaged', 'The database holds an integer beyond 2^53 - 1.');
  }
  return value;
}

/** `\x` and hexadecimal figures, the only form since PostgreSQL 9.0. A plain Uint8Array, so that both databases answer alike. */
function readBytea(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'));
}
