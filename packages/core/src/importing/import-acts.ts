import type { ImportEntry, ReadyBackup } from '@halfminute/interchange';
import type { SaveOutcome } from '../app.ts';
import type { CameraFrame } from '../platform-pictures.ts';

/** A file as it was dropped, pasted or opened. It is recognised by its content; the name is only said. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type Offered = readonly NamedBytes[] | { readonly text: string };

/** Bringing accounts in from elsewhere. Nothing is written before `accept`. */
export interface ImportActs {
  /** Looks at whatever was dropped, pasted or opened, and says what it is. Never rejects. */
  read(offered: Offered): Promise<ImportReading>;
  /**
   * Looks once at the screen, where `offers.screenScan`, and reads the QR codes on it as those of a dropped picture. Must be called inside the
   * user's act. What it saw is not kept.
   */
  scanScreen(): Promise<ScreenScan>;
  /**
   * Watches by the camera, where `offers.camera`, until it has seen a QR code for an authenticator, or all parts of a transfer; they are read as
   * those of a dropped picture. One watch at a time: another one stops the first. A lock stops it without a word.
   */
  watchCamera(listener: CameraListener): CameraWatch;
  /** Judges what was read already, by the accounts that are open. Locked, nothing is a duplicate of them. */
  judge(backups: readonly ReadyBackup[]): FoundImport;
  /** Moves what one import brought, and is not in the trash, there: in one save. Nothing is deleted. */
  undo(id: string): Promise<SaveOutcome>;
  /** Takes that back: puts back what `undo` moved, and nothing else. */
  putBack(id: string): Promise<SaveOutcome>;
}

export type ScreenScan =
  | ImportReading
  /** `no-account-code`: there are QR codes, but none for an authenticator. */
  | { readonly outcome: 'no-code' | 'no-account-code' }
  /** Nothing was seen. `cancelled`: the user chose so. `failed`: the host could not, and may the next time. */
  | { readonly outcome: 'cancelled' | 'not-permitted' | 'unsupported' | 'failed' };

export interface CameraListener {
  /** What it sees now, for whoever aims: good until the call returns. */
  frame(frame: CameraFrame): void;
  noted(note: CameraNote): void;
  /** Once, and the camera is off. */
  ended(how: CameraEnd): void;
}

/** What was seen that does not end it. */
export type CameraNote =
  /** A QR code, but none for an authenticator. */
  | { readonly kind: 'something-else' }
  /** Some of the QR codes of one transfer. */
  | { readonly kind: 'part'; readonly seen: number; readonly of: number };

export type CameraEnd =
  | ImportReading
  /** `ended`: another program has the camera, or it was unplugged. `failed`: the host could not read what it saw. */
  | { readonly outcome: 'no-camera' | 'not-permitted' | 'ended' | 'failed' };

export interface CameraWatch {
  /** Turns the camera off; nothing is told any more. */
  stop(): void;
  /** Ends it with those parts of a transfer that were seen; before the first of them it does nothing. */
  takeSeen(): void;
}

export type ImportReading =
  /** One link or code by itself, which the Add form shows better. */
  | { readonly outcome: 'single'; readonly text: string }
  /** One vault file or backup of our own. */
  | { readonly outcome: 'vault-file'; readonly file: NamedBytes }
  | LockedImport
  | { readonly outcome: 'found'; readonly found: FoundImport }
  /** There is nothing in it that could be imported. */
  | { readonly outcome: 'refused'; readonly refused: readonly RefusedFile[] };

/** One of the files wants its password before anything is shown. */
export interface LockedImport {
  readonly outcome: 'needs-password';
  /** Who wrote it. */
  readonly program: string;
  readonly fileName: string;
  /** Nothing in it says that it is encrypted, or by whom: only that it may be. */
  readonly isGuess: boolean;
  /** Whether a part of it can be read without. */
  readonly isPartlyReadable: boolean;
  /** Goes on with the next one, or with what was found. */
  unlock(
    password: string,
    options?: { readonly agreedMemoryKiB?: number },
  ): Promise<ImportReading | WrongFilePassword | FileWantsMemory>;
  /** Goes on without what the password keeps. */
  skip(): ImportReading;
}

