import { AccountError } from './account-error.ts';
import type { NewAccount } from './account.ts';
import { canonicalName, plainLine, plainMailAddress } from './plain-text.ts';

/** What was written of a new account, made harmless. Throws {@link AccountError} where nothing is left of it. */
export function cleanAccount(account: NewAccount) {
  const userName = plainLine(account.userName);
  if (canonicalName(userName) === '') {
    throw new AccountError('user-name-empty');
  }
  return {
    userName,
    name: cleanName(account.name),
    mail: cleanMailAddress(account.mail),
    otherMails: (account.otherMails ?? []).map(cleanMailAddress),
    groups: cleanGroups(account.groups ?? []),
  };
}

/** Throws {@link AccountError} where nothing is left of it. */
export function cleanName(text: string): string {
  const name = plainLine(text);
  if (name === '') {
    throw new AccountError('name-empty');
  }
  return name;
}

/** Each once, without those of which nothing is left. */
export function cleanGroups(groups: readonly string[]): readonly string[] {
  return [...new Set(groups.map(plainLine).filter((group) => group !== ''))];
}

/** Throws {@link AccountError} where it is none. */
export function cleanMailAddress(text: string): string {
  const address = plainMailAddress(text);
  if (address === null) {
    throw new AccountError('mail-malformed');
  }
  return address;
}
