import type { AccountId, VaultAccount } from '../account.ts';
import { compareTexts } from '../json.ts';
import { lineOf } from './account-lines.ts';
import type { AccountView } from './account-view.ts';
import { VaultDocument } from './document.ts';

/** What is in a document, for those who show it. */

/** In the user's order, without the trash. */
export function liveAccounts(document: VaultDocument): readonly VaultAccount[] {
  return accountsWhere(document, ({ trashedUnixSeconds }) => trashedUnixSeconds === null);
}

/** In the user's order. What lost when both sides changed a secret is among them. */
export function trashedAccounts(document: VaultDocument): readonly VaultAccount[] {
  return accountsWhere(document, ({ trashedUnixSeconds }) => trashedUnixSeconds !== null);
}

/** Live or in the trash; null for any other id and for a purged one. */
export function findAccount(document: VaultDocument, id: AccountId): VaultAccount | null {
  const views = lineOf(VaultDocument.partsOf(document).lines, id)?.views ?? allViews(document);
  return views.find(({ account }) => account.id === id)?.account ?? null;
}

/** How many entries a later program has written that are kept untouched, but cannot be shown. */
export function unreadableAccounts(document: VaultDocument): number {
  return VaultDocument.partsOf(document).lines.filter(({ state }) => state === null).length;
}

/** Overwrites the secrets of every account that was handed out of this document, on lock. */
export function wipeDocument(document: VaultDocument): void {
  for (const line of VaultDocument.partsOf(document).lines) {
    line.wipeViews();
  }
}

function accountsWhere(document: VaultDocument, belongs: (account: VaultAccount) => boolean): readonly VaultAccount[] {
  return allViews(document)
    .filter(({ account }) => belongs(account))
    .sort((a, b) => a.position - b.position || compareTexts(a.account.id, b.account.id))
    .map(({ account }) => account);
}

function allViews(document: VaultDocument): readonly AccountView[] {
  return VaultDocument.partsOf(document).lines.flatMap(({ views }) => views);
}
