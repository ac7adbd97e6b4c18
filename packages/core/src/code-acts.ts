import { counterRange } from '@halfminute/otp';
import type { HotpAccount, OtpAccount } from '@halfminute/otp';
import { findAccount } from '@halfminute/vault';
import type { AccountId, VaultDocument } from '@halfminute/vault';
import { advancingEdit } from './account-edits.ts';
import type { Codes, CopyOutcome } from './app.ts';
import type { Settings } from './app-state.ts';
import type { ClipboardKeeper } from './clipboard-keeper.ts';
import { counterCode } from './codes.ts';
import type { CodeWatch, ShownCounterCode } from './codes.ts';
import { sheetDueAfterCopy } from './recovery-sheet.ts';
import type { Saving } from './saving.ts';
import type { Undo } from './undo.ts';

export interface CodeActsNeed {
  readonly saving: Saving;
  readonly codes: CodeWatch;
  readonly clipboard: ClipboardKeeper;
  readonly undo: Undo;
  settings(): Settings;
}

export interface CodeActs {
  readonly codes: Codes;
  copyCode(id: AccountId, which: 'current' | 'next'): Promise<CopyOutcome>;
  /** Copies the code of an account that is just being added. */
  copyNew(id: AccountId, account: OtpAccount): Promise<void>;
}

export function createCodeActs(need: CodeActsNeed): CodeActs {
  const { saving, codes, clipboard, undo } = need;
  /** Writes before it returns; the rest may wait for the disk. */
  async function copy(id: AccountId, text: string): Promise<CopyOutcome> {
    const { clipboardSeconds } = need.settings();
    const outcome = await clipboard.copy({ text, id, clearAfterSeconds: clipboardSeconds });
    if (outcome !== 'copied') {
      return { outcome };
    }
    // The code is on the clipboard, however long the disk takes; whether this could be saved is told by a notice.
    void saving.edit(sheetDueAfterCopy);
    return { outcome, code: text, clearsAfterSeconds: clipboard.clearsAfterSeconds(clipboardSeconds) };
  }

  return {
    codes: {
      watch: (id, listener) => codes.watch(id, listener),
      watchPreview: (account, listener) => codes.watchPreview(account, listener),
      view: (id) => codes.view(id),
      async nextCounterCode(id) {
        if (saving.held === null) {
          return { outcome: 'locked-out' };
        }
        if (usableCounter(saving.held.vault.document, id) === null) {
          return { outcome: 'exhausted' };
        }
        const { held } = saving;
        let made: ShownCounterCode | null = null;
        const save = await saving.commit(
          (vault, context) => {
            const account = usableCounter(vault.document, id);
            made = account === null ? null : { code: counterCode(account), counter: account.counter };
            return account === null ? vault : { ...vault, document: advancingEdit(id)(vault.document, context) };
          },
          () => {
            if (made !== null) {
              codes.show(id, made);
              // Taking an edit back would wind the counter back too, to codes that have been used.
              undo.forget(new Set([id]));
            }
          },
        );
        if (save.outcome !== 'saved') {
          return save;
        }
        if (saving.held !== held) {
          return { outcome: 'locked-out' };
        }
        return shownOrExhausted(made);
      },
    },
    async copyCode(id, which) {
      const view = codes.view(id);
      const text = view?.kind === 'timed' && which === 'next' ? view.nextCode : view?.code;
      // A counter account has no next code that may be seen before it is saved.
      if (text === undefined || text === null || (view?.kind === 'counter' && which === 'next')) {
        return { outcome: 'no-code' };
      }
      return copy(id, text);
    },
    async copyNew(id, account) {
      const code = codes.codeOf(account);
      if (code !== null) {
        await copy(id, code);
      }
    },
  };
}

function shownOrExhausted(
  made: ShownCounterCode | null,
): ({ readonly outcome: 'shown' } & ShownCounterCode) | { readonly outcome: 'exhausted' } {
  return made === null ? { outcome: 'exhausted' } : { outcome: 'shown', ...made };
}

/** null: gone, not a counter account, or at the last counter, after which nothing could be saved. */
function usableCounter(document: VaultDocument, id: AccountId): HotpAccount | null {
  const account = findAccount(document, id);
  if (account === null || account.trashedUnixSeconds !== null || account.otp.kind !== 'hotp') {
    return null;
  }
  return account.otp.counter < counterRange.most ? account.otp : null;
}
