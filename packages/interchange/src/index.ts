export { accountLink } from './account-link.ts';
export { accountQr, linkQr, transferQr } from './account-qr.ts';
export type {
  Argon2,
  Argon2Request,
  Backup,
  LockedBackup,
  NeedsConsent,
  ReadPicture,
  ReadyBackup,
  TransferPart,
  Unlocked,
  Unlocking,
} from './backup.ts';
export { givePins } from './entry.ts';
export type { EntryReason, ImportedEntry, ImportEntry, ImportWarning, PinOf, SkippedEntry } from './entry.ts';
export { InterchangeError } from './errors.ts';
export type { InterchangeErrorCode } from './errors.ts';
export type { Caution, ExportAccount, Extra, LeftOut, LeftOutReason, Written } from './export.ts';
export { requireSize } from './limits.ts';
export { notesOf } from './notes.ts';
export { writeMigrationLinks } from './google/write.ts';
export { readBackup } from './read-backup.ts';
export { exportFormats, isExportFormat, isSealedFormat, writeExport } from './write-export.ts';
export type { ExportFormat, ExportMeans, ExportWish, PlainFormat, SealedFormat } from './write-export.ts';
