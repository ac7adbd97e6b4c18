import type { Account } from '../accounts/account.ts';
import { showPage } from './answer.ts';
import { endAttempts } from './attempt.ts';
import type { Visit } from './visit.ts';

/** How the freezing came about, for the audit log. */
export type FrozenBy = 'mail' | 'my-security';

/**
 * "This was not me": in one transaction the account is frozen, every session and every sign-in on its way ends, remembered devices are forgotten,
 * and authenticators added since the event (`since`, Unix seconds) are removed. `spend` runs first in it, and says whether there is something to do
 * at all; null where not.
 */
export async function freezeAccount(
  visit: Visit,
  about: {
    readonly account: Account;
    readonly since: number;
    readonly by: FrozenBy;
    readonly spend?: (transaction: Parameters<Visit['services']['mfaIn']>[0]) => Promise<boolean>;
  },
): Promise<Response | null> {
  const { services, now, request } = visit;
  const { account, since, by, spend } = about;
  const { userId } = account;
  const frozen = await services.database.transaction(async (transaction) => {
    if (spend && !(await spend(transaction))) {
      return null;
    }
    const mfa = services.mfaIn(transaction);
    const { reference } = await services.accounts.freeze(transaction, { userId, at: now });
    const sessionsEnded = await services.sessions.endAll(transaction, { userId });
    await endAttempts(transaction, userId);
    const devicesForgotten = await mfa.forgetDevices({ userId, deviceId: 'all', context: request });
    const authenticatorsRemoved = await mfa.undoSince({ userId, since, context: request });
    await services.links.revoke(transaction, {
      userId,
      kinds: ['password-reset', 'invitation', 'enrol', 'enrol-ticket', 'enable-again'],
    });
    const detail = { by, reference, sessionsEnded, devicesForgotten, removed: authenticatorsRemoved.length };
    await services.audit.append(transaction, [{ kind: 'frozen', userId, at: now, context: request, detail }]);
    for (const kind of ['account-frozen', 'account-frozen-admin'] as const) {
      const parameters = { reference, by };
      // oxlint-disable-next-line no-await-in-loop -- one connection
      await services.mails.enqueue(transaction, { kind, userId, at: now, context: request, parameters });
    }
    return { reference, done: { sessionsEnded, devicesForgotten, authenticatorsRemoved, at: now } };
  });
  return frozen && showPage(visit, { kind: 'frozen', user: account.userName, ...frozen });
}
