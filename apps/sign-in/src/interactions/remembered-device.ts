import { giveCookie } from './answer.ts';
import { deviceName } from './device-name.ts';
import type { Visit } from './visit.ts';

/**
 * Whether this browser is remembered for this account. Its cookie changes at each use (rule D2); one that we do not know, or that was used up, is
 * dropped, and the code is asked for as if there had been none.
 */
export async function recogniseDevice(visit: Visit, userId: string): Promise<boolean> {
  const name = visit.cookieNames.device(userId);
  const cookie = visit.cookies.get(name);
  if (cookie === undefined || cookie === '') {
    return false;
  }
  const outcome = await visit.services.mfa.useDevice({ userId, cookie, context: visit.request });
  if (outcome.result !== 'recognised') {
    giveCookie(visit, { name, value: null });
    return false;
  }
  if (outcome.cookie !== null) {
    giveCookie(visit, { name, value: outcome.cookie, expiresAt: outcome.expiresAt });
  }
  return true;
}

/** After a real code only. Does nothing where policy remembers no device. */
export async function rememberDevice(visit: Visit, userId: string): Promise<void> {
  const remembered = await visit.services.mfa.rememberDevice({
    userId,
    name: deviceName(visit.agent),
    days: visit.services.config.policy.mfa.rememberDays,
    context: visit.request,
  });
  if (remembered !== null) {
    giveCookie(visit, {
      name: visit.cookieNames.device(userId),
      value: remembered.cookie,
      expiresAt: remembered.expiresAt,
    });
  }
}
