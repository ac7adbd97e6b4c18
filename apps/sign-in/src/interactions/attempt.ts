import { hash } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import type { AttemptTable, SignInSchema } from '../database/schema.ts';
import { writtenQuery } from '@halfminute/mfa-sql';
import type { Services } from '../services.ts';

/**
 * Something half done, kept on the server: a sign-in on its way, an act on "My security". It belongs to one interaction or session and to the one
 * browser that holds its cookie. A renewed cookie makes the one before dead (rule S1).
 */
export interface Attempt<State> {
  readonly id: string;
  readonly belongsTo: string;
  readonly userId: string;
  readonly state: State;
  /** Unix seconds. */
  readonly createdAt: number;
  readonly expiresAt: number;
  /** What the row holds now, so that of two answers to one page only the first counts. */
  readonly stored: { readonly cookieHash: Uint8Array; readonly state: string };
}

type In = Transaction<SignInSchema>;

/** The cookie's value is a `secret`, of which the row holds only SHA-256. */
export interface Attempts<State> {
  /** Null where the browser holds no cookie of this attempt, or an old one, or where its time is over. */
  find(which: { readonly belongsTo: string; readonly secret: string | undefined }): Promise<Attempt<State> | null>;
  /** Those of this user that a browser with these cookies holds. */
  held(which: { readonly userId: string; readonly secrets: readonly string[] }): Promise<readonly Attempt<State>[]>;
  begin(
    transaction: In,
    attempt: {
      readonly belongsTo: string;
      readonly userId: string;
      readonly state: State;
      readonly seconds: number;
    },
  ): Promise<{ readonly id: string; readonly secret: string }>;
  /**
   * With the same cookie, and the same end unless `expiresAt` says otherwise. `lost`: another answer to the same page came first, and nothing was
   * written.
   */
  keep(
    transaction: In,
    change: { readonly before: Attempt<State>; readonly state: State; readonly expiresAt?: number },
  ): Promise<'kept' | 'lost'>;
  /** With a new cookie in the place of the old one, and `mostSeconds` left at most; null where `keep` says `lost`. */
  renew(
    transaction: In,
    change: { readonly before: Attempt<State>; readonly state: State; readonly mostSeconds: number },
  ): Promise<string | null>;
  /** Of two at once one is told true. */
  end(transaction: In, attempt: Attempt<State>): Promise<boolean>;
}

/** 256 bits: nobody guesses a cookie. */
const secretBytes = 32;

const findQuery = writtenQuery<Selectable<AttemptTable>>(
  'select * from attempt where cookie_hash = ? and belongs_to = ? and expires_at > ?',
);
const insertQuery = writtenQuery(
  `insert into attempt (id, cookie_hash, belongs_to, user_id, state, created_at, expires_at)
   values (?, ?, ?, ?, ?, ?, ?)`,
);
const changeQuery = writtenQuery(
  `update attempt set state = ?, cookie_hash = ?, expires_at = ?
   where id = ? and cookie_hash = ? and state = ?`,
);

/** `read` answers null for a state that is another use's of the same table. */
export function createAttempts<State>(
  host: Pick<Services, 'database' | 'clock' | 'randomBytes'>,
  read: (state: unknown) => State | null,
): Attempts<State> {
  const newSecret = () => Buffer.from(host.randomBytes(secretBytes)).toString('base64url');
  const { kysely, dialect } = host.database;
  const toAttempt = (row: Selectable<AttemptTable>): Attempt<State> | null => {
    const state = read(JSON.parse(row.state));
    return row.user_id === null || state === null
      ? null
      : {
          id: row.id,
          belongsTo: row.belongs_to,
          userId: row.user_id,
          state,
          createdAt: row.created_at,
          expiresAt: row.expires_at,
          stored: { cookieHash: row.cookie_hash, state: row.state },
        };
  };
  const change = async (
    transaction: In,
    { id, stored }: Attempt<State>,
    {
      state,
      cookieHash,
      expiresAt,
    }: { readonly state: string; readonly cookieHash: Uint8Array; readonly expiresAt: number },
  ) => {
    const parameters = [state, cookieHash, expiresAt, id, stored.cookieHash, stored.state];
    const { numAffectedRows } = await transaction.executeQuery(changeQuery(dialect, parameters));
    return numAffectedRows === 1n;
  };
  return {
    find: async ({ belongsTo, secret }) => {
      if (secret === undefined || secret === '') {
        return null;
      }
      const parameters = [hashOf(secret), belongsTo, host.clock()];
      const [row] = (await kysely.executeQuery(findQuery(dialect, parameters))).rows;
      return row ? toAttempt(row) : null;
    },

    held: async ({ userId, secrets }) => {
      if (secrets.length === 0) {
        return [];
      }
      const rows = await kysely
        .selectFrom('attempt')
        .selectAll()
        .where('expires_at', '>', host.clock())
        .where('user_id', '=', userId)
        .where('cookie_hash', 'in', secrets.map(hashOf))
        .execute();
      return rows.map(toAttempt).filter((attempt) => attempt !== null);
    },

    begin: async (transaction, { belongsTo, userId, state, seconds }) => {
      const id = Buffer.from(host.randomBytes(16)).toString('base64url');
      const secret = newSecret();
      const now = host.clock();
      const row = [id, hashOf(secret), belongsTo, userId, JSON.stringify(state), now, now + seconds];
      await transaction.executeQuery(insertQuery(dialect, row));
      return { id, secret };
    },

    keep: async (transaction, { before, state, expiresAt = before.expiresAt }) => {
      const { cookieHash } = before.stored;
      const kept = await change(transaction, before, { state: JSON.stringify(state), cookieHash, expiresAt });
      return kept ? 'kept' : 'lost';
    },

    renew: async (transaction, { before, state, mostSeconds }) => {
      const secret = newSecret();
      const values = {
        state: JSON.stringify(state),
        cookieHash: hashOf(secret),
        expiresAt: Math.min(before.expiresAt, host.clock() + mostSeconds),
      };
      return (await change(transaction, before, values)) ? secret : null;
    },

    end: async (transaction, { id, stored }) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('attempt')
        .where('id', '=', id)
        .where('cookie_hash', '=', stored.cookieHash)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };
}

/** Rows whose time is over, of every use. Answers how many there were. */
export async function sweepAttempts({ database, clock }: Pick<Services, 'database' | 'clock'>): Promise<number> {
  const { numDeletedRows } = await database.kysely
    .deleteFrom('attempt')
    .where('expires_at', '<=', clock())
    .executeTakeFirst();
  return Number(numDeletedRows);
}

function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash('sha256', secret, 'buffer'));
}

/** Everything half done of this user, in every browser: after a freezing, a reset or a new password nothing begun before goes on. */
export async function endAttempts(transaction: In, userId: string): Promise<void> {
  await transaction.deleteFrom('attempt').where('user_id', '=', userId).execute();
}
