import type { Visit } from './visit.ts';

/** The provider's session of this browser, once somebody is signed in. */
export interface LiveSession {
  readonly uid: string;
  readonly accountId: string;
  readonly acr: string | undefined;
  readonly amr: readonly string[];
  /** Unix seconds: when the last factor was given. */
  readonly at: number;
}

/**
 * Read by the library's own `Session.get`, by the cookie that it set and signed. Null where nobody is signed in, and where the session has lasted
 * its longest time.
 */
export async function liveSession({ provider, context, services, now }: Visit): Promise<LiveSession | null> {
  const { incoming, outgoing } = context.env;
  const session = await provider.Session.get(provider.createContext(incoming, outgoing));
  const { uid, accountId, acr, amr, loginTs, iat } = session;
  if (accountId === undefined || iat === undefined || iat + services.config.policy.sessionSeconds <= now) {
    return null;
  }
  return { uid, accountId, acr, amr: amr ?? [], at: loginTs ?? iat };
}
