import type { Account } from '../accounts/account.ts';
import type { Interaction } from './interaction.ts';
import { liveSession } from './session.ts';
import type { Visit } from './visit.ts';

/**
 * Whose second factor alone is asked for, on a session that lives in this very browser (design decision 10); null where password and all are. Who
 * has no authenticator yet begins with the password, since a session alone must never bind one (rule E4).
 */
export async function stepUpAccount(visit: Visit, { session, prompt }: Interaction): Promise<Account | null> {
  if (prompt.name !== 'login' || prompt.details['whole'] !== false || session === undefined) {
    return null;
  }
  const live = await liveSession(visit);
  if (live === null || live.uid !== session.uid || live.accountId !== session.accountId) {
    return null;
  }
  const { authenticators } = await visit.services.mfa.read(live.accountId);
  return authenticators.length > 0 ? visit.services.accounts.byUserId(live.accountId) : null;
}
