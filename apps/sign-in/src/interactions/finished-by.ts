import type { Services } from '../services.ts';
import { createAttempts } from './attempt.ts';
import { cookieNames, readCookies } from './cookies.ts';
import { readSignInState } from './sign-in-state.ts';

/**
 * Whether these cookies are of the browser that finished the interaction `uid`. Asked where its result is redeemed, since the cookies of the
 * interaction itself can be planted into another browser.
 */
export function createFinishedBy(
  services: Pick<Services, 'config' | 'database' | 'clock' | 'randomBytes'>,
): (uid: string, cookieHeader: string) => Promise<boolean> {
  const attempts = createAttempts(services, readSignInState);
  const names = cookieNames(services.config);
  return async (uid, cookieHeader) => {
    const secret = readCookies(cookieHeader).get(names.attempt(uid));
    const attempt = await attempts.find({ belongsTo: uid, secret });
    return attempt?.state.stage === 'finished';
  };
}
