import { Provider } from 'oidc-provider';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { SqlDatabase } from '@halfminute/mfa-sql';
import type { SignInSchema } from '../database/schema.ts';
import type { OidcStatements } from './oidc-statements.ts';
import type { StoredRow } from './oidc-rows.ts';

interface RowKey {
  readonly model: string;
  readonly id: string;
}

interface Pending {
  readonly rows: Map<string, StoredRow>;
  readonly removed: Map<string, RowKey>;
}

/**
 * What the library writes within one request, put into the database in one transaction before the request is answered: the end of a sign-in
 * writes a session, a grant and a code and takes an interaction away, and each alone would wait for the disk. Outside the library's own routes
 * (an interaction's result) a write is written at once.
 */
export interface RequestWrites {
  save(row: StoredRow): Promise<void>;
  remove(key: RowKey): Promise<void>;
  /** A row that this request has saved or removed; undefined where the database knows better. */
  look(key: RowKey): StoredRow | 'removed' | undefined;
  lookForSession(uid: string): StoredRow | undefined;
  /** Around the library's routes. */
  middleware(context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void>;
}

export function createRequestWrites(database: SqlDatabase<SignInSchema>, statements: OidcStatements): RequestWrites {
  const pendingOf = new WeakMap<object, Pending>();
  const present = () => {
    const context = Provider.ctx;
    return context === undefined ? undefined : pendingOf.get(context);
  };

  async function write({ rows, removed }: Pending): Promise<void> {
    const queries = [
      ...(removed.size === 0 ? [] : [statements.remove([...removed.values()])]),
      ...(rows.size === 0 ? [] : [statements.upsert([...rows.values()])]),
    ];
    const [first, second] = queries;
    if (first === undefined) {
      return;
    }
    if (second === undefined) {
      await database.kysely.executeQuery(first);
      return;
    }
    await database.transaction(async (transaction) => {
      await transaction.executeQuery(first);
      await transaction.executeQuery(second);
    });
  }

  return {
    save: async (row) => {
      const pending = present();
      if (pending === undefined) {
        await database.kysely.executeQuery(statements.upsert([row]));
        return;
      }
      pending.removed.delete(keyText(row));
      pending.rows.set(keyText(row), row);
    },

    remove: async (key) => {
      const pending = present();
      if (pending === undefined) {
        await database.kysely.executeQuery(statements.remove([key]));
        return;
      }
      pending.rows.delete(keyText(key));
      pending.removed.set(keyText(key), { model: key.model, id: key.id });
    },

    look: (key) => {
      const pending = present();
      return pending?.rows.get(keyText(key)) ?? (pending?.removed.has(keyText(key)) === true ? 'removed' : undefined);
    },

    lookForSession: (uid) =>
      [...(present()?.rows.values() ?? [])].find((row) => row.model === 'Session' && row.uid === uid),

    middleware: async (context, next) => {
      const pending: Pending = { rows: new Map(), removed: new Map() };
      pendingOf.set(context, pending);
      try {
        await next();
      } finally {
        pendingOf.delete(context);
        await write(pending);
      }
    },
  };
}

function keyText({ model, id }: RowKey): string {
  return `${model} ${id}`;
}
