import { accountLink, accountQr } from '@halfminute/interchange';
import { encodeBase32, longCodeText, sameOtp } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import { findAccount, liveAccounts, newAccountId, trashedAccounts, VaultError } from '@halfminute/vault';
import type { AccountId, VaultAccount } from '@halfminute/vault';
import { addingEdit, changingEdit, inverseOf, purgingEdit, restoringEdit, trashingEdit } from './account-edits.ts';
import { formOfAccount, readAccountForm } from './account-form.ts';
import { accountView, trashedAccountView } from './account-view.ts';
import type { AccountActs, SaveOutcome } from './app.ts';
import type { Account } from './app-state.ts';
import { linkList } from './export-links.ts';
import type { Platform } from './platform.ts';
import type { RulesInForce } from './policy/rules-in-force.ts';
import type { Saving } from './saving.ts';
import type { Undo } from './undo.ts';

export interface AccountsNeed {
  readonly platform: Platform;
  readonly saving: Saving;
  readonly rules: RulesInForce;
  readonly undo: Undo;
  /** The accounts outside the trash; null: nothing is open, or the password is another one. */
  afterPassword(password: string): Promise<readonly VaultAccount[] | null>;
  /** Writes the code of a new account to the clipboard, before it returns. */
  copyNew(id: AccountId, account: OtpAccount): Promise<void>;
  /** An account was added: something is in store now. */
  added(): void;
}

export function createAccountActs(need: AccountsNeed): AccountActs {
  const { platform, saving, rules, undo, afterPassword } = need;
  function present(id: AccountId): VaultAccount | null {
    return saving.held === null ? null : findAccount(saving.held.vault.document, id);
  }

  function findDuplicates(account: OtpAccount): readonly Account[] {
    if (saving.held === null) {
      return [];
    }
    const { document } = saving.held.vault;
    const isSame = ({ otp }: VaultAccount): boolean => sameOtp(otp, account);
    return [
      ...liveAccounts(document).filter(isSame).map(accountView),
      ...trashedAccounts(document).filter(isSame).map(trashedAccountView),
    ];
  }

  return {
    readForm(form, options = {}) {
      const account = options.editing === undefined ? null : present(options.editing);
      return readAccountForm(form, account?.otp ?? null);
    },
    formOf(id) {
      const account = present(id);
      return account === null ? null : formOfAccount(account.otp);
    },
    findDuplicates,
    async add(account, options = {}) {
      if (saving.held === null) {
        return { outcome: 'locked-out' };
      }
      const [of] = options.allowDuplicate === true ? [] : findDuplicates(account);
      if (of !== undefined) {
        return { outcome: 'duplicate', of };
      }
      const id = newAccountId(platform.randomBytes);
      const copying = options.copy === true ? need.copyNew(id, account) : undefined;
      const save = await saving.edit(addingEdit({ id, otp: account }));
      need.added();
      await copying;
      return save.outcome === 'locked-out' ? save : { outcome: 'added', id };
    },
    async edit(id, changes) {
      const before = present(id);
      if (before === null) {
        return saving.held === null ? { outcome: 'locked-out' } : { outcome: 'saved' };
      }
      const inverse = changingEdit(id, inverseOf(before, changes));
      const save = saving.edit(changingEdit(id, changes));
      const after = present(id);
      if (after !== null && after !== before) {
        undo.remember({ act: 'edit', account: accountView(before), inverse });
      }
      return save.catch(refusalOf);
    },
    async remove(id) {
      const before = present(id);
      if (before === null || before.trashedUnixSeconds !== null) {
        return saving.held === null ? { outcome: 'locked-out' } : { outcome: 'saved' };
      }
      undo.remember({ act: 'delete', account: accountView(before), inverse: restoringEdit(id) });
      return saving.edit(trashingEdit(id));
    },
    async undo() {
      const inverse = undo.take();
      return inverse === null ? nothingToDo() : saving.edit(inverse);
    },
    async putBack(id) {
      undo.forget(new Set([id]));
      return saving.edit(restoringEdit(id));
    },
    async emptyTrash() {
      if (saving.held === null) {
        return { outcome: 'locked-out' };
      }
      const ids = trashedAccounts(saving.held.vault.document).map(({ id }) => id);
      undo.forget(new Set(ids));
      return saving.edit(purgingEdit(ids));
    },
    async reveal(id, { password }) {
      if (present(id) === null) {
        return { outcome: 'gone' };
      }
      if ((await afterPassword(password)) === null) {
        return { outcome: 'wrong-password' };
      }
      const otp = present(id)?.otp;
      return otp === undefined
        ? { outcome: 'gone' }
        : {
            outcome: 'revealed',
            longCode: longCodeText(otp),
            secretBase32: encodeBase32(otp.secret.reveal()),
            uri: accountLink(otp),
            qr: accountQr(otp),
          };
    },
    async exportLinks({ password }) {
      if (!rules.plainExport) {
        return { outcome: 'not-allowed' };
      }
      const accounts = await afterPassword(password);
      return accounts === null
        ? { outcome: 'wrong-password' }
        : { outcome: 'exported', text: linkList(accounts), count: accounts.length };
    },
  };

  /** A text that the vault does not keep is the user's to mend; anything else is a mistake in the program. */
  function refusalOf(error: unknown): Extract<Awaited<ReturnType<AccountActs['edit']>>, { outcome: 'refused' }> {
    if (error instanceof VaultError && error.field !== undefined) {
      return { outcome: 'refused', field: error.field, message: error.message };
    }
    throw error;
  }

  function nothingToDo(): SaveOutcome {
    return { outcome: saving.held === null ? 'locked-out' : 'saved' };
  }
}
