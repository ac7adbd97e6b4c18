import type { DeriveKey, RandomBytes } from '@halfminute/vault';
import type {
  DeviceSettingsHost,
  Keychain,
  Links,
  Palette,
  PolicyFile,
  SystemLock,
  TimeSource,
  Tray,
} from './platform-desk.ts';
import type { Camera, PictureReader, Screen } from './platform-pictures.ts';

/**
 * THE PORT. Everything Halfminute needs of its host, handed to {@link createApp} as an argument.
 * Members that every host has are required. An optional member that is absent means that the ui does not offer
 * what it stands for; an adapter never pretends.
 */
export interface Platform {
  /** Plain name of the host for the report, such as "web (Chromium 156)" or "command line". */
  readonly hostName: string;
  readonly vaultFile: VaultFile;
  readonly clock: Clock;
  /** Cryptographically strong random bytes. */
  readonly randomBytes: RandomBytes;
  /** Argon2 with any number of lanes, by the fastest sound means of the host. */
  readonly deriveKey: DeriveKey;
  readonly files: Files;
  readonly clipboard?: Clipboard;
  readonly pictures?: PictureReader;
  readonly screen?: Screen;
  readonly camera?: Camera;
  readonly keychain?: Keychain;
  readonly systemLock?: SystemLock;
  readonly timeSource?: TimeSource;
  readonly deviceSettings?: DeviceSettingsHost;
  /** Read by the host before the app is made. */
  readonly policy?: PolicyFile;
  readonly tray?: Tray;
  readonly links?: Links;
  readonly palette?: Palette;
  /** Present only where the host may erase what it keeps (a browser). */
  readonly storage?: ErasableStorage;
}

/** Opaque name of one content of the vault file: equal exactly when the bytes are equal. */
export type Revision = string & { readonly __brand: 'Revision' };

export interface StoredVault {
  readonly bytes: Uint8Array;
  readonly revision: Revision;
  /** When the file was last written, in Unix seconds by the host's clock; null where the host cannot tell. */
  readonly savedUnixSeconds: number | null;
}

export interface Generation {
  /** Opaque; good for {@link VaultFile.readGeneration}. */
  readonly id: string;
  readonly savedUnixSeconds: number | null;
  readonly byteLength: number;
}

export interface VaultFile {
  /** What the screen calls it, such as "ada.halfminute". */
  readonly name: string;
  /** The current content, or null when there is no file. Throws {@link PlatformError} when it is there but cannot be read. */
  read(): Promise<StoredVault | null>;
  /**
   * Replaces the content atomically and durably, and only if it still is `replacing` (null: only if there is no file).
   * The content that was replaced is kept as a generation (ten are kept).
   * A failure of any kind leaves the old content readable. Throws {@link PlatformError}.
   */
  write(bytes: Uint8Array, replacing: Revision | null): Promise<WriteOutcome>;
  /** Newest first. */
  generations(): Promise<readonly Generation[]>;
  readGeneration(id: string): Promise<Uint8Array>;
  /** Deletes every kept generation, never the current content. Answers how many were deleted. */
  deleteGenerations(): Promise<number>;
  /** Calls back when somebody else (another tab, another program) may have written. Best effort. */
  watch?(changed: () => void): Unsubscribe;
}

export type WriteOutcome =
  | { readonly outcome: 'written'; readonly revision: Revision }
  | { readonly outcome: 'conflict' };

export interface Clock {
  /** Wall clock in milliseconds since the Unix epoch; may jump. */
  unixMs(): number;
  /** Milliseconds from an arbitrary origin that never go back; used to notice that the wall clock jumped. */
  monotonicMs(): number;
  /**
   * Whether `monotonicMs` goes on while the computer sleeps. Absent or false: it may stand still, and then a leap of the
   * wall clock by a minute or more is taken for sleep.
   */
  readonly monotonicCountsSleep?: boolean;
  /** Minutes to add to UTC for the local day and time on show (as `-new Date().getTimezoneOffset()` gives). */
  utcOffsetMinutes(unixMs: number): number;
  /** Runs `task` once, no sooner than `delayMs` from now. */
  schedule(delayMs: number, task: () => void): Unsubscribe;
}

export interface Files {
  /** Offers the user a file to keep, wherever the host's users keep files. */
  save(file: OfferedFile): Promise<'saved' | 'cancelled'>;
}

export interface OfferedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

export interface Clipboard {
  /** Must be called inside the user's act: the first thing it does is to write. Throws {@link PlatformError} 'not-permitted'. */
  write(text: string): Promise<void>;
  /** Present only where the host can clear later, and then clears only if the clipboard still holds `text`. */
  clearIfHolds?(text: string): Promise<void>;
}

export interface ErasableStorage {
  isPersistent(): Promise<boolean>;
  /** Asks the browser not to erase; answers whether it agreed. */
  requestPersistence(): Promise<boolean>;
}

export type Unsubscribe = () => void;

export type PlatformErrorCode =
  | 'is-a-directory'
  | 'not-permitted'
  | 'disk-full'
  | 'locked-by-another'
  | 'too-large'
  | 'unsupported'
  /** The place of a file to keep is that of the vault, or of what lies beside it. */
  | 'belongs-to-vault'
  | 'io';

/** The one error class of the port. Messages say what was tried and what came, and never hold content. */
export class PlatformError extends Error {
  readonly code: PlatformErrorCode;
  constructor(code: PlatformErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'PlatformError';
    this.code = code;
  }
}
