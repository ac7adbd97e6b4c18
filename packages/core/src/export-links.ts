import { accountLink } from '@halfminute/interchange';
import type { VaultAccount } from '@halfminute/vault';

/**
 * One otpauth link a line, each ended by a line feed. A link is percent-encoded throughout, so that no name can begin a
 * line of its own.
 */
export function linkList(accounts: readonly VaultAccount[]): string {
  return accounts.map(({ otp }) => `${accountLink(otp)}\n`).join('');
}
