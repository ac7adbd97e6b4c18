import { randomUUID } from 'node:crypto';
import type { Notice, RequestContext } from '@halfminute/mfa';
import type { Transaction } from 'kysely';
import type { MfaSchema } from './schema.ts';

/** A mail to be written: what kind, to whom and about what; never a text. */
export interface OutboxInput {
  readonly kind: string;
  readonly userId: string;
  /** Unix seconds; it is to be sent from then on. */
  readonly at: number;
  readonly context: RequestContext;
  readonly parameters: Notice['parameters'];
  readonly sealedToken: Uint8Array | null;
}

/**
 * Puts a mail into the outbox, in the transaction of what it tells of. Answers the row's id. The row's `parameters` hold JSON of
 * `{ parameters, context }`.
 */
export async function enqueue<Schema extends MfaSchema>(
  transaction: Transaction<Schema>,
  { kind, userId, at, context, parameters, sealedToken }: OutboxInput,
): Promise<string> {
  const id = randomUUID();
  const ours = transaction as unknown as Transaction<MfaSchema>; // as: it has all our tables, and we name no other
  await ours
    .insertInto('outbox')
    .values({
      id,
      kind,
      user_id: userId,
      at,
      parameters: JSON.stringify({ parameters, context }),
      sealed_token: sealedToken,
      tries: 0,
      next_try_at: at,
      sent_at: null,
      last_error: null,
    })
    .execute();
  return id;
}
