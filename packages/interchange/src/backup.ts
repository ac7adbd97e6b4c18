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
}

/** One part of a Google transfer, which shows several QR codes one after the other. */
export interface TransferPart {
  readonly batchId: number;
  /** From 0. */
  readonly index: number;
  readonly size: number;
}

/** A file whose entries are known. */
export interface ReadyBackup {
  readonly outcome: 'ready';
  /** Who wrote it, as a person calls it. */
  readonly program: string;
  readonly entries: readonly ImportEntry[];
  readonly transferParts: readonly TransferPart[];
  /** Present where some entries are still encrypted, each with its own verdict. */
  readonly unlock?: (how: Unlocking) => Promise<Unlocked>;
}

/** A file that wants its password first. */
export interface LockedBackup {
  readonly outcome: 'needs-password';
  readonly program: string;
  unlock(how: Unlocking): Promise<Unlocked>;
}

interface WrongPassword {
  readonly outcome: 'wrong-password';
  /** The format cannot tell a wrong password from a damaged file. */
  readonly mayBeDamaged: boolean;
}

export type Unlocked = ReadyBackup | WrongPassword;
export type Backup = ReadyBackup | LockedBackup;

/** Answers null where the file is none of its program. Throws InterchangeError where it is, and cannot be read. */
export type BackupReader = (file: FileContent) => Backup | null;

export function ready(
  program: string,
  entries: readonly ImportEntry[],
  transferParts: readonly TransferPart[] = [],
): ReadyBackup {
  return { outcome: 'ready', program, entries, transferParts };
}
