import type { OtpAccount } from '@halfminute/otp';
import type { AccountId } from '@halfminute/vault';
import type { ThisComputer } from './app-desk.ts';
import type { ImportRecord } from './importing/import-acts.ts';
import type { DeviceSettings, SystemLockEvent } from './platform-desk.ts';

/** What a face shows. Each object stays the same until something in it changes. */
export interface AppState {
  readonly session: Session;
  /** Present exactly while the session is open. */
  readonly open: OpenState | null;
  /** A change that could not be saved is in memory alone, locked or open: whoever ends the program now loses it. */
  readonly holdsUnsaved: boolean;
  /** Of this computer, also while locked; null where the host keeps no such settings. */
  readonly device: DeviceSettings | null;
  /** How many links from other programs wait to be taken, also while locked. The links themselves hold secrets. */
  readonly incomingLinks: number;
  /** Milliseconds by which codes are corrected; null: the computer's clock is believed. */
  readonly clockCorrectionMs: number | null;
}

export type Session =
  | { readonly phase: 'starting' }
  /** No vault file: choose a password, or open a backup. */
  | { readonly phase: 'absent' }
  | {
      readonly phase: 'locked';
      readonly fileName: string;
      readonly savedUnixSeconds: number | null;
      /** Why it is locked, when the user should be told. */
      readonly lockedBecause: LockReason | null;
      /** The last unlock failed this way. */
      readonly failure: UnlockFailure | null;
      /** Whether to offer "Unlock with this computer". Found out without opening anything; 'absent' until it is known. */
      readonly thisComputer: ThisComputer;
    }
  | { readonly phase: 'opening'; readonly fileName: string; readonly doing: 'deriving' | 'decrypting' | 'creating' }
  | { readonly phase: 'open'; readonly fileName: string }
  /** A file is there but is none that can be opened; nothing was changed. */
  | { readonly phase: 'unreadable'; readonly fileName: string; readonly problem: VaultProblem }
  /** The organisation's policy is there and cannot be read: nothing is opened and nothing made. `line`: 1-based; null: the file itself. */
  | {
      readonly phase: 'policy-broken';
      readonly path: string;
      readonly line: number | null;
      readonly message: string;
    };

export type LockReason = 'by-user' | 'idle' | 'changed-elsewhere' | 'system' | SystemLockEvent;
export type UnlockFailure =
  | 'wrong-password'
  | 'wrong-recovery-key'
  | 'recovery-key-slip'
  | 'no-recovery-slot'
  /** The policy allows no recovery key, and one that is there already is not used. */
  | 'recovery-key-not-allowed'
  /** "This computer's keyring did not answer. Use the password." */
  | 'keychain-unanswered'
  /** The keyring answered, and keeps no key that opens these codes. */
  | 'keychain-without-key';
export type VaultProblem =
  | 'empty'
  | 'damaged'
  | 'not-a-vault'
  | 'newer-version'
  | 'unsafe-parameters'
  | 'is-a-directory'
  | 'not-permitted'
  | 'io';

export interface OpenState {
  /** In the user's order; the trash is not among them. */
  readonly accounts: readonly Account[];
  readonly trash: readonly TrashedAccount[];
  /** Those that can be taken back, or whose taking back can be. Newest first. */
  readonly imports: readonly ImportRecord[];
  readonly settings: Settings;
  readonly notices: readonly Notice[];
  /** What `accounts.undo()` would take back. Of an edit or deletion: the account as it was before. */
  readonly undoable:
    | { readonly act: 'delete' | 'edit'; readonly account: Account }
    | { readonly act: 'import'; readonly importId: string; readonly count: number }
    | null;
  /** Set for two seconds after a copy. */
  readonly copied: { readonly id: AccountId; readonly clearsAfterSeconds: number | null } | null;
  readonly recoverySheet: RecoverySheet;
  /** After unlocking with the recovery key: nothing else is offered before a new password is chosen. */
  readonly newPasswordDue: boolean;
  /** The same-device sentence was shown once. */
  readonly sameDeviceTold: boolean;
  readonly generationCount: number;
  /** Accounts that a newer Halfminute wrote: kept untouched, but not among `accounts`. */
  readonly unreadableCount: number;
  /** null where the host does not erase. */
  readonly storagePersistent: boolean | null;
  readonly thisComputer: ThisComputer;
}

/** What the screen may know of an account: never its secret. */
export interface Account {
  readonly id: AccountId;
  readonly kind: OtpAccount['kind'];
  readonly issuer: string;
  readonly accountName: string;
  readonly algorithm: OtpAccount['algorithm'];
  readonly digits: number;
  /** null for a counter account. */
  readonly periodSeconds: number | null;
  /** null for a timed account. */
  readonly counter: number | null;
  readonly tags: readonly string[];
  readonly note: string;
  readonly favourite: boolean;
}

export interface TrashedAccount extends Account {
  readonly trashedUnixSeconds: number;
  /** The earliest day it may go, in Unix seconds. */
  readonly goesUnixSeconds: number;
}

export interface Settings {
  /** Seconds the clipboard keeps a copied code, 5 to 120; null: it is never cleared. */
  readonly clipboardSeconds: number | null;
  /** Seconds without pointer or key until it locks, 30 to 3600; null: never. */
  readonly lockAfterIdleSeconds: number | null;
  /** Whether it locks when the system's screen does, where the host is told of that. */
  readonly lockWithScreen: boolean;
  readonly theme: 'system' | 'light' | 'dark';
  readonly hideCodes: boolean;
  readonly showNextCode: boolean;
}

export type Notice =
  /** The wall clock jumped by so many seconds (negative: back). */
  | { readonly kind: 'clock-jumped'; readonly seconds: number; readonly atUnixSeconds: number }
  /** A time server says that the clock is so many seconds slow (negative: fast), more than it can be wrong by. */
  | { readonly kind: 'clock-measured'; readonly offsetSeconds: number; readonly corrected: boolean }
  /** The recovery sheet is due (after the first copy, or a day after "Remind me tomorrow"). */
  | { readonly kind: 'recovery-sheet-due' }
  /** The browser may erase the codes; offer the backup file. */
  | { readonly kind: 'storage-not-persistent' }
  /** There are accounts and no backup file was saved from this vault yet. */
  | { readonly kind: 'no-backup-yet' }
  /** A save failed; the edit is still held in memory. */
  | { readonly kind: 'save-failed'; readonly problem: VaultProblem | 'disk-full' }
  /** Somebody else changed the file; both edits are in. */
  | { readonly kind: 'merged' };

export type RecoverySheet =
  /** Not asked for yet: no code was copied. */
  | { readonly status: 'not-due' }
  /** `replacesEarlier`: a confirmed sheet, used by now, still opens the codes; the new one makes it void, for which the password is needed. */
  | { readonly status: 'due'; readonly replacesEarlier: boolean }
  /** Its slot is saved and its key was shown, but the last group was never typed back. */
  | { readonly status: 'unconfirmed'; readonly madeUnixSeconds: number; readonly remindUnixSeconds: number }
  | { readonly status: 'confirmed'; readonly madeUnixSeconds: number };
