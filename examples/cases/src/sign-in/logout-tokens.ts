import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Database } from '../database/database.ts';

/** Whose sessions the service ended; at least one of the two is there. */
interface EndedSession {
  readonly sub: string | undefined;
  readonly sid: string | undefined;
}

export interface LogoutTokens {
  /** Null where the token is not one of the service for us, or came before. */
  read(token: string): Promise<EndedSession | null>;
}

export interface LogoutTokenSource {
  readonly issuer: string;
  readonly clientId: string;
  readonly keysUrl: () => Promise<URL>;
  readonly database: Database;
  /** Unix seconds. */
  readonly clock: () => number;
}

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

const lifetimeSeconds = 120;

/** Checks a logout token as OpenID Connect Back-Channel Logout 1.0 section 2.6 asks. */
export function createLogoutTokens({ issuer, clientId, keysUrl, database, clock }: LogoutTokenSource): LogoutTokens {
  let keys: ReturnType<typeof createRemoteJWKSet> | null = null;

  return {
    read: async (token) => {
      keys ??= createRemoteJWKSet(await keysUrl());
      const verified = await jwtVerify(token, keys, {
        issuer,
        audience: clientId,
        // Explicitly typed, so that no ID token is ever taken for one.
        typ: 'logout+jwt',
        algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
        requiredClaims: ['iat', 'jti', 'events'],
        maxTokenAge: lifetimeSeconds,
        clockTolerance: 30,
        currentDate: new Date(clock() * 1000),
      }).catch(() => null);
      if (verified === null) {
        return null;
      }
      const { sub, sid, jti, events, nonce } = verified.payload;
      const isLogout = typeof events === 'object' && events !== null && Object.hasOwn(events, logoutEvent);
      const sessionId = typeof sid === 'string' ? sid : undefined;
      if (!isLogout || nonce !== undefined || (sub === undefined && sessionId === undefined) || jti === undefined) {
        return null;
      }
      return isNew(jti) ? { sub, sid: sessionId } : null;
    },
  };

  function isNew(jti: string): boolean {
    const now = Math.floor(clock());
    database.run('DELETE FROM logout_token WHERE expires_at <= ?', now);
    const inserted = database.run(
      'INSERT INTO logout_token (jti, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING',
      jti,
      now + 2 * lifetimeSeconds,
    );
    return inserted === 1;
  }
}
