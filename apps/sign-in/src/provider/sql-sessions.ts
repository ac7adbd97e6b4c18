import type { SqlDatabase } from '@halfminute/mfa-sql';
import type { SignInSchema } from '../database/schema.ts';
import { noteEnded, readStoredSession } from './logout-notices.ts';
import type { Sessions } from './sessions.ts';

/** Sessions as the adapter keeps them (sql-adapter.ts). */
export function createSessions({ clock }: { readonly clock: () => number }): Sessions {
  return {
    async endAll(transaction, { userId, exceptUid }) {
      const kept = exceptUid === undefined ? [] : await grantsOf(transaction, exceptUid);
      const now = clock();
      // First the mark, which locks the row: what is read with it is the last that any request wrote.
      const ended = await transaction
        .updateTable('oidc')
        .set({ consumed_at: now })
        .where('model', '=', 'Session')
        .where('account_id', '=', userId)
        .where('consumed_at', 'is', null)
        .$if(exceptUid !== undefined, (query) => query.where('uid', '!=', exceptUid ?? ''))
        .returning('payload')
        .execute();
      const sessions = ended.map(({ payload }) => readStoredSession(payload));
      await noteEnded(transaction, { userId, at: now, sessions });
      await transaction
        .updateTable('oidc')
        .set({ payload: '{}' })
        .where('model', '=', 'Session')
        .where('account_id', '=', userId)
        .where('consumed_at', 'is not', null)
        .where('payload', '!=', '{}')
        .execute();
      await transaction
        .deleteFrom('oidc')
        .where('model', '!=', 'Session')
        .where('account_id', '=', userId)
        .$if(exceptUid !== undefined, (query) =>
          query.where(({ or, eb }) => or([eb('uid', 'is', null), eb('uid', '!=', exceptUid ?? '')])),
        )
        .$if(kept.length > 0, (query) =>
          query.where(({ or, eb }) => or([eb('grant_id', 'is', null), eb('grant_id', 'not in', kept)])),
        )
        .execute();
      return sessions.filter(({ exp = now }) => exp > now).length;
    },
  };
}

/** The grants that a session gave its clients; they go on with it. */
async function grantsOf(transaction: Parameters<Sessions['endAll']>[0], uid: string): Promise<readonly string[]> {
  const session = await transaction
    .selectFrom('oidc')
    .select('payload')
    .where('model', '=', 'Session')
    .where('uid', '=', uid)
    .executeTakeFirst();
  const { authorizations = {} } = readStoredSession(session?.payload ?? '{}');
  return Object.values(authorizations).flatMap(({ grantId }) => grantId ?? []);
}

/** Deletes up to `most` rows whose time is over. Answers how many there were. */
export async function sweepExpired(
  database: SqlDatabase<SignInSchema>,
  { now, most }: { readonly now: number; readonly most: number },
): Promise<number> {
  const { numDeletedRows } = await database.kysely
    .deleteFrom('oidc')
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('model', 'id'),
        'in',
        selectFrom('oidc').select(['model', 'id']).where('expires_at', '<', now).limit(most).$asTuple('model', 'id'),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
