import { CompiledQuery } from 'kysely';

/** A statement for both kinds of database; its parameters in the order of the text. */
export type WrittenQuery<Row> = (dialect: 'sqlite' | 'postgres', parameters: readonly unknown[]) => CompiledQuery<Row>;

/**
 * A statement written out, with `?` for each parameter and nowhere else: for what is run so often that building it shows. Kysely builds its own anew at each call, which takes longer
 * than SQLite takes to run them.
 */
export function writtenQuery<Row = unknown>(text: string): WrittenQuery<Row> {
  let count = 0;
  const texts = { sqlite: text, postgres: text.replaceAll('?', () => `$${++count}`) };
  return (dialect, parameters) => CompiledQuery.raw(texts[dialect], [...parameters]);
}
