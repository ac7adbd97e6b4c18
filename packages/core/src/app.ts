import type { HashAlgorithm, OtpAccount, OtpError } from '@halfminute/otp';
import type { AccountId, Argon2Cost } from '@halfminute/vault';
import type { ExportActs, QrPicture } from './app-exports.ts';
import type { ClockActs, DeskOffers, ThisComputerOutcome } from './app-desk.ts';
import type { AppState, LockReason, UnlockFailure, VaultProblem, Account, Settings, Notice } from './app-state.ts';
import type { DeviceSettings, DeviceSettingsOutcome } from './platform-desk.ts';
import type { ImportActs } from './importing/import-acts.ts';
import type { OfferedFile, Unsubscribe } from './platform.ts';

/** The authenticator without a face. One per window or command; made by `createApp(platform)`. */
export interface App {
  /** The same object until something changes, so that it can be compared by identity. */
  getState(): AppState;
  subscribe(listener: () => void): Unsubscribe;

  /** Reads the vault file and moves from `starting` to `absent`, `locked` or `unreadable`. Again after "Try again". */
  start(): Promise<void>;
  /** Locks, wipes what is held and lets go of timers and watches. */
  dispose(): void;

  readonly session: SessionActs;
  readonly accounts: AccountActs;
  readonly codes: Codes;
  readonly keys: KeyActs;
  readonly backups: BackupActs;
  readonly exports: ExportActs;
  readonly clock: ClockActs;
  readonly imports: ImportActs;
  /** What this host can do; the ui offers nothing else. */
  readonly offers: Offers;

  /** Numbers outside their range are moved to its nearest end. */
  changeSettings(changes: Partial<Settings>): Promise<SaveOutcome>;
  /** Copies inside the user's act; sets `copied` in the state. 'no-code': a hidden counter account that has shown none yet. */
  copyCode(id: AccountId, which: 'current' | 'next'): Promise<CopyOutcome>;
  /**
   * Copies any other text (the long code, the report) inside the user's act. It is cleared after the same time as a code;
   * `clearsAfterSeconds` is null where nobody will clear it.
   */
  copyText(text: string): Promise<'copied' | 'no-clipboard' | 'not-permitted'>;
  /** The same-device sentence was read: it is not shown again, on any computer that shares these codes. */
  noteSameDeviceTold(): Promise<SaveOutcome>;
  dismissNotice(notice: Notice['kind']): void;
  /** Changes what belongs to this computer; what the policy demands stays. */
  changeDeviceSettings(changes: Partial<DeviceSettings>): Promise<DeviceSettingsOutcome>;
  /** The oldest link that another program has handed over, once; null: none is left. Nothing of it is saved. */
  takeIncomingLink(): string | null;
  /** Resolves when no save is on its way any more, whatever became of it. */
  settled(): Promise<void>;
  /** Resets the idle timer; the ui calls it on pointer and key. */
  noteActivity(): void;
  /** Plain text for a bug report: versions, counts, settings. Never a name, a code or a path. */
  report(): string;
}

/** Fixed when the app is made. */
export interface Offers extends DeskOffers {
  readonly clipboard: boolean;
  /** Whether a copied code can be cleared later. */
  readonly clipboardClearing: boolean;
  /** Whether the host can look at the screen and find QR codes on it. */
  readonly screenScan: boolean;
  /** Whether the host has a way to a camera, which may still be forbidden or not be there, and can find QR codes in what it sees. */
  readonly camera: boolean;
}

export type SaveOutcome =
  | { readonly outcome: 'saved' }
  /** Held in memory, shown as a notice, tried again at the next edit. */
  | { readonly outcome: 'failed'; readonly problem: VaultProblem | 'disk-full' }
  /**
   * The keys were changed elsewhere: locked, and the edit is held until the next unlock. An act that is begun while
   * nothing is open answers this too; then there was nothing to hold.
   */
  | { readonly outcome: 'locked-out' };

export interface SessionActs {
  /** Makes the vault. 'conflict': a vault file has appeared meanwhile; nothing was overwritten. Password rules are the ui's to show: at least `offers.passwordMinLength` characters here. */
  create(request: {
    readonly password: string;
    /** The screen on which the password was chosen said that a code on the same computer is weaker: it need not be said again. */
    readonly sameDeviceTold?: boolean;
  }): Promise<
    | { readonly outcome: 'created' | 'conflict' }
    | { readonly outcome: 'too-short'; readonly leastLength: number }
    | SaveOutcome
  >;
  unlock(request: { readonly password: string }): Promise<UnlockOutcome>;
  /** With the key that this computer's keyring keeps. Whatever the keyring answers, the file is not changed. */
  unlockWithThisComputer(): Promise<UnlockOutcome>;
  unlockWithRecoveryKey(request: { readonly recoveryKey: string }): Promise<UnlockOutcome>;
  /**
   * "Open your codes or a backup instead": opens the given vault file and installs it as the vault.
   * Where a vault is there already its content stays as a generation.
   */
  openBackup(request: {
    readonly bytes: Uint8Array;
    readonly credential: { readonly password: string } | { readonly recoveryKey: string };
  }): Promise<UnlockOutcome | { readonly outcome: 'refused'; readonly problem: VaultProblem } | SaveOutcome>;
  lock(reason?: LockReason): void;
}

