import { liveAccounts, trashedAccounts, unreadableAccounts } from '@halfminute/vault';
import type { VaultDocument } from '@halfminute/vault';
import { accountView, trashedAccountView } from './account-view.ts';
import type { Notice, OpenState } from './app-state.ts';
import { importRecords } from './importing/import-records.ts';
import { keepIdentity } from './keep-identity.ts';
import { isSheetReminderDue, recoverySheetOf } from './recovery-sheet.ts';
import { settingsOf } from './settings.ts';
import type { RulesInForce } from './policy/rules-in-force.ts';
import { hasBackup, isSameDeviceTold } from './user-records.ts';

/** What the screen shows of the document itself. */
type DocumentPart = Pick<
  OpenState,
  'accounts' | 'trash' | 'imports' | 'settings' | 'recoverySheet' | 'sameDeviceTold' | 'unreadableCount'
>;

/** What it shows besides. */
type SessionPart = Omit<OpenState, keyof DocumentPart | 'notices'>;

interface OpenStateRequest {
  readonly document: VaultDocument;
  readonly session: SessionPart;
  readonly unixSeconds: number;
  readonly rules: RulesInForce;
  /** Puts what is so by the state of things together with what has happened. */
  readonly notices: (standing: readonly Notice[]) => readonly Notice[];
}

/** Makes the states of open sessions. Every part that equals its counterpart in the state before is that very object. */
export interface OpenStateMaker {
  make(request: OpenStateRequest): OpenState;
  /** On lock: keeps nothing of the last state. */
  forget(): void;
}

export function createOpenStateMaker(): OpenStateMaker {
  let last: { readonly document: VaultDocument; readonly state: OpenState } | null = null;

  return {
    make({ document, session, unixSeconds, rules, notices }) {
      // Ten thousand accounts are looked through when the document changes, not whenever something is copied.
      const part = last !== null && last.document === document ? last.state : documentPart(document, rules);
      const standing = standingNotices(document, {
        unixSeconds,
        sheetAllowed: rules.allowsSlot('recovery-key'),
        hasAccounts: part.accounts.length > 0,
        storagePersistent: session.storagePersistent,
      });
      const state = keepIdentity<OpenState>(last?.state, {
        accounts: part.accounts,
        trash: part.trash,
        imports: part.imports,
        settings: part.settings,
        recoverySheet: part.recoverySheet,
        sameDeviceTold: part.sameDeviceTold,
        unreadableCount: part.unreadableCount,
        notices: notices(standing),
        ...session,
      });
      last = { document, state };
      return state;
    },
    forget() {
      last = null;
    },
  };
}

function documentPart(document: VaultDocument, rules: RulesInForce): DocumentPart {
  const recoverySheet = recoverySheetOf(document);
  const live = liveAccounts(document);
  const trash = trashedAccounts(document);
  return {
    accounts: live.map(accountView),
    trash: trash.map(trashedAccountView),
    imports: importRecords(document, { live, trash }),
    settings: rules.tighten(settingsOf(document)),
    // Nobody is reminded of what the policy does not allow.
    recoverySheet:
      recoverySheet.status === 'confirmed' || rules.allowsSlot('recovery-key') ? recoverySheet : { status: 'not-due' },
    sameDeviceTold: isSameDeviceTold(document),
    unreadableCount: unreadableAccounts(document),
  };
}

/** What is to be told because of how things are, not because of something that happened. */
function standingNotices(
  document: VaultDocument,
  now: {
    readonly unixSeconds: number;
    readonly sheetAllowed: boolean;
    readonly hasAccounts: boolean;
    readonly storagePersistent: boolean | null;
  },
): readonly Notice[] {
  const standing: Notice[] = [];
  if (now.sheetAllowed && isSheetReminderDue(document, now.unixSeconds)) {
    standing.push({ kind: 'recovery-sheet-due' });
  }
  if (now.hasAccounts && now.storagePersistent === false) {
    standing.push({ kind: 'storage-not-persistent' });
  }
  if (now.hasAccounts && !hasBackup(document)) {
    standing.push({ kind: 'no-backup-yet' });
  }
  return standing;
}
