import { AsyncLocalStorage } from 'node:async_hooks';
import { errors, Provider } from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { CompiledQuery, Transaction } from 'kysely';
import type { SqlDatabase } from '@halfminute/mfa-sql';
import type { SignInSchema } from '../database/schema.ts';
import type { OidcStatements, RowKey } from './oidc-statements.ts';
import type { StoredRow } from './oidc-rows.ts';

type In = Transaction<SignInSchema>;

/** What one request leaves behind. */
interface Unit {
  /** Codes and tokens that are used up by it; where another request was first, nothing of this one is written. */
  readonly consumed: Map<string, RowKey>;
  readonly removed: Map<string, RowKey>;
  readonly rows: Map<string, StoredRow>;
}

/**
 * What the library writes within one request, put into the database in one transaction before the request is answered: the end of a sign-in
 * writes a session, a grant and a code and takes an interaction away, a redemption uses a code up and writes tokens; each alone would wait for
 * the disk, and half of it would be worth nothing.
 */
export interface RequestWrites {
  save(row: StoredRow): Promise<void>;
  remove(key: RowKey): Promise<void>;
  consume(key: RowKey): Promise<void>;
  /** A row that this request has saved or removed; undefined where the database knows better. */
  look(key: RowKey): StoredRow | 'removed' | undefined;
  lookForSession(uid: string): StoredRow | undefined;
  /** Around the library's routes. */
  middleware(context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void>;
  /** Runs `work` and keeps back what it writes, for the caller's own transaction. */
  collect<T>(
    work: () => Promise<T>,
  ): Promise<{ readonly value: T; readonly write: (transaction: In) => Promise<void> }>;
}

export function createRequestWrites(
  database: SqlDatabase<SignInSchema>,
  { statements, clock }: { readonly statements: OidcStatements; readonly clock: () => number },
): RequestWrites {
  const unitOf = new WeakMap<object, Unit>();
  const collecting = new AsyncLocalStorage<Unit>();
  const present = () => {
    const context = Provider.ctx;
    return context === undefined ? collecting.getStore() : unitOf.get(context);
  };

  function queriesOf(unit: Unit): readonly CompiledQuery[] {
    const ended = endedSessions(unit);
    const removed = [...unit.removed.values()].filter((key) => !ended.includes(key));
    const rows = [...unit.rows.values()];
    return [
      ...(ended.length === 0 ? [] : [statements.end(ended, clock())]),
      ...(removed.length === 0 ? [] : [statements.remove(removed)]),
      ...(rows.length === 0 ? [] : [statements.upsert(rows)]),
    ];
  }

  async function writeAll(transaction: In, unit: Unit): Promise<'written' | 'too-late'> {
    if (!(await consumeAll(transaction, [...unit.consumed.values()]))) {
      return 'too-late';
    }
    for (const query of queriesOf(unit)) {
      // oxlint-disable-next-line no-await-in-loop -- in this order
      await transaction.executeQuery(query);
    }
    return 'written';
  }

  async function consumeAll(transaction: In, keys: readonly RowKey[]): Promise<boolean> {
    for (const key of keys) {
      // oxlint-disable-next-line no-await-in-loop -- one connection
      const { numAffectedRows } = await transaction.executeQuery(statements.consume(key, clock()));
      if (numAffectedRows !== 1n) {
        return false;
      }
    }
    return true;
  }

  /** Of a code that was used already everything goes that the first use gave (RFC 6749 section 4.1.2). */
  async function revokeGrants(unit: Unit): Promise<void> {
    for (const key of unit.consumed.values()) {
      // oxlint-disable-next-line no-await-in-loop -- seldom more than one
      const [used] = (await database.kysely.executeQuery(statements.find(key))).rows;
      if (used?.grant_id) {
        // oxlint-disable-next-line no-await-in-loop -- as above
        await database.kysely.executeQuery(statements.revokeAll(used.grant_id));
      }
    }
  }

  async function write(unit: Unit): Promise<void> {
    if (unit.consumed.size + unit.removed.size + unit.rows.size === 0) {
      return;
    }
    if ((await database.transaction((transaction) => writeAll(transaction, unit))) === 'too-late') {
      await revokeGrants(unit);
      throw new errors.InvalidGrant('it was used already');
    }
  }

  /** Into the unit of the present request; at once where there is none. */
  async function note(change: (unit: Unit) => void): Promise<void> {
    const unit = present();
    if (unit !== undefined) {
      change(unit);
      return;
    }
    const alone = emptyUnit();
    change(alone);
    await write(alone);
  }

  return {
    save: (row) =>
      note(({ rows, removed }) => {
        removed.delete(keyText(row));
        rows.set(keyText(row), row);
      }),
    remove: (key) =>
      note(({ rows, removed }) => {
        rows.delete(keyText(key));
        removed.set(keyText(key), key);
      }),
    consume: (key) => note(({ consumed }) => void consumed.set(keyText(key), key)),

    look: (key) => {
      const unit = present();
      return unit?.rows.get(keyText(key)) ?? (unit?.removed.has(keyText(key)) === true ? 'removed' : undefined);
    },
    lookForSession: (uid) =>
      [...(present()?.rows.values() ?? [])].find((row) => row.model === 'Session' && row.uid === uid),

    middleware: async (context, next) => {
      const unit = emptyUnit();
      unitOf.set(context, unit);
      await next();
      unitOf.delete(context);
      try {
        await write(unit);
      } catch (error) {
        if (!(error instanceof errors.InvalidGrant)) {
          throw error;
        }
        // The library thought that this request was the first, and has written its answer already.
        context.status = error.statusCode;
        context.body = { error: error.error, error_description: error.error_description };
      }
    },

    collect: async (work) => {
      const unit = emptyUnit();
      const value = await collecting.run(unit, work);
      return { value, write: async (transaction) => void (await writeAll(transaction, unit)) };
    },
  };
}

function emptyUnit(): Unit {
  return { consumed: new Map(), removed: new Map(), rows: new Map() };
}

/** A session that was taken away without a new id in its place is over, and its mark stays. */
function endedSessions({ removed, rows }: Unit): readonly RowKey[] {
  const goesOn = [...rows.values()].some(({ model }) => model === 'Session');
  return goesOn ? [] : [...removed.values()].filter(({ model }) => model === 'Session');
}

function keyText({ model, id }: RowKey): string {
  return `${model} ${id}`;
}
