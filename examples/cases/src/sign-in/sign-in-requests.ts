import type { Database } from '../database/database.ts';
import { hashOf } from './tokens.ts';

/** What must be known again when the browser comes back from the service. It lies here, not in the browser, and is taken once. */
export interface SignInRequest {
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Where to go on afterwards: a path of our own. */
  readonly returnTo: string;
  /** The channel to the page that opened a small window; null where the page itself went. */
  readonly windowChannel: string | null;
  /** Unix seconds. */
  readonly requestedAt: number;
  /** For a step-up: the session that asked, and the payment that waits. */
  readonly stepUp: { readonly sessionId: string; readonly paymentId: string } | null;
}

export interface SignInRequests {
  keep(request: SignInRequest, known: KnownBy): void;
  /**
   * The request, and at once nobody else's any more: a callback that comes again, or twenty at the same time, find it taken. Null also where
   * another browser began it, whose cookie this one does not have: a stranger's code is of no use here.
   */
  take(known: KnownBy): SignInRequest | null;
}

interface KnownBy {
  readonly state: string;
  readonly browser: string;
}

/** The service waits an hour for who must install an authenticator first, and so do we. */
const lifetimeSeconds = 70 * 60;

/** Open windows of one browser at a time; older ones are forgotten. */
const mostPerBrowser = 20;

interface Row extends Omit<SignInRequest, 'stepUp'> {
  readonly sessionId: string | null;
  readonly paymentId: string | null;
}

export function createSignInRequests(database: Database, clock: () => number): SignInRequests {
  return {
    keep: (request, { state, browser }) => {
      database.transaction(() => {
        database.run('DELETE FROM sign_in_request WHERE expires_at <= ?', Math.floor(clock()));
        database.run(
          `INSERT INTO sign_in_request (state_hash, browser_hash, nonce, code_verifier, session_id, payment_id, return_to, window_channel, requested_at, expires_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          hashOf(state),
          hashOf(browser),
          request.nonce,
          request.codeVerifier,
          request.stepUp?.sessionId ?? null,
          request.stepUp?.paymentId ?? null,
          request.returnTo,
          request.windowChannel,
          request.requestedAt,
          Math.floor(clock()) + lifetimeSeconds,
        );
        database.run(
          `DELETE FROM sign_in_request WHERE browser_hash = ?1 AND rowid NOT IN
             (SELECT rowid FROM sign_in_request WHERE browser_hash = ?1 ORDER BY rowid DESC LIMIT ?2)`,
          hashOf(browser),
          mostPerBrowser,
        );
      });
    },
    take: ({ state, browser }) => {
      const [row] = database.all<Row>(
        `DELETE FROM sign_in_request WHERE state_hash = ? AND browser_hash = ? AND expires_at > ?
         RETURNING nonce, code_verifier AS codeVerifier, session_id AS sessionId, payment_id AS paymentId, return_to AS returnTo,
           window_channel AS windowChannel, requested_at AS requestedAt`,
        hashOf(state),
        hashOf(browser),
        Math.floor(clock()),
      );
      if (row === undefined) {
        return null;
      }
      const { sessionId, paymentId, ...request } = row;
      return { ...request, stepUp: sessionId === null || paymentId === null ? null : { sessionId, paymentId } };
    },
  };
}
