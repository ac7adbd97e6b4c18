import type { Services } from '../services.ts';

/** What was sent is kept so long, without its tokens, for whoever asks what was told to whom. */
const KEPT_SECONDS = 30 * 86_400;

/** Deletes what was sent long ago, and counts what waits. */
export async function sweepOutbox({ database, clock, metrics }: Services): Promise<void> {
  await database.kysely
    .deleteFrom('outbox')
    .where('sent_at', '<', clock() - KEPT_SECONDS)
    .execute();
  const { waiting } = await database.kysely
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number | string>().as('waiting'))
    .where('sent_at', 'is', null)
    .executeTakeFirstOrThrow();
  // PostgreSQL's driver answers a count as text.
  metrics.gauge('outbox_waiting', Number(waiting));
}
