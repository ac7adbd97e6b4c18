import type { ImportEntry } from './entry.ts';
import type { FileContent } from './file-content.ts';

/** What the host's Argon2 (RFC 9106) is asked for: the same request as that of the vault. */
export interface Argon2Request {
  readonly variant: 'd' | 'id';
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
  readonly version: 0x13 | 0x10;
  readonly salt: Uint8Array;
  /** Length of the answer in bytes. */
  readonly length: number;
  readonly password: Uint8Array;
}

/** Argon2 by the host's fastest sound means. */
export type Argon2 = (request: Argon2Request) => Promise<Uint8Array>;

export interface Unlocking {
  readonly password: string;
  readonly argon2: Argon2;
  /** Memory in KiB that the user has agreed to, after an answer of 'needs-consent'. Absent: none was asked for. */
  readonly agreedMemoryKiB?: number;
}

/** One part of a Google transfer, which shows several QR codes one after the other. */
export interface TransferPart {
  readonly batchId: number;
  /** From 0. */
  readonly index: number;
  /** How many QR codes there are; undefined where the link was cut short before it says so. */
  readonly size: number | undefined;
}

/** A file whose entries are known. */
export interface ReadyBackup {
  readonly outcome: 'ready';
  /** Who wrote it, as a person calls it. */
  readonly program: string;
  readonly entries: readonly ImportEntry[];
  readonly transferParts: readonly TransferPart[];
  /** Logins of a password manager that have no code: left out, and worth one line. */
  readonly withoutCode?: number;
  /** Lines of a list that hold neither a code nor what belongs to one: left out, and worth one line. */
  readonly otherLines?: number;
  /** Present where some entries are still encrypted, each with its own verdict. */
  readonly unlock?: (how: Unlocking) => Promise<Unlocked>;
}

/** A file that wants its password first. */
export interface LockedBackup {
  readonly outcome: 'needs-password';
  readonly program: string;
  /** Nothing in the file says that this program wrote it, or that it is encrypted at all: only that it may be. */
  readonly isGuess?: true;
  unlock(how: Unlocking): Promise<Unlocked>;
}

interface WrongPassword {
  readonly outcome: 'wrong-password';
  /** The format cannot tell a wrong password from a damaged file. */
  readonly mayBeDamaged: boolean;
  /** The right password alone may not do, and nothing in the file tells: a key file or a security key, or Steam's manifest. */
  readonly mayWant?: 'key-file' | 'steam-manifest';
}

/** The file asks for so much memory that the user is to agree first; the same call with `agreedMemoryKiB` goes on. */
export interface NeedsConsent {
  readonly outcome: 'needs-consent';
  readonly memoryKiB: number;
}

export type Unlocked = ReadyBackup | WrongPassword | NeedsConsent;
export type Backup = ReadyBackup | LockedBackup;

/** Reads the QR codes of a picture in an archive, by the host's means. Throws InterchangeError, with why, where there is none for an authenticator. */
export type ReadPicture = (bytes: Uint8Array) => Promise<ReadyBackup>;

/** Answers null where the file is none of its program. Throws InterchangeError where it is, and cannot be read. */
export type BackupReader = (file: FileContent) => Backup | null | Promise<Backup | null>;

export function ready(
  program: string,
  entries: readonly ImportEntry[],
  transferParts: readonly TransferPart[] = [],
): ReadyBackup {
  return { outcome: 'ready', program, entries, transferParts };
}
