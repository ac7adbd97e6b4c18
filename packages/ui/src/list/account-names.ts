import type { Account } from '@halfminute/core';

interface Names {
  /** The first line. */
  readonly name: string;
  /** The quieter second line; empty when there is nothing more to say. */
  readonly user: string;
}

/** An account without a service is known by its user, and one without either still has a line to press. */
export function accountNames(account: Pick<Account, 'issuer' | 'accountName'>, unnamed: string): Names {
  if (account.issuer !== '') {
    return { name: account.issuer, user: account.accountName };
  }
  return account.accountName === '' ? { name: unnamed, user: '' } : { name: account.accountName, user: '' };
}
