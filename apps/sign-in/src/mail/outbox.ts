import { enqueue } from '@halfminute/mfa-sql';
import type { Transaction } from 'kysely';
import type { SignInSchema } from '../database/schema.ts';
import type { Keys } from '../keys/keys.ts';
import type { Mails } from './mails.ts';
import { formatContent, readContent } from './outbox-row.ts';
import { sealTokens } from './sealed-tokens.ts';

/** The outbox, for whoever has something to tell. Nothing is sent here: the row stands and falls with the caller's transaction. */
export function createMails({ keys }: { readonly keys: Pick<Keys, 'seal'> }): Mails {
  return {
    async enqueue(transaction, { kind, userId, at, context, parameters, token, alsoTo = [] }) {
      const id = await enqueue(transaction, { kind, userId, at, context, parameters, sealedToken: null });
      if (token !== undefined || alsoTo.length > 0) {
        await transaction
          .updateTable('outbox')
          .set({
            parameters: formatContent({ parameters, context, alsoTo, done: [] }),
            // Bound to the row's id: a sealed token that was moved to another row does not open.
            sealed_token: token === undefined ? null : await sealTokens(keys, id, { link: token, notMe: null }),
          })
          .where('id', '=', id)
          .execute();
      }
      if (kind === 'address-changed') {
        await keepAddressesLeft(transaction, { userId, addresses: alsoTo });
      }
    },
  };
}

/**
 * Whoever takes over an account changes its address first, so that what comes next is told to nobody else. What waits to be sent
 * goes to the addresses just left as well.
 */
async function keepAddressesLeft(
  transaction: Transaction<SignInSchema>,
  { userId, addresses }: { readonly userId: string; readonly addresses: readonly string[] },
): Promise<void> {
  const waiting = await transaction
    .selectFrom('outbox')
    .select(['id', 'parameters'])
    .where('user_id', '=', userId)
    .where('sent_at', 'is', null)
    .execute();
  for (const row of waiting) {
    const content = readContent(row.parameters);
    const parameters = formatContent({ ...content, alsoTo: [...new Set([...content.alsoTo, ...addresses])] });
    // oxlint-disable-next-line no-await-in-loop -- one connection
    await transaction.updateTable('outbox').set({ parameters }).where('id', '=', row.id).execute();
  }
}
