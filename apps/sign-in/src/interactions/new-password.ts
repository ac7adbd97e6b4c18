import type { Account } from '../accounts/account.ts';
import type { PasswordError } from '../pages/page.ts';
import { endAttempts } from './attempt.ts';
import type { Visit } from './visit.ts';

/**
 * Whether the password will sometimes open the account alone: where MFA is not required, or where a device may be remembered (rule S9). Then it has
 * to be longer.
 */
async function opensAlone({ services, now }: Visit, account: Account): Promise<boolean> {
  const { policy } = services.config;
  const from = await services.accounts.mfaRequiredFrom(account);
  const required = from !== null && from <= now;
  const remembers = policy.mfa.rememberDays > 0 && (!account.admin || policy.rememberAdmins);
  return !required || remembers;
}

export async function leastLength(visit: Visit, account: Account): Promise<number> {
  const { policy } = visit.services.config;
  return (await opensAlone(visit, account)) ? policy.passwordLeastAlone : policy.passwordLeastWithMfa;
}

/** The fields `password` and `again`. Null when it may be used. */
export async function judgeNewPassword(visit: Visit, account: Account): Promise<PasswordError | null> {
  const { services, fields } = visit;
  const password = fields.get('password');
  const words = [
    account.userName,
    account.name,
    account.mail,
    services.config.platform.name,
    services.config.platform.longName,
  ];
  const refusal = services.passwords.check(password, { alone: await opensAlone(visit, account), words });
  return refusal ?? (password === fields.get('again') ? null : { reason: 'not-the-same' });
}

/**
 * Puts the new password in force, within the caller's transaction: other sessions, every sign-in on its way and all remembered devices end
 * (rule D4). The second factor is never touched (rule E8). `hash` was made before, since it takes long.
 */
export async function setNewPassword(
  visit: Visit,
  transaction: Parameters<Visit['services']['mfaIn']>[0],
  change: {
    readonly account: Account;
    readonly hash: string;
    readonly kind: 'password-set' | 'password-reset' | 'password-changed';
    readonly exceptUid?: string;
  },
): Promise<void> {
  const { services, now, request, fields } = visit;
  const { account, hash, kind, exceptUid } = change;
  const { userId } = account;
  const length = services.passwords.length(fields.get('password'));
  await services.accounts.setPassword(transaction, { userId, hash, length });
  await services.sessions.endAll(transaction, exceptUid === undefined ? { userId } : { userId, exceptUid });
  await endAttempts(transaction, userId);
  await services.mfaIn(transaction).forgetDevices({ userId, deviceId: 'all', context: request });
  await services.links.revoke(transaction, { userId, kinds: ['password-reset', 'invitation'] });
  await services.audit.append(transaction, [{ kind, userId, at: now, context: request, detail: {} }]);
  await services.mails.enqueue(transaction, {
    kind: 'password-changed',
    userId,
    at: now,
    context: request,
    parameters: {},
  });
}
