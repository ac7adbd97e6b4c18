import type { Kysely } from 'kysely';
import type { MfaSchema } from '../schema.ts';
import { beginning, checkpointHash } from './chain.ts';

/** What the `heads` of a checkpoint hold, as JSON. */
export interface CheckpointContent {
  /** The hash of the checkpoint before. */
  readonly previous: string;
  /** By node. */
  readonly heads: Readonly<Record<string, Head>>;
}

interface Head {
  readonly sequence: number;
  readonly hash: string;
}

/** Joins the present heads. Where two nodes do it at once, one of them is enough. */
export async function makeCheckpoint(kysely: Kysely<MfaSchema>, clock: () => number): Promise<void> {
  const last = await kysely
    .selectFrom('audit_checkpoint')
    .select(['id', 'heads', 'hash'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const heads = Object.fromEntries(
    (await kysely.selectFrom('audit_head').selectAll().orderBy('node').execute()).map(({ node, sequence, hash }) => [
      node,
      { sequence, hash },
    ]),
  );
  const content = JSON.stringify({ previous: last?.hash ?? beginning, heads } satisfies CheckpointContent);
  if (
    last === undefined
      ? Object.keys(heads).length === 0
      : JSON.stringify(readContent(last.heads).heads) === JSON.stringify(heads)
  ) {
    return;
  }
  const at = clock();
  await kysely
    .insertInto('audit_checkpoint')
    .values({ id: (last?.id ?? 0) + 1, at, heads: content, hash: checkpointHash(at, content) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export function readContent(heads: string): CheckpointContent {
  return JSON.parse(heads) as CheckpointContent; // as: its hash is checked before anything in it is believed
}