export type UnlockOutcome =
  | { readonly outcome: 'opened' }
  | { readonly outcome: 'failed'; readonly failure: UnlockFailure }
  | { readonly outcome: 'unreadable'; readonly problem: VaultProblem };

/** What the Add and Edit forms hold, as typed. */
export interface AccountForm {
  readonly service: string;
  readonly user: string;
  /** The long code as typed or pasted: base32 in any dress, or a whole otpauth link. In an edit, empty means unchanged. */
  readonly code: string;
  readonly kind: OtpAccount['kind'];
  /** Of the kinds that make their codes with one. In an edit, empty means unchanged. */
  readonly pin: string;
  readonly algorithm: HashAlgorithm;
  readonly digits: string;
  readonly periodSeconds: string;
  readonly counter: string;
  /** What a link carried besides, in a form that was filled in from one. Kept with the account, never shown. */
  readonly unknownParameters?: readonly (readonly [name: string, value: string])[];
}

/** What a refused text is likely to be instead of a long code. */
export type Lookalike = NonNullable<OtpError['looksLike']>;

export type FormField = Exclude<keyof AccountForm, 'unknownParameters'>;

/** One mistake in a form. The ui has the words; `message` is the English sentence the command line prints. */
export interface FormProblem {
  readonly field: FormField;
  readonly code: string;
  /** 1-based place of the character as typed, counted in code points; absent inside of a link. */
  readonly at?: number;
  readonly character?: string;
  readonly suggestions?: readonly string[];
  readonly looksLike?: Lookalike;
  readonly message: string;
}

export type FormReading =
  | { readonly outcome: 'ready'; readonly account: OtpAccount; readonly warnings: readonly FormProblem[] }
  /** The Code field holds a whole link: here is the form filled in from it. `account` is null where the link lacks its PIN. */
  | { readonly outcome: 'link'; readonly form: AccountForm; readonly account: OtpAccount | null }
  | { readonly outcome: 'incomplete'; readonly problems: readonly FormProblem[] };

export interface AccountActs {
  /**
   * Reads a form without touching anything; the live code is `codes.watchPreview(account)`.
   * With `editing`, an empty Code field stands for the long code that the account has.
   */
  readForm(form: AccountForm, options?: { readonly editing?: AccountId }): FormReading;
  /** The form that shows an account: everything but its long code. null: no such account. */
  formOf(id: AccountId): AccountForm | null;
  /** Same secret, kind, algorithm, digits and period, here or in the trash. */
  findDuplicates(account: OtpAccount): readonly Account[];
  /**
   * With `copy`, the current code of a timed account is written to the clipboard inside the act, before anything is
   * awaited; `copied` in the state tells when it was. A counter account's is not: it must be saved first.
   * 'added' also when the save failed: the account is held in memory, and a notice says so.
   */
  add(
    account: OtpAccount,
    options?: { readonly allowDuplicate?: boolean; readonly copy?: boolean },
  ): Promise<
    | { readonly outcome: 'added'; readonly id: AccountId }
    | { readonly outcome: 'duplicate'; readonly of: Account }
    | SaveOutcome
  >;
  /** 'refused': a text is longer than can be kept (a note 100,000 characters, a tag 1,000); nothing was changed. */
  edit(
    id: AccountId,
    changes: AccountChanges,
  ): Promise<SaveOutcome | { readonly outcome: 'refused'; readonly field: string; readonly message: string }>;
  /** Into the trash. */
  remove(id: AccountId): Promise<SaveOutcome>;
  /** Takes back the last delete, edit or import of this session. */
  undo(): Promise<SaveOutcome>;
  putBack(id: AccountId): Promise<SaveOutcome>;
  /** Removes the secrets of everything in the trash, keeps the tombstones. Cannot be undone. */
  emptyTrash(): Promise<SaveOutcome>;
  /** The long code, behind the password once more. `qr` is its link for a phone's camera; null: too long for one. */
  reveal(
    id: AccountId,
    request: { readonly password: string },
  ): Promise<
    | {
        readonly outcome: 'revealed';
        /** As its service shows it: base32, or hexadecimal for Mobile-OTP. */
        readonly longCode: string;
        readonly secretBase32: string;
        readonly uri: string;
        readonly qr: QrPicture | null;
      }
    | { readonly outcome: 'wrong-password' | 'gone' }
  >;
  /** otpauth links of all accounts, one a line, each ended by a line feed. Not encrypted. */
  exportLinks(request: { readonly password: string }): Promise<
    | { readonly outcome: 'exported'; readonly text: string; readonly count: number }
    | { readonly outcome: 'wrong-password' }
    /** By the policy. */
    | { readonly outcome: 'not-allowed' }
  >;
}

