import type { EditContext, OpenVault, VaultDocument } from '@halfminute/vault';
import type { SaveOutcome } from './app.ts';
import type { Revision } from './platform.ts';

/**
 * One change of the document. It is applied at once, and again on top of somebody else's version if it could not be
 * saved before a lock; so it answers the document unchanged where what it is about is gone, or is done already.
 */
export type DocumentEdit = (document: VaultDocument, context: EditContext) => VaultDocument;

/** A change that counts only once it is on the disk: of keys, or of a counter. */
export type VaultChange = (vault: OpenVault, context: EditContext) => OpenVault | Promise<OpenVault>;

/** The opened vault while it is in memory. */
export interface HeldVault {
  vault: OpenVault;
  /** The stored content that `vault` grew out of; null: there is no file. */
  revision: Revision | null;
  savedUnixSeconds: number | null;
  /** Names this run of the program in the change clock. */
  readonly replica: string;
  /**
   * Names it where a change is made beside the edits and adopted later: the two go on from one version, and under one
   * name they would write one stamp twice.
   */
  readonly committingReplica: string;
  /** What was applied since the last save that succeeded, oldest first. */
  unsaved: readonly DocumentEdit[];
  /** The save that has not begun yet and will take every edit with it. */
  queuedSave: Promise<SaveOutcome> | null;
}
