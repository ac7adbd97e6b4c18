import type { Transaction } from 'kysely';
import type { SignInSchema } from '../database/schema.ts';
import { AccountError } from './account-error.ts';

export interface FreezeRequest {
  readonly userId: string;
  /** Unix seconds. */
  readonly at: number;
  readonly randomBytes: (length: number) => Uint8Array<ArrayBuffer>;
}

/**
 * Freezes an account and answers what its user tells IT: short enough for the telephone, and no other frozen account's. One
 * that is frozen already keeps its time and its reference.
 */
export async function freeze(
  transaction: Transaction<SignInSchema>,
  { userId, at, randomBytes }: FreezeRequest,
): Promise<{ readonly reference: string }> {
  const row = await transaction
    .selectFrom('account')
    .select(['frozen_at', 'frozen_reference'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (row === undefined) {
    throw new AccountError('unknown-user');
  }
  if (row.frozen_at !== null && row.frozen_reference !== null) {
    return { reference: row.frozen_reference };
  }
  const reference = await freeReference(transaction, randomBytes);
  await transaction
    .updateTable('account')
    .set({ frozen_at: at, frozen_reference: reference })
    .where('user_id', '=', userId)
    .execute();
  return { reference };
}

/** "F 2071": four figures, more of them only where many accounts are frozen at once. */
async function freeReference(
  transaction: Transaction<SignInSchema>,
  randomBytes: FreezeRequest['randomBytes'],
): Promise<string> {
  for (let tries = 0; ; tries += 1) {
    const figures = Math.min(4 + Math.floor(tries / 4), 9);
    const view = new DataView(randomBytes(4).buffer);
    const reference = `F ${String(view.getUint32(0) % 10 ** figures).padStart(figures, '0')}`;
    // oxlint-disable-next-line no-await-in-loop -- the next one is drawn only where this one is taken
    const taken = await transaction
      .selectFrom('account')
      .select('user_id')
      .where('frozen_reference', '=', reference)
      .executeTakeFirst();
    if (taken === undefined) {
      return reference;
    }
  }
}