export interface AccountChanges {
  /** Replaces kind, secret, algorithm, digits, period and counter together. */
  readonly otp?: OtpAccount;
  /** The names in `otp` count only where these two are absent. */
  readonly issuer?: string;
  readonly accountName?: string;
  readonly tags?: readonly string[];
  readonly note?: string;
  readonly favourite?: boolean;
}

export type CodeView =
  | {
      readonly kind: 'timed';
      /** Digits (or Steam's letters) alone. */
      readonly code: string;
      readonly nextCode: string;
      /** Whole seconds, from periodSeconds down to 1. */
      readonly secondsLeft: number;
      readonly periodSeconds: number;
    }
  /**
   * `code` is null until "Next" was pressed in this session. `counter` is the saved one, from which the next code will
   * be made.
   */
  | { readonly kind: 'counter'; readonly code: string | null; readonly counter: number };

export interface Codes {
  /** Calls back at once and then at each change; only what is watched ticks. */
  watch(id: AccountId, listener: (view: CodeView) => void): Unsubscribe;
  /** The code of an account that is not saved, for the Add form; ticks in the same way. */
  watchPreview(account: OtpAccount, listener: (view: CodeView) => void): Unsubscribe;
  /** Once, without ticking. null: no such account, or locked. A counter account answers `code: null` unless shown this session. */
  view(id: AccountId): CodeView | null;
  /**
   * Saves the counter, then answers its code and the `counter` it was made from. Nothing is shown when the save failed,
   * and the next attempt makes the same code. 'exhausted': no such account, or no counter is left above 2^53 - 1.
   */
  nextCounterCode(
    id: AccountId,
  ): Promise<
    | { readonly outcome: 'shown'; readonly code: string; readonly counter: number }
    | { readonly outcome: 'exhausted' }
    | SaveOutcome
  >;
}

export type CopyOutcome =
  | { readonly outcome: 'copied'; readonly code: string; readonly clearsAfterSeconds: number | null }
  | { readonly outcome: 'no-clipboard' | 'no-code' | 'not-permitted' }
  | SaveOutcome;

export interface KeyActs {
  /** Re-wraps the master key: older copies still open with the old password. */
  changePassword(request: { readonly current: string; readonly next: string }): Promise<KeyOutcome>;
  /** "Somebody may know it": a fresh master key, device slots dropped, a new sheet due. */
  replaceKeys(request: { readonly current: string; readonly next: string }): Promise<KeyOutcome>;
  /** Only while `newPasswordDue`; otherwise 'wrong-password', since the current one was not given. The sheet is due anew. */
  setPasswordAfterRecovery(request: { readonly next: string }): Promise<KeyOutcome>;
  /**
   * Saves a new recovery slot, then answers its key for the sheet (8 groups of four). An unconfirmed or older slot is removed by the
   * same save: the earlier paper is void. Once a confirmed sheet existed, a new key makes a fresh master key, for which `password` is needed.
   */
  makeRecoverySheet(request: { readonly password?: string }): Promise<
    | {
        readonly outcome: 'made';
        readonly groups: readonly string[];
        readonly madeUnixSeconds: number;
        readonly earlierPaperVoid: boolean;
      }
    | KeyOutcome
    /** A confirmed sheet exists: replacing it needs the password. */
    | { readonly outcome: 'password-needed' }
    /** By the policy. */
    | { readonly outcome: 'not-allowed' }
  >;
  /** Ends the reminders when the last group is right. */
  confirmRecoverySheet(request: {
    readonly lastGroup: string;
  }): Promise<{ readonly outcome: 'confirmed' | 'differs' } | SaveOutcome>;
  remindTomorrow(): Promise<SaveOutcome>;
  /** A further way in, whose key this computer's keyring keeps. A `password` that is given has to be the right one. */
  addThisComputer(request: { readonly password?: string }): Promise<ThisComputerOutcome>;
  removeThisComputer(): Promise<ThisComputerOutcome>;
  /** Which cost new slots are made with. */
  readonly cost: Argon2Cost;
}

export type KeyOutcome =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'wrong-password' }
  | { readonly outcome: 'too-short'; readonly leastLength: number }
  | SaveOutcome;

export interface BackupActs {
  /** The encrypted vault as a file to keep; opens with today's password. Locked: the stored file as it is. */
  saveBackup(): Promise<{ readonly outcome: 'saved' | 'cancelled' }>;
  /** Hands any file to the host for the user to keep: the sheet as text, the list of links, a raw copy. */
  offerFile(file: OfferedFile): Promise<'saved' | 'cancelled'>;
  /**
   * The stored bytes as they are, locked or broken: for the error screen's "save a copy". null: there is no file.
   * Throws PlatformError where it cannot be read.
   */
  rawCopy(): Promise<Uint8Array | null>;
  generations(): Promise<
    readonly { readonly id: string; readonly savedUnixSeconds: number | null; readonly byteLength: number }[]
  >;
  /** Puts a kept generation in the place of the vault; what was there becomes a generation itself. Locks. */
  restoreGeneration(id: string): Promise<{ readonly outcome: 'restored' | 'gone' } | SaveOutcome>;
  deleteGenerations(): Promise<number>;
}
