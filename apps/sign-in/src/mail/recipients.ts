import type { Account } from '../accounts/account.ts';
import { plainMailAddress } from '../accounts/plain-text.ts';
import type { Services } from '../services.ts';
import type { MailKind } from './mails.ts';

/** Nobody has more administrators than that who all want a mail. */
const MOST_ADMINISTRATORS = 50;

/**
 * Where a mail goes: all notification addresses of the account (SP 800-63B-4 section 4.6), each once, and whatever the row names
 * besides. What could be read as two addresses, or as the beginning of a header, is none.
 */
export async function recipientsOf(
  services: Pick<Services, 'database' | 'config'>,
  mail: { readonly kind: MailKind; readonly account: Account | null; readonly alsoTo: readonly string[] },
): Promise<readonly string[]> {
  const addresses = mail.kind === 'account-frozen-admin' ? await administrators(services, mail) : ofAccount(mail);
  const plain = addresses.flatMap((address) => plainMailAddress(address) ?? []);
  return plain.filter((address, at) => plain.findIndex((other) => isSame(other, address)) === at);
}

function ofAccount({ account, alsoTo }: Parameters<typeof recipientsOf>[1]): readonly string[] {
  return account === null ? alsoTo : [account.mail, ...account.otherMails, ...alsoTo];
}

async function administrators(
  { database, config }: Parameters<typeof recipientsOf>[0],
  { alsoTo }: Parameters<typeof recipientsOf>[1],
): Promise<readonly string[]> {
  if (alsoTo.length > 0) {
    return alsoTo;
  }
  const rows = await database.kysely
    .selectFrom('account')
    .select('mail')
    .where('admin', '=', 1)
    .where('frozen_at', 'is', null)
    .orderBy('canonical_name')
    .limit(MOST_ADMINISTRATORS)
    .execute();
  return [...rows.map(({ mail }) => mail), ...(config.support.mail === null ? [] : [config.support.mail])];
}

/** Capitals in the part after the "@" mean nothing; in front of it they could, though nobody uses them so. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
