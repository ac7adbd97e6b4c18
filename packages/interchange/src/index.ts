export type {
  Argon2,
  Argon2Request,
  Backup,
  LockedBackup,
  ReadyBackup,
  TransferPart,
  Unlocked,
  Unlocking,
} from './backup.ts';
export type { EntryReason, ImportedEntry, ImportEntry, SkippedEntry } from './entry.ts';
export { InterchangeError } from './errors.ts';
export type { InterchangeErrorCode } from './errors.ts';
export { requireSize } from './limits.ts';
export { missingTransferParts } from './google/missing-parts.ts';
export { readBackup } from './read-backup.ts';