/** Opening it takes more memory than is usual: nothing is taken until `unlock` is called again with that much agreed to. */
export interface FileWantsMemory {
  readonly outcome: 'needs-consent';
  readonly memoryKiB: number;
}

export interface WrongFilePassword {
  readonly outcome: 'wrong-password';
  /** The format cannot tell a wrong password from a damaged file. */
  readonly mayBeDamaged: boolean;
  /** Whether something else may be missing, which the format does not tell. */
  readonly mayWant?: 'key-file' | 'steam-manifest';
}

/** Why a whole file was not read. The ui has the words; `message` is an English sentence that holds nothing of the file. */
export interface RefusedFile {
  readonly name: string;
  readonly reason:
    | 'not-recognised'
    | 'too-large'
    | 'too-many-entries'
    | 'damaged'
    | 'unsupported-file'
    | 'unsafe-parameters'
    | 'no-code-in-picture'
    | 'pictures-unsupported'
    | 'password-not-given'
    | 'own-file-among-others';
  readonly message: string;
}

/** What was found, entry by entry, to be compared and ticked. Its secrets are wiped when it is locked. */
export interface FoundImport {
  /** Each once, in the order of the files. */
  readonly programs: readonly string[];
  readonly fileNames: readonly string[];
  readonly entries: readonly FoundEntry[];
  /** Sentences about the whole, such as a missing part of a transfer. */
  readonly notes: readonly string[];
  /** Files beside those that were read. */
  readonly refused: readonly RefusedFile[];
  /**
   * Adds what is ticked, in one save. Keys of entries that cannot be imported count for nothing. 'nothing-ticked': nothing was written.
   * 'imported' also when the save failed: then it is held in memory, and `problem` says why.
   */
  accept(ticked: ReadonlySet<number>): Promise<Accepted>;
  /**
   * Completes an entry whose codes need a PIN that its file does not hold: the same import, judged anew, with the same keys. 'bad-pin': it cannot be
   * one, and `message` says why. Whether it is the right one only the code shows.
   */
  givePin(
    key: number,
    pin: string,
  ):
    | { readonly outcome: 'given'; readonly found: FoundImport }
    | { readonly outcome: 'bad-pin'; readonly message: string };
  /** The one-time code of a counter entry for its stored counter, for comparison; null for any other. Nothing moves on. */
  counterCodeOf(key: number): string | null;
}

export type Accepted =
  | {
      readonly outcome: 'imported';
      readonly importId: string;
      readonly count: number;
      readonly problem: (SaveOutcome & { readonly outcome: 'failed' })['problem'] | null;
    }
  | { readonly outcome: 'nothing-ticked' }
  | { readonly outcome: 'locked-out' };

export interface FoundEntry {
  /** Its place in `entries`, from 0. */
  readonly key: number;
  readonly verdict: 'imported' | 'duplicate' | 'unsupported' | 'damaged';
  /** As it was read. An imported one holds the secret, and its preview is `codes.watchPreview(entry.account)`. */
  readonly entry: ImportEntry;
  /** Of a duplicate: what makes the same codes. */
  readonly duplicateOf: DuplicateOf | null;
  /** Whether only its PIN is missing: see `givePin`. */
  readonly waitsForPin: boolean;
  /** Whether it is ticked before the user has looked. */
  readonly isTickedAtFirst: boolean;
}

/** What makes the same codes, to be shown beside. */
export interface DuplicateOf {
  /** Among the accounts, in the trash, or earlier in this very import. */
  readonly place: 'here' | 'trash' | 'import';
  readonly issuer: string;
  readonly accountName: string;
  /** null where it has none. */
  readonly counter: number | null;
}

/** One import of the past, whose accounts are not all gone. */
export interface ImportRecord {
  readonly id: string;
  readonly unixSeconds: number;
  readonly programs: readonly string[];
  /** How many accounts it brought. */
  readonly count: number;
  /** How many of them `undo` would move into the trash. */
  readonly liveCount: number;
  /** How many `putBack` would put back. 0 where it was not taken back. */
  readonly undoneCount: number;
}
