import { CompiledQuery } from 'kysely';
import type { SqlDatabase } from '@halfminute/mfa-sql';
import type { OidcTable, SignInSchema } from '../database/schema.ts';
import type { StoredRow } from './oidc-rows.ts';

/**
 * The statements of the table `oidc`, written once: a sign-in runs a score of them, and building each one anew costs more than running it.
 */
export interface OidcStatements {
  find(key: RowKey): CompiledQuery<FoundRow>;
  findByUid(model: string, uid: string): CompiledQuery<FoundRow>;
  /** All rows in one statement; a session that was ended meanwhile is not written back. */
  upsert(rows: readonly StoredRow[]): CompiledQuery;
  /** Of two at once one changes a row. */
  consume(key: RowKey, now: number): CompiledQuery;
  /** Leaves a mark, so that a session that ended is not written back. */
  end(keys: readonly RowKey[], now: number): CompiledQuery;
  /** Such marks stay. */
  remove(keys: readonly RowKey[]): CompiledQuery;
  revoke(grantId: string, model: string): CompiledQuery;
  revokeAll(grantId: string): CompiledQuery;
}

export interface RowKey {
  readonly model: string;
  /** As stored, see `storedId`. */
  readonly id: string;
}

type FoundRow = Pick<OidcTable, 'payload' | 'consumed_at' | 'grant_id'>;

const columns = ['model', 'id', 'payload', 'grant_id', 'uid', 'account_id', 'expires_at'] as const;

const insertInto = `insert into oidc (${columns.join(', ')})`;
const onConflict = `on conflict (model, id) do update set payload = excluded.payload, account_id = excluded.account_id,
  expires_at = excluded.expires_at where oidc.consumed_at is null`;

export function oidcStatements(dialect: SqlDatabase<SignInSchema>['dialect']): OidcStatements {
  const place = dialect === 'postgres' ? (index: number) => `$${index}` : () => '?';
  const [p1, p2, p3] = [place(1), place(2), place(3)];
  const found = 'select payload, consumed_at, grant_id from oidc';
  const texts = {
    find: `${found} where model = ${p1} and id = ${p2}`,
    findByUid: `${found} where model = ${p1} and uid = ${p2} and consumed_at is null`,
    consume: `update oidc set consumed_at = ${p1} where model = ${p2} and id = ${p3} and consumed_at is null`,
    revoke: `delete from oidc where grant_id = ${p1} and model = ${p2}`,
    revokeAll: `delete from oidc where grant_id = ${p1}`,
  };
  const plain = byCount((count) => `${insertInto} values ${valuesOf(count, { place, typed: false })} ${onConflict}`);
  const guarded = byCount(
    (count) => `with fresh (${columns.join(', ')}) as (values ${valuesOf(count, { place, typed: true })})
      ${insertInto} select ${columns.join(', ')} from fresh
      where not (fresh.model = 'Session' and exists (select 1 from oidc as ended
        where ended.model = 'Session' and ended.uid = fresh.uid and ended.consumed_at is not null)) ${onConflict}`,
  );
  const anyOf = (count: number, from: number) =>
    Array.from(
      { length: count },
      (_, index) => `(model = ${place(from + 2 * index)} and id = ${place(from + 2 * index + 1)})`,
    ).join(' or ');
  const remove = byCount(
    (count) => `delete from oidc where (${anyOf(count, 1)}) and not (model = 'Session' and consumed_at is not null)`,
  );
  const end = byCount(
    (count) => `update oidc set payload = '{}', consumed_at = ${p1} where consumed_at is null and (${anyOf(count, 2)})`,
  );

  return {
    find: ({ model, id }) => CompiledQuery.raw(texts.find, [model, id]),
    findByUid: (model, uid) => CompiledQuery.raw(texts.findByUid, [model, uid]),
    upsert: (rows) => {
      const text = rows.some(({ model }) => model === 'Session') ? guarded(rows.length) : plain(rows.length);
      return CompiledQuery.raw(
        text,
        rows.flatMap((row) => columns.map((name) => row[name])),
      );
    },
    consume: ({ model, id }, now) => CompiledQuery.raw(texts.consume, [now, model, id]),
    end: (keys, now) => CompiledQuery.raw(end(keys.length), [now, ...keys.flatMap(({ model, id }) => [model, id])]),
    remove: (keys) =>
      CompiledQuery.raw(
        remove(keys.length),
        keys.flatMap(({ model, id }) => [model, id]),
      ),
    revoke: (grantId, model) => CompiledQuery.raw(texts.revoke, [grantId, model]),
    revokeAll: (grantId) => CompiledQuery.raw(texts.revokeAll, [grantId]),
  };
}

/** `(?, ?, …), (?, ?, …)`. PostgreSQL wants to be told the types where the values stand in a list of their own. */
function valuesOf(
  count: number,
  { place, typed }: { readonly place: (index: number) => string; readonly typed: boolean },
): string {
  const rows = Array.from({ length: count }, (_, row) => {
    const values = columns.map((name, column) => {
      const value = place(row * columns.length + column + 1);
      return typed ? `cast(${value} as ${name === 'expires_at' ? 'double precision' : 'text'})` : value;
    });
    return `(${values.join(', ')})`;
  });
  return rows.join(', ');
}

/** Texts by the number of rows, each made once. */
function byCount(write: (count: number) => string): (count: number) => string {
  const texts: string[] = [];
  return (count) => (texts[count] ??= write(count));
}
