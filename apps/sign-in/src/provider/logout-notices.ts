import type { KoaContextWithOIDC, Client } from 'oidc-provider';
import type { Kysely } from 'kysely';
import type { LogoutNoticeTable, SignInSchema } from '../database/schema.ts';
import type { Services } from '../services.ts';

/**
 * How long a session is still known after it ended by itself: a platform's own session may go on for so long, and is to end with the account's others.
 * Seconds.
 */
export const keptAfterItsEndSeconds = 86_400;

/** What is read of a session that the adapter stored. */
export interface StoredSession {
  /** Unix seconds. */
  readonly exp?: number;
  readonly authorizations?: Readonly<Record<string, { readonly sid?: string; readonly grantId?: string }>>;
}

export function readStoredSession(payload: string): StoredSession {
  // Written by the adapter from a payload of the library.
  return JSON.parse(payload) as StoredSession;
}

/** Each insert stays far below the number of values that a statement may have. */
const mostRowsAtOnce = 1000;

/**
 * Notes that each client of these sessions has to hear of their end. Every client, whether it can be told or not: an administrator's command may run
 * without the list of clients, and the service that sends knows.
 */
export async function noteEnded(
  kysely: Kysely<SignInSchema>,
  about: { readonly userId: string; readonly at: number; readonly sessions: readonly StoredSession[] },
): Promise<void> {
  const { userId, at, sessions } = about;
  const rows = sessions.flatMap(({ authorizations = {} }) =>
    Object.entries(authorizations).flatMap(([clientId, { sid }]) =>
      sid === undefined ? [] : [noticeRow({ clientId, sid, userId, at })],
    ),
  );
  for (let first = 0; first < rows.length; first += mostRowsAtOnce) {
    // oxlint-disable-next-line no-await-in-loop -- one connection
    await insertRows(kysely, rows.slice(first, first + mostRowsAtOnce));
  }
}

/** For the library's event `backchannel.error`: a client that did not hear of a sign-out from the library itself hears of it later from us. */
export function noteUnheard({ database, clock, log }: Services) {
  return (...[, , client, userId, sid]: [KoaContextWithOIDC, Error, Client, string, string]): void => {
    insertRows(database.kysely, [noticeRow({ clientId: client.clientId, sid, userId, at: clock() })]).catch(
      (error: unknown) => {
        log.error('logout-notice-lost', {
          client: client.clientId,
          reason: error instanceof Error ? error.name : typeof error,
        });
      },
    );
  };
}

function noticeRow(about: {
  readonly clientId: string;
  readonly sid: string;
  readonly userId: string;
  readonly at: number;
}): LogoutNoticeTable {
  const { clientId, sid, userId, at } = about;
  return { client_id: clientId, sid, user_id: userId, at, tries: 0, next_try_at: at };
}

async function insertRows(kysely: Kysely<SignInSchema>, rows: readonly LogoutNoticeTable[]): Promise<void> {
  await kysely
    .insertInto('logout_notice')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['client_id', 'sid']).doNothing())
    .execute();
}
