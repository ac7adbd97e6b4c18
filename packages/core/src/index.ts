export { exportFormats, isExportFormat, isSealedFormat } from '@halfminute/interchange';
export type { Caution, ExportFormat, Extra, LeftOut, PlainFormat, SealedFormat } from '@halfminute/interchange';
export type { HashAlgorithm, OtpAccount } from '@halfminute/otp';
export { groupCode, secretCheck } from '@halfminute/otp';
export type { AccountId, Argon2Cost, Argon2Request, DeriveKey, RandomBytes } from '@halfminute/vault';
export type {
  AccountActs,
  AccountChanges,
  AccountForm,
  App,
  BackupActs,
  Codes,
  CodeView,
  CopyOutcome,
  FormField,
  FormProblem,
  FormReading,
  KeyActs,
  KeyOutcome,
  Lookalike,
  Offers,
  SaveOutcome,
  SessionActs,
  UnlockOutcome,
} from './app.ts';
export type {
  Account,
  AppState,
  LockReason,
  Notice,
  OpenState,
  RecoverySheet,
  Session,
  Settings,
  TrashedAccount,
  UnlockFailure,
  VaultProblem,
} from './app-state.ts';
export type {
  ExportActs,
  ExportedFile,
  ExportedTransfer,
  ExportRefusal,
  ExportRequest,
  ExportSummary,
  QrPicture,
} from './app-exports.ts';
export type { ClockActs, ClockOutcome, DeskOffers, ThisComputer, ThisComputerOutcome } from './app-desk.ts';
export type {
  Accepted,
  CameraEnd,
  CameraListener,
  CameraNote,
  CameraWatch,
  DuplicateOf,
  FoundEntry,
  FoundImport,
  ImportActs,
  ImportReading,
  ImportRecord,
  LockedImport,
  NamedBytes,
  Offered,
  RefusedFile,
  ScreenScan,
  FileWantsMemory,
  WrongFilePassword,
} from './importing/import-acts.ts';
export { readVaultBackup } from './importing/vault-backup.ts';
export { isVaultFile } from '@halfminute/vault';
export { judgeEntries } from './importing/judge-entries.ts';
export { emptyForm } from './empty-form.ts';
export { createApp } from './create-app.ts';
export type { AppOptions } from './create-app.ts';
export type {
  DeviceAbilities,
  DeviceSettings,
  DeviceSettingsHost,
  DeviceSettingsOutcome,
  Keychain,
  Links,
  Palette,
  PaletteAnswer,
  PaletteQuestion,
  PaletteRow,
  PolicyFile,
  SystemLock,
  SystemLockEvent,
  TimeMeasurement,
  TimeSource,
  Tray,
  TrayAct,
  TrayState,
} from './platform-desk.ts';
export type {
  Camera,
  CameraFrame,
  FoundCode,
  LumaFrame,
  PictureReader,
  PictureReading,
  Screen,
  ScreenCapture,
} from './platform-pictures.ts';
export type {
  Clipboard,
  Clock,
  ErasableStorage,
  Files,
  Generation,
  OfferedFile,
  Platform,
  PlatformErrorCode,
  Revision,
  StoredVault,
  Unsubscribe,
  VaultFile,
  WriteOutcome,
} from './platform.ts';
export { PlatformError } from './platform.ts';
export type { Policy, PolicyKeySlot, PolicyName, PolicyReading } from './policy/policy.ts';
export { readPolicy } from './policy/read-policy.ts';
export { searchAccounts } from './search.ts';
export type { FoundAccount, TextMatch } from './search.ts';
