import { preference, setPreference } from '@halfminute/vault';
import type { VaultDocument } from '@halfminute/vault';
import type { DocumentEdit } from './held-vault.ts';

/* What the document remembers of what the user was told and has done, besides settings and recovery sheet. */

const SAME_DEVICE_TOLD = 'sameDeviceTold';
const BACKUP_SAVED = 'backupSavedUnixSeconds';

/** Whether the user has read that a code on the same computer is weaker than one on another device. */
export function isSameDeviceTold(document: VaultDocument): boolean {
  return preference(document, SAME_DEVICE_TOLD) === true;
}

export const sameDeviceTold: DocumentEdit = (document, context) =>
  isSameDeviceTold(document) ? document : setPreference(document, SAME_DEVICE_TOLD, true, context);

/** Whether a backup file was ever saved from these codes. */
export function hasBackup(document: VaultDocument): boolean {
  return typeof preference(document, BACKUP_SAVED) === 'number';
}

export const backupSaved: DocumentEdit = (document, context) =>
  setPreference(document, BACKUP_SAVED, context.unixSeconds, context);
