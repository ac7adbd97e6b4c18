import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { SqlDatabase } from '@halfminute/mfa-sql';
import type { SignInSchema } from '../database/schema.ts';
import { storedId, toPayload, toRow } from './oidc-rows.ts';
import { keptAfterItsEndSeconds } from './logout-notices.ts';
import { oidcStatements } from './oidc-statements.ts';
import { createRequestWrites } from './request-writes.ts';
import type { RequestWrites } from './request-writes.ts';

export interface SqlStorage {
  adapter(model: string): Adapter;
  readonly middleware: RequestWrites['middleware'];
  readonly collect: RequestWrites['collect'];
}

/**
 * Where oidc-provider keeps its sessions, grants, codes and tokens: one table, a row each.
 *
 * - `consume` is one conditional UPDATE, in the transaction that writes what the code or token gives: of eight redemptions at once one wins. The
 *   others revoke the grant (RFC 6749 section 4.1.2).
 * - A session that was ended stays as an empty row (`consumed_at`) until it would have expired, so that a request which had read it before cannot
 *   write it back.
 */
export function createSqlStorage({
  database,
  clock,
}: {
  readonly database: SqlDatabase<SignInSchema>;
  readonly clock: () => number;
}): SqlStorage {
  const { kysely } = database;
  const statements = oidcStatements(database.dialect);
  const writes = createRequestWrites(database, { statements, clock });

  function adapter(model: string): Adapter {
    const isGone = (consumedAt: number | null) => model === 'Session' && consumedAt !== null;
    return {
      upsert: (id, payload, expiresIn) =>
        writes.save(
          toRow(model, {
            id,
            payload,
            expiresAt: expiresIn === undefined ? null : clock() + expiresIn + keptAfterItsEnd(model, payload),
          }),
        ),

      find: async (id) => {
        const key = { model, id: storedId(id) };
        const own = writes.look(key);
        if (own !== undefined) {
          return own === 'removed' ? undefined : toPayload({ id, payload: own.payload, consumed_at: null });
        }
        const [row] = (await kysely.executeQuery(statements.find(key))).rows;
        return row === undefined || isGone(row.consumed_at) ? undefined : toPayload({ id, ...row });
      },

      findByUid: async (uid) => {
        const own = writes.lookForSession(uid);
        if (own !== undefined) {
          return toPayload({ id: null, payload: own.payload, consumed_at: null });
        }
        const [row] = (await kysely.executeQuery(statements.findByUid(model, uid))).rows;
        return row && toPayload({ id: null, ...row });
      },

      // Only the device flow asks for it, and that is off.
      findByUserCode: async () => undefined,

      // Decided when the request is written: of eight at once one is written, and seven are answered `invalid_grant`.
      consume: (id) => writes.consume({ model, id: storedId(id) }),

      destroy: (id) => writes.remove({ model, id: storedId(id) }),

      revokeByGrantId: async (grantId) => {
        await kysely.executeQuery(statements.revoke(grantId, model));
      },
    };
  }

  return { adapter, middleware: writes.middleware, collect: writes.collect };
}

/** A session is good until the `exp` of its payload, which the library checks; the row of one whose clients would have to hear more stays longer. */
function keptAfterItsEnd(model: string, { authorizations }: AdapterPayload): number {
  return model === 'Session' && authorizations !== undefined ? keptAfterItsEndSeconds : 0;
}
