/* Signatures first; each moves to a file of its own as it is built. */
import type { AccountChanges, AccountId, EditContext, NewAccount, VaultAccount } from './account.ts';
import type { Argon2Cost, DeriveKey } from './argon2.ts';
import type { RandomBytes } from './randomness.ts';

declare class Opaque {
  readonly brand: string;
}
/** A JSON value. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type VaultDocument = Opaque & { readonly __document: true };
export interface MasterKey {
  wipe(): void;
}
export type SlotKind = 'password' | 'recovery-key' | 'device-key';
export interface Slot {
  readonly kind: string;
  readonly id: string;
}
export interface VaultHeader {
  readonly version: 1;
  readonly slots: readonly Slot[];
}
export interface OpenVault {
  readonly header: VaultHeader;
  readonly masterKey: MasterKey;
  readonly document: VaultDocument;
}
export type Credential =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'recovery-key'; readonly recoveryKey: string }
  | { readonly kind: 'device-key'; readonly deviceKey: Uint8Array };
export type OpenOutcome =
  | { readonly outcome: 'opened'; readonly vault: OpenVault }
  | { readonly outcome: 'wrong-password' | 'wrong-recovery-key' | 'recovery-key-slip' | 'wrong-device-key' | 'no-such-slot' };
export type ReopenOutcome =
  | { readonly outcome: 'opened'; readonly vault: OpenVault }
  | { readonly outcome: 'other-master-key' };
export type RecoveryKeyReading =
  | { readonly outcome: 'read'; readonly recoveryKey: string }
  | { readonly outcome: 'slip' };
export interface PasswordSlotRequest {
  readonly password: string;
  readonly cost: Argon2Cost;
  readonly deriveKey: DeriveKey;
  readonly randomBytes: RandomBytes;
}
type Chance = { readonly randomBytes: RandomBytes };
type Kdf = { readonly deriveKey: DeriveKey };

export declare function inspectVault(bytes: Uint8Array): Promise<VaultHeader>;
export declare function hasSlot(header: VaultHeader, kind: SlotKind): boolean;
export declare function createVault(request: PasswordSlotRequest): Promise<OpenVault>;
export declare function openVault(bytes: Uint8Array, credential: Credential, host: Kdf): Promise<OpenOutcome>;
export declare function reopenVault(bytes: Uint8Array, masterKey: MasterKey): Promise<ReopenOutcome>;
export declare function sealVault(vault: OpenVault, host: Chance): Promise<Uint8Array>;
/** false also where there is no password slot. */
export declare function checkPassword(header: VaultHeader, password: string, host: Kdf): Promise<boolean>;
export declare function changePassword(vault: OpenVault, next: PasswordSlotRequest): Promise<OpenVault>;
export declare function replaceMasterKey(vault: OpenVault, next: PasswordSlotRequest): Promise<OpenVault>;
export declare function addRecoverySlot(
  vault: OpenVault,
  host: Chance,
): Promise<{ readonly vault: OpenVault; readonly recoveryKey: string }>;
export declare function addDeviceSlot(
  vault: OpenVault,
  host: Chance,
): Promise<{ readonly vault: OpenVault; readonly slotId: string; readonly deviceKey: Uint8Array }>;
export declare function removeSlot(vault: OpenVault, slotId: string): OpenVault;
export declare function formatRecoveryKey(recoveryKey: string): readonly string[];
export declare function parseRecoveryKey(text: string): RecoveryKeyReading;

export declare function newReplica(randomBytes: RandomBytes): string;
export declare function newAccountId(randomBytes: RandomBytes): AccountId;
export declare function liveAccounts(document: VaultDocument): readonly VaultAccount[];
export declare function trashedAccounts(document: VaultDocument): readonly VaultAccount[];
export declare function findAccount(document: VaultDocument, id: AccountId): VaultAccount | null;
export declare function unreadableAccounts(document: VaultDocument): number;
export declare function addAccount(document: VaultDocument, account: NewAccount, edit: EditContext): VaultDocument;
export declare function editAccount(
  document: VaultDocument,
  id: AccountId,
  changes: AccountChanges,
  edit: EditContext,
): VaultDocument;
export declare function trashAccount(document: VaultDocument, id: AccountId, edit: EditContext): VaultDocument;
export declare function restoreAccount(document: VaultDocument, id: AccountId, edit: EditContext): VaultDocument;
export declare function purgeAccounts(
  document: VaultDocument,
  ids: readonly AccountId[],
  edit: EditContext,
): VaultDocument;
export declare function advanceCounter(document: VaultDocument, id: AccountId, edit: EditContext): VaultDocument;
export declare function setPreference(
  document: VaultDocument,
  key: string,
  value: JsonValue,
  edit: EditContext,
): VaultDocument;
/** undefined: never set. */
export declare function preference(document: VaultDocument, key: string): JsonValue | undefined;
export declare function noteDayOpened(document: VaultDocument, edit: EditContext): VaultDocument;
export declare function purgeable(
  document: VaultDocument,
  now: { readonly unixSeconds: number; readonly clockJumped: boolean },
): readonly AccountId[];
export declare function mergeDocuments(a: VaultDocument, b: VaultDocument): VaultDocument;
export declare function settleConflicts(document: VaultDocument, edit: EditContext): VaultDocument;
export declare function sameDocument(a: VaultDocument, b: VaultDocument): boolean;
export declare function wipeDocument(document: VaultDocument): void;
