import { mergeDocuments, reopenVault, sameDocument, settleConflicts } from '@halfminute/vault';
import type { EditContext } from '@halfminute/vault';
import type { HeldVault } from './held-vault.ts';
import type { StoredVault } from './platform.ts';

/** What came of taking in what somebody else has written. */
export type TakenIn =
  /** There was nothing in it that we had not. */
  | 'no-news'
  | 'news'
  /** The stored vault has another master key, and nothing was taken in. */
  | 'other-master-key';

/**
 * Merges what lies on the disk into what is held, so that it can be saved on top of it. Throws VaultError where the stored
 * file cannot be read; nothing has changed then.
 */
export async function takeIn(
  held: HeldVault,
  stored: StoredVault | null,
  contextOf: (held: HeldVault) => EditContext,
): Promise<TakenIn> {
  if (stored === null) {
    // The file is gone: the next write makes it anew.
    held.revision = null;
    return 'no-news';
  }
  const reopened = await reopenVault(stored.bytes, held.vault.masterKey);
  if (reopened.outcome === 'other-master-key') {
    return 'other-master-key';
  }
  // Only now, since edits may have been made while it was decrypted.
  const ours = held.vault;
  const merged = settleConflicts(mergeDocuments(ours.document, reopened.vault.document), contextOf(held));
  held.vault = { header: reopened.vault.header, masterKey: ours.masterKey, document: merged };
  held.revision = stored.revision;
  held.savedUnixSeconds = stored.savedUnixSeconds;
  return sameDocument(merged, ours.document) ? 'no-news' : 'news';
}
