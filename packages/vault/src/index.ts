export type { AccountChanges, AccountId, EditContext, NewAccount, VaultAccount } from './account.ts';
export type { Argon2Cost, Argon2Parameters, Argon2Request, DeriveKey } from './argon2.ts';
export {
  addAccount,
  addAccounts,
  advanceCounter,
  editAccount,
  newAccountId,
  refusalOfAccount,
} from './document/accounts.ts';
export { settleConflicts } from './document/conflicts.ts';
export type { VaultDocument } from './document/document.ts';
export { FIELD_LIMITS } from './document/limits.ts';
export { findAccount, liveAccounts, trashedAccounts, unreadableAccounts, wipeDocument } from './document/lists.ts';
export { mergeDocuments, sameDocument } from './document/merge.ts';
export { preference, preferencesUnder, setPreference } from './document/preferences.ts';
export { noteDayOpened, purgeable } from './document/retention.ts';
export { newReplica } from './document/stamp.ts';
export { purgeAccounts, restoreAccount, restoreAccounts, trashAccount, trashAccounts } from './document/trash.ts';
export { VaultError } from './errors.ts';
export type { VaultEditProblem, VaultErrorCode, VaultFileProblem } from './errors.ts';
export { hasSlot } from './header.ts';
export type { VaultHeader } from './header.ts';
export type { JsonObject, JsonValue } from './json.ts';
export { addDeviceSlot, addRecoverySlot, changePassword, createVault, removeSlot, replaceMasterKey } from './keys.ts';
export type { PasswordSlotRequest } from './keys.ts';
export type { MasterKey } from './master-key.ts';
export { isVaultFile } from './frame.ts';
export { checkPassword, inspectVault, openVault, reopenVault } from './open.ts';
export type { Credential, OpenFailure, OpenOutcome, OpenVault, ReopenOutcome } from './open.ts';
export type { RandomBytes } from './randomness.ts';
export { formatRecoveryKey, parseRecoveryKey } from './recovery-key.ts';
export type { RecoveryKeyReading } from './recovery-key.ts';
export { sealVault } from './seal.ts';
export type { DeviceSlot, KnownSlot, PasswordSlot, RecoverySlot, Slot, SlotKind, UnknownSlot } from './slot.ts';
