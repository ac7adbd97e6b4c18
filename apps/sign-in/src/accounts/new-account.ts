import { AccountError } from './account-error.ts';
import type { NewAccount } from './account.ts';
import { canonicalName, plainLine, plainMailAddress } from './plain-text.ts';

/** What was written of a new account, made harmless. Throws {@link AccountError} where nothing is left of it. */
export function cleanAccount(account: NewAccount) {
  const userName = plainLine(account.userName);
  const name = plainLine(account.name);
  if (canonicalName(userName) === '') {
    throw new AccountError('user-name-empty');
  }
  if (name === '') {
    throw new AccountError('name-empty');
  }
  return {
    userName,
    name,
    mail: cleanMailAddress(account.mail),
    otherMails: (account.otherMails ?? []).map(cleanMailAddress),
    groups: [...new Set((account.groups ?? []).map(plainLine).filter((group) => group !== ''))],
  };
}

/** Throws {@link AccountError} where it is none. */
export function cleanMailAddress(text: string): string {
  const address = plainMailAddress(text);
  if (address === null) {
    throw new AccountError('mail-malformed');
  }
  return address;
}
