import { checkPassword, liveAccounts } from '@halfminute/vault';
import type { VaultAccount } from '@halfminute/vault';
import type { Platform } from './platform.ts';
import type { Saving } from './saving.ts';

/** The accounts outside the trash, behind the password once more; null: nothing is open, or the password is another one. */
export async function accountsAfterPassword(
  { platform, saving }: { readonly platform: Platform; readonly saving: Saving },
  password: string,
): Promise<readonly VaultAccount[] | null> {
  if (saving.held === null || !(await checkPassword(saving.held.vault.header, password, platform))) {
    return null;
  }
  // Looked up only now: it may have been locked while the password was tried.
  return saving.held === null ? null : liveAccounts(saving.held.vault.document);
}
