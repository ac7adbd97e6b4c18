import type { Account } from '../accounts/account.ts';
import type { Services } from '../services.ts';
import { EXIT } from './exit-code.ts';
import { Refusal } from './refusal.ts';

/** The account of this user name, or of this id as `--json` prints it. Throws Refusal. */
export async function findAccount(
  { accounts }: Pick<Services, 'accounts'>,
  typed: string | undefined,
): Promise<Account> {
  const account = typed === undefined ? null : ((await accounts.byUserName(typed)) ?? (await accounts.byUserId(typed)));
  if (account === null) {
    throw new Refusal('unknown-user', 'There is no such account. "users list" shows them.', { exitCode: EXIT.unknown });
  }
  return account;
}
