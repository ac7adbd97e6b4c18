import { createHash } from 'node:crypto';
import { errors } from 'oidc-provider';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { SqlDatabase } from '@halfminute/mfa-sql';
import type { OidcTable, SignInSchema } from '../database/schema.ts';

/**
 * Where oidc-provider keeps its sessions, grants, codes and tokens: one table, a row each.
 *
 * - A row's id is the SHA-256 of the value that the browser or the client holds, so that a copy of the database opens no session.
 * - `consume` is one conditional UPDATE: of eight redemptions at once one wins. The others revoke the grant (RFC 6749 section 4.1.2).
 * - A session that was ended stays as an empty row (`consumed_at`) until it would have expired, so that a request which had read it before cannot
 *   write it back.
 */
export function createSqlAdapter(
  model: string,
  { database, clock }: { readonly database: SqlDatabase<SignInSchema>; readonly clock: () => number },
): Adapter {
  const { kysely } = database;
  const row = (id: string) => kysely.selectFrom('oidc').where('model', '=', model).where('id', '=', storedId(id));

  return {
    async upsert(id, payload, expiresIn) {
      const stored = toRow(model, { id, payload, expiresAt: expiresIn === undefined ? null : clock() + expiresIn });
      await kysely
        .insertInto('oidc')
        .$call((insert) =>
          model === 'Session'
            ? insert.columns(columns).expression(unlessEnded(kysely, stored))
            : insert.values({ ...stored, consumed_at: null, user_code: null }),
        )
        .onConflict((conflict) =>
          conflict
            .columns(['model', 'id'])
            .doUpdateSet((update) => ({
              payload: update.ref('excluded.payload'),
              account_id: update.ref('excluded.account_id'),
              expires_at: update.ref('excluded.expires_at'),
            }))
            .where('oidc.consumed_at', 'is', null),
        )
        .execute();
    },

    async find(id) {
      const found = await row(id).select(['payload', 'consumed_at', 'grant_id']).executeTakeFirst();
      return found && toPayload(model, { id, ...found });
    },

    async findByUid(uid) {
      const found = await kysely
        .selectFrom('oidc')
        .select(['payload', 'consumed_at', 'grant_id'])
        .where('model', '=', model)
        .where('uid', '=', uid)
        .where('consumed_at', 'is', null)
        .executeTakeFirst();
      return found && toPayload(model, { id: null, ...found });
    },

    // Only the device flow asks for it, and that is off.
    async findByUserCode() {
      return undefined;
    },

    async consume(id) {
      const { numUpdatedRows } = await kysely
        .updateTable('oidc')
        .set({ consumed_at: clock() })
        .where('model', '=', model)
        .where('id', '=', storedId(id))
        .where('consumed_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows === 1n) {
        return;
      }
      const used = await row(id).select('grant_id').executeTakeFirst();
      if (used?.grant_id) {
        await kysely.deleteFrom('oidc').where('grant_id', '=', used.grant_id).execute();
      }
      throw new errors.InvalidGrant('it was used already');
    },

    async destroy(id) {
      await kysely
        .deleteFrom('oidc')
        .where('model', '=', model)
        .where('id', '=', storedId(id))
        .$if(model === 'Session', (query) => query.where('consumed_at', 'is', null))
        .execute();
    },

    async revokeByGrantId(grantId) {
      await kysely.deleteFrom('oidc').where('grant_id', '=', grantId).where('model', '=', model).execute();
    },
  };
}

type StoredRow = Omit<OidcTable, 'user_code' | 'consumed_at'>;

const columns = ['model', 'id', 'payload', 'grant_id', 'uid', 'account_id', 'expires_at'] as const;

/** The row as a SELECT that answers nothing once the session of this uid was ended. */
function unlessEnded(kysely: Kysely<SignInSchema>, stored: StoredRow) {
  return kysely
    .selectNoFrom(
      // A parameter in a SELECT has no type of its own in PostgreSQL.
      columns.map((name) =>
        sql<string>`cast(${stored[name]} as ${name === 'expires_at' ? sql`double precision` : sql`text`})`.as(name),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('oidc')
            .select('id')
            .where('model', '=', 'Session')
            .where('uid', '=', stored.uid)
            .where('consumed_at', 'is not', null),
        ),
      ),
    );
}

/** The id under which a value is kept. */
export function storedId(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

function toRow(
  model: string,
  {
    id,
    payload,
    expiresAt,
  }: { readonly id: string; readonly payload: AdapterPayload; readonly expiresAt: number | null },
): StoredRow {
  const { jti: _jti, session, ...kept } = payload;
  // An interaction notes the session's cookie; nothing reads it there, and the database is no place for it.
  const { cookie: _cookie, ...sessionKept } = session ?? {};
  const result = payload['result'];
  return {
    model,
    id: storedId(id),
    payload: JSON.stringify(session ? { ...kept, session: sessionKept } : kept),
    grant_id: model === 'Grant' ? id : (payload.grantId ?? null),
    uid: model === 'Session' ? (payload.uid ?? null) : (session?.uid ?? payload.sessionUid ?? null),
    account_id: payload.accountId ?? accountOf(result) ?? session?.accountId ?? null,
    expires_at: expiresAt,
  };
}

/** The account that an interaction's result signs in. */
function accountOf(result: unknown): string | undefined {
  const login = typeof result === 'object' && result !== null && 'login' in result ? result.login : undefined;
  const accountId = typeof login === 'object' && login !== null && 'accountId' in login ? login.accountId : undefined;
  return typeof accountId === 'string' ? accountId : undefined;
}

function toPayload(
  model: string,
  found: Pick<OidcTable, 'payload' | 'consumed_at'> & { readonly id: string | null },
): AdapterPayload | undefined {
  if (model === 'Session' && found.consumed_at !== null) {
    return undefined;
  }
  return {
    // Written by toRow from a payload of the library.
    ...(JSON.parse(found.payload) as AdapterPayload),
    ...(found.id === null ? {} : { jti: found.id }),
    ...(found.consumed_at === null ? {} : { consumed: Math.floor(found.consumed_at) }),
  };
}
