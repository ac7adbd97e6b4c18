import { cleanName } from '@halfminute/otp';
import type { VaultAccount } from '@halfminute/vault';
import type { Account, TrashedAccount } from './app-state.ts';

/** How long an account stays in the trash at the least. The vault counts days of use besides. */
const TRASH_SECONDS = 30 * 86_400;

/** The vault hands out one object as long as an account is unchanged, and so do we: of ten thousand, one is made anew. */
const viewByAccount = new WeakMap<VaultAccount, Account>();

/** What the screen may know of an account: everything but the secret. */
export function accountView(account: VaultAccount): Account {
  const known = viewByAccount.get(account);
  if (known !== undefined) {
    return known;
  }
  const view = makeView(account);
  viewByAccount.set(account, view);
  return view;
}

function makeView(account: VaultAccount): Account {
  const { id, otp, tags, note, favourite } = account;
  return {
    id,
    kind: otp.kind,
    // Whoever wrote the file may not have cleaned them as we do: they stand in sentences and beside other names.
    issuer: cleanName(otp.issuer),
    accountName: cleanName(otp.accountName),
    algorithm: otp.algorithm,
    digits: otp.digits,
    periodSeconds: otp.kind === 'hotp' ? null : otp.periodSeconds,
    counter: otp.kind === 'hotp' ? otp.counter : null,
    tags,
    note,
    favourite,
  };
}

export function trashedAccountView(account: VaultAccount): TrashedAccount {
  const trashedUnixSeconds = account.trashedUnixSeconds ?? 0;
  return { ...accountView(account), trashedUnixSeconds, goesUnixSeconds: trashedUnixSeconds + TRASH_SECONDS };
}
