import type { Provider } from 'oidc-provider';
import type { LogoutNoticeTable } from '../database/schema.ts';
import type { Services } from '../services.ts';
import { fetchBackchannel } from './backchannel-fetch.ts';

/** Tells clients of sessions that ended without their doing. Two nodes may run one each. */
export interface LogoutWorker {
  /** Looks for what is due from now on, each second. */
  start(): void;
  /** Tells everything that is due now, and answers how many clients heard. */
  tellDue(): Promise<number>;
  /** Waits for what is being sent, and looks no more. */
  stop(): Promise<void>;
}

const lookEveryMs = 1000;
const atATime = 8;

/** Longer than one client may take; a node that dies meanwhile leaves the row to the next after this. */
const leaseSeconds = 60;
const firstWaitSeconds = 5;
const longestWaitSeconds = 900;

/** Then a platform's own session is over, too, in any that lasts for a day's work. */
const mostSeconds = 12 * 3600;

/** OpenID Connect Back-Channel Logout 1.0 section 2.4. */
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

export function createLogoutWorker(services: Services, provider: Provider): LogoutWorker {
  const { database, clock, log, metrics } = services;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<unknown> | null = null;
  let stopped = false;

  async function look(): Promise<void> {
    try {
      await tellDue();
    } catch (error) {
      // The database is away. The next look finds everything as it was.
      log.error('logout-notices-unreadable', { reason: reasonOf(error) });
    }
  }

  async function tellDue(): Promise<number> {
    let heard = 0;
    // Of a client that does not answer the others do not wait for each notice.
    const silent = new Set<string>();
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- each round takes what the one before has left
      const rows = await claim(services, silent);
      // oxlint-disable-next-line no-await-in-loop -- as above
      const outcomes = await Promise.all(rows.map(tell));
      heard += outcomes.filter((outcome) => outcome === 'heard').length;
      for (const [index, outcome] of outcomes.entries()) {
        const clientId = rows[index]?.client_id;
        if (outcome === 'silent' && clientId !== undefined) {
          silent.add(clientId);
        }
      }
      if (rows.length === 0 || stopped) {
        return heard;
      }
    }
  }

  async function tell(row: LogoutNoticeTable): Promise<'heard' | 'silent' | 'not-for-it'> {
    try {
      const answer = await send(provider, row);
      if (answer === 'not-for-it') {
        await remove(row);
        return answer;
      }
    } catch (error) {
      await putOff(row, reasonOf(error));
      return 'silent';
    }
    metrics.count('logout_notice', { result: 'sent' });
    await remove(row);
    return 'heard';
  }

  async function remove(row: LogoutNoticeTable): Promise<void> {
    await database.kysely
      .deleteFrom('logout_notice')
      .where('client_id', '=', row.client_id)
      .where('sid', '=', row.sid)
      .execute();
  }

  async function putOff(row: LogoutNoticeTable, reason: string): Promise<void> {
    const now = clock();
    if (now - row.at >= mostSeconds) {
      // The platform may hold this user's session open still: somebody must know whose.
      log.error('client-not-told', { client: row.client_id, user: row.user_id, tries: row.tries, reason });
      metrics.count('logout_notice', { result: 'given-up' });
      return remove(row);
    }
    log.warn('client-told-later', { client: row.client_id, tries: row.tries, reason });
    metrics.count('logout_notice', { result: 'later' });
    const wait = Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** (row.tries - 1));
    await database.kysely
      .updateTable('logout_notice')
      .set({ next_try_at: now + wait })
      .where('client_id', '=', row.client_id)
      .where('sid', '=', row.sid)
      .where('tries', '=', row.tries)
      .execute();
  }

  return {
    start: () => {
      timer ??= setInterval(() => {
        running ??= look().finally(() => {
          running = null;
        });
      }, lookEveryMs).unref();
    },
    tellDue,
    stop: async () => {
      stopped = true;
      if (timer !== null) {
        clearInterval(timer);
      }
      await running;
    },
  };
}

/** Takes some rows that are due: of two nodes that saw the same row, only one changes it. */
async function claim(
  { database, clock }: Services,
  silent: ReadonlySet<string>,
): Promise<readonly LogoutNoticeTable[]> {
  const now = clock();
  const due = await database.kysely
    .selectFrom('logout_notice')
    .selectAll()
    .where('next_try_at', '<=', now)
    .$if(silent.size > 0, (query) => query.where('client_id', 'not in', [...silent]))
    .orderBy('next_try_at')
    .limit(atATime)
    .execute();
  const claims = due.map(async (row) => {
    const { numUpdatedRows } = await database.kysely
      .updateTable('logout_notice')
      .set({ tries: row.tries + 1, next_try_at: now + leaseSeconds })
      .where('client_id', '=', row.client_id)
      .where('sid', '=', row.sid)
      .where('tries', '=', row.tries)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n ? [{ ...row, tries: row.tries + 1 }] : [];
  });
  return (await Promise.all(claims)).flat();
}

/** The token that the library sends at a sign-out, by the public half of its making. Throws where the client did not take it. */
async function send(provider: Provider, row: LogoutNoticeTable): Promise<'heard' | 'not-for-it'> {
  const client = await provider.Client.find(row.client_id);
  if (client?.backchannelLogoutUri === undefined) {
    return 'not-for-it';
  }
  const token = new provider.IdToken({}, { client });
  token.set('sub', row.user_id);
  token.set('sid', row.sid);
  token.set('jti', crypto.randomUUID());
  token.set('events', { [logoutEvent]: {} });
  const response = await fetchBackchannel(client.backchannelLogoutUri, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ logout_token: await token.issue({ use: 'logout' }) }),
  });
  await response.body?.cancel();
  if (response.status !== 200 && response.status !== 204) {
    throw new RefusedByClientError(response.status);
  }
  return 'heard';
}

class RefusedByClientError extends Error {
  readonly code: string;

  constructor(status: number) {
    super(`The client answered ${status}.`);
    this.name = 'RefusedByClientError';
    this.code = `http-${status}`;
  }
}

/** `ECONNREFUSED`, `http-500`, `TimeoutError`: never words of the other side. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return typeof error;
  }
  const from = error.cause instanceof Error ? error.cause : error;
  return 'code' in from && typeof from.code === 'string' ? from.code : from.name;
}
