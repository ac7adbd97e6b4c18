import { encodeBase32, readPastedOrPinless } from '@halfminute/otp';
import type { Account } from '@halfminute/core';
import { EXIT } from './exit-code.ts';
import type { OpenedVault } from './open-vault.ts';
import { notAllowed } from './organisation-policy.ts';
import { Refusal } from './refusal.ts';

/** The long code of one account, in base32. */
export async function revealOne({ app, password }: OpenedVault, id: Account['id']): Promise<string> {
  const revealed = await app.accounts.reveal(id, { password });
  if (revealed.outcome === 'revealed') {
    return revealed.secretBase32;
  }
  throw revealed.outcome === 'gone'
    ? new Refusal('gone', 'Another program has removed this account meanwhile.', { exitCode: EXIT.noMatch })
    : passwordChanged();
}

/** The long codes of all accounts outside the trash: the password is tried once, and not once an account. */
export async function revealAll({ app, password, state }: OpenedVault): Promise<ReadonlyMap<Account['id'], string>> {
  const exported = await app.accounts.exportLinks({ password });
  if (exported.outcome === 'wrong-password') {
    throw passwordChanged();
  }
  if (exported.outcome === 'not-allowed') {
    throw notAllowed('the long codes of all accounts');
  }
  const links = exported.text.split('\n').filter((link) => link !== '');
  return new Map(
    state().accounts.map(({ id }, at) => [
      id,
      encodeBase32(readPastedOrPinless(links[at] ?? '').account.secret.reveal()),
    ]),
  );
}

function passwordChanged(): Refusal {
  return new Refusal('wrong-password', 'The password was changed by another program meanwhile. Try again.', {
    exitCode: EXIT.wrongPassword,
  });
}
