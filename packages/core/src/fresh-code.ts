import type { AccountId } from '@halfminute/vault';
import type { Account, OpenState } from './app-state.ts';
import type { CodeActs } from './code-acts.ts';

/**
 * Codes for whoever asks from outside of the list: the tray and the palette. There is no Next to press there, so a counter
 * account's next code is made for each, and saved before anybody sees it.
 */
export interface FreshCodes {
  /** The accounts that may be asked for; null: nothing is open. */
  accounts(): readonly Account[] | null;
  /** false: it is gone, or could not be saved or copied. */
  copy(id: string): Promise<boolean>;
  /** Letters and digits alone; null: it is gone, or could not be saved. */
  code(id: string): Promise<string | null>;
}

export function createFreshCodes(codeActs: CodeActs, openState: () => OpenState | null): FreshCodes {
  function accounts(): readonly Account[] | null {
    const open = openState();
    // Nothing is offered before a new password is chosen.
    return open === null || open.newPasswordDue ? null : open.accounts;
  }

  function find(id: string): Account | undefined {
    return accounts()?.find((account) => account.id === id);
  }

  async function nextCounterCode(id: AccountId): Promise<string | null> {
    const next = await codeActs.codes.nextCounterCode(id);
    return next.outcome === 'shown' ? next.code : null;
  }

  return {
    accounts,
    async copy(id) {
      const account = find(id);
      if (account === undefined || (account.kind === 'hotp' && (await nextCounterCode(account.id)) === null)) {
        return false;
      }
      return (await codeActs.copyCode(account.id, 'current')).outcome === 'copied';
    },
    async code(id) {
      const account = find(id);
      if (account === undefined) {
        return null;
      }
      return account.kind === 'hotp' ? nextCounterCode(account.id) : (codeActs.codes.view(account.id)?.code ?? null);
    },
  };
}
