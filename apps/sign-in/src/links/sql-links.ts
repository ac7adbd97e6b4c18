import { createHash } from 'node:crypto';
import type { SqlDatabase } from '@halfminute/mfa-sql';
import type { Kysely, Selectable } from 'kysely';
import type { LinkTable, SignInSchema } from '../database/schema.ts';
import { linkTokenBytes } from './link-token.ts';
import type { Link, LinkKind, Links, LinkState } from './links.ts';

export interface SqlLinksHost {
  readonly database: SqlDatabase<SignInSchema>;
  /** Unix seconds. */
  readonly clock: () => number;
  readonly randomBytes: (length: number) => Uint8Array<ArrayBuffer>;
  /** `https://…`, without a path. */
  readonly issuer: string;
}

const DAY_SECONDS = 86_400;

/** How long each kind lives from its making; the words of the mails say the same. */
export const linkSeconds: Readonly<Record<LinkKind, number>> = {
  invitation: 7 * DAY_SECONDS,
  'password-reset': 15 * 60,
  'not-me': 7 * DAY_SECONDS,
  enrol: DAY_SECONDS,
  'enrol-ticket': DAY_SECONDS,
  'enable-again': DAY_SECONDS,
};

/** Links in SQLite or PostgreSQL. The path holds the token, because a fragment would need a script to be sent. */
export function createLinks({ database, clock, randomBytes, issuer }: SqlLinksHost): Links {
  return {
    async create(transaction, { kind, userId, parameters = {} }) {
      const token = Buffer.from(randomBytes(linkTokenBytes)).toString('base64url');
      const createdAt = Math.floor(clock());
      const link: Link = {
        id: Buffer.from(randomBytes(12)).toString('base64url'),
        kind,
        userId,
        createdAt,
        expiresAt: createdAt + linkSeconds[kind],
        parameters,
      };
      await transaction
        .insertInto('link')
        .values({
          id: link.id,
          kind,
          user_id: userId,
          token_hash: hashOf(token),
          created_at: createdAt,
          expires_at: link.expiresAt,
          spent_at: null,
          parameters: JSON.stringify(parameters),
        })
        .execute();
      return { token, link };
    },

    look: (token) => look(database.kysely, { token, now: clock() }),

    async spend(transaction, token) {
      const now = clock();
      const { numUpdatedRows } = await transaction
        .updateTable('link')
        .set({ spent_at: now })
        .where('token_hash', '=', hashOf(token))
        .where('spent_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 1n) {
        const row = await rowOf(transaction, token);
        if (row !== undefined) {
          return { state: 'good', link: readRow(row) };
        }
      }
      const state = await look(transaction, { token, now });
      // Whatever a second look says: the update did not get it, so it is not this caller's.
      return state.state === 'good' ? { state: 'spent' } : state;
    },

    async revoke(transaction, { userId, kinds }) {
      if (kinds.length === 0) {
        return;
      }
      await transaction
        .updateTable('link')
        .set({ spent_at: clock() })
        .where('user_id', '=', userId)
        .where('kind', 'in', kinds)
        .where('spent_at', 'is', null)
        .execute();
    },

    url: (token) => new URL(`/link/${encodeURIComponent(token)}`, issuer).href,
  };
}

async function look(
  reader: Kysely<SignInSchema>,
  { token, now }: { readonly token: string; readonly now: number },
): Promise<LinkState> {
  const row = await rowOf(reader, token);
  if (row === undefined) {
    return { state: 'unknown' };
  }
  if (row.spent_at !== null) {
    return { state: 'spent' };
  }
  return row.expires_at > now ? { state: 'good', link: readRow(row) } : { state: 'expired' };
}

function rowOf(reader: Kysely<SignInSchema>, token: string): Promise<Selectable<LinkTable> | undefined> {
  return reader.selectFrom('link').selectAll().where('token_hash', '=', hashOf(token)).executeTakeFirst();
}

/** Plain SHA-256: a token of 256 random bits cannot be guessed from it, and it can be looked up by an index. */
function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token, 'utf8').digest();
}

function readRow(row: Selectable<LinkTable>): Link {
  return {
    id: row.id,
    kind: readKind(row.kind),
    userId: row.user_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    parameters: readParameters(row.parameters),
  };
}

function readKind(kind: string): LinkKind {
  const known = (Object.keys(linkSeconds) as LinkKind[]).find((each) => each === kind); // keys of a Record<LinkKind, …>
  if (known === undefined) {
    throw new TypeError('The database holds a link of a kind that this version does not know.');
  }
  return known;
}

function readParameters(json: string): Link['parameters'] {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  return Object.fromEntries(Object.entries(value).filter(isParameter));
}

function isParameter(entry: [string, unknown]): entry is [string, string | number | boolean | null] {
  return entry[1] === null || ['string', 'number', 'boolean'].includes(typeof entry[1]);
}
