import { pinOf, Secret } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import {
  addAccount,
  advanceCounter,
  editAccount,
  findAccount,
  purgeAccounts,
  restoreAccount,
  trashAccount,
} from '@halfminute/vault';
import type { AccountId, EditContext, VaultAccount, VaultDocument } from '@halfminute/vault';
import type { AccountChanges } from './app.ts';
import type { DocumentEdit } from './held-vault.ts';

/*
 * Every change of accounts as an edit that may be applied again on top of somebody else's version: it does nothing where
 * its account is gone, or where it is done already.
 */

export function addingEdit(account: { readonly id: AccountId; readonly otp: OtpAccount }): DocumentEdit {
  const { id } = account;
  const otp = withOwnSecret(account.otp);
  return (document, context) =>
    findAccount(document, id) === null ? addAccount(document, { id, otp }, context) : document;
}

export function changingEdit(id: AccountId, changes: AccountChanges): DocumentEdit {
  const kept = changes.otp === undefined ? changes : { ...changes, otp: withOwnSecret(changes.otp) };
  return onAccount(id, (document, _account, context) => editAccount(document, id, kept, context));
}

/** The changes that take `changes` back, for an account that is still as it was. */
export function inverseOf(account: VaultAccount, changes: AccountChanges): AccountChanges {
  return {
    ...(changes.otp === undefined ? {} : { otp: account.otp }),
    ...(changes.issuer === undefined ? {} : { issuer: account.otp.issuer }),
    ...(changes.accountName === undefined ? {} : { accountName: account.otp.accountName }),
    ...(changes.tags === undefined ? {} : { tags: account.tags }),
    ...(changes.note === undefined ? {} : { note: account.note }),
    ...(changes.favourite === undefined ? {} : { favourite: account.favourite }),
  };
}

export function trashingEdit(id: AccountId): DocumentEdit {
  return onAccount(id, (document, account, context) =>
    account.trashedUnixSeconds === null ? trashAccount(document, id, context) : document,
  );
}

export function restoringEdit(id: AccountId): DocumentEdit {
  return onAccount(id, (document, account, context) =>
    account.trashedUnixSeconds === null ? document : restoreAccount(document, id, context),
  );
}

/** For ever. Whatever of them is no longer in the trash stays. */
export function purgingEdit(ids: readonly AccountId[]): DocumentEdit {
  return (document, context) => {
    const stillTrashed = ids.filter((id) => (findAccount(document, id)?.trashedUnixSeconds ?? null) !== null);
    return stillTrashed.length === 0 ? document : purgeAccounts(document, stillTrashed, context);
  };
}

export function advancingEdit(id: AccountId): DocumentEdit {
  return onAccount(id, (document, _account, context) => advanceCounter(document, id, context));
}

function onAccount(
  id: AccountId,
  edit: (document: VaultDocument, account: VaultAccount, context: EditContext) => VaultDocument,
): DocumentEdit {
  return (document, context) => {
    const account = findAccount(document, id);
    return account === null ? document : edit(document, account, context);
  };
}

/** An edit may outlive the document it came from, whose secrets are wiped on lock. */
export function withOwnSecret<Otp extends OtpAccount>(otp: Otp): Otp {
  const secret = Secret.fromBytes(otp.secret.reveal());
  const pin = pinOf(otp);
  return pin === null ? { ...otp, secret } : { ...otp, secret, pin: Secret.fromBytes(pin.reveal()) };
}
