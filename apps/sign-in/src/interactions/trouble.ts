import { HashingBusyError } from '../accounts/passwords.ts';
import { newReference, placeOf } from '../provider/provider-pages.ts';
import { showPage } from './answer.ts';
import type { Visit } from './visit.ts';

/**
 * Whatever was thrown: with the queue of the hashing pool full "try again in a moment", and for everything else (keys, database or clock are not
 * there) nobody is let in, and a reference leads to the line of the log (rule S13).
 */
export function showTrouble(visit: Visit, error: Error): Response {
  if (error instanceof HashingBusyError) {
    const { retryAfterSeconds } = error;
    visit.services.metrics.count('hashing_refused', {});
    return showPage(visit, { kind: 'busy', retryAfterSeconds }, { status: 503, retryAfterSeconds });
  }
  const reference = newReference(visit.services.randomBytes);
  // Neither the message nor the address: both may hold what somebody sent, and the address of a link is its token.
  visit.services.log.error('unexpected', { reference, where: 'routes', error: error.name, stack: placeOf(error) });
  return showPage(visit, { kind: 'unavailable', reference }, { status: 503, retryAfterSeconds: 30 });
}
