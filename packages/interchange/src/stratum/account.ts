import { readFields } from '../account-fields.ts';
import type { ImportEntry } from '../entry.ts';
import { readDetails } from '../entry-details.ts';
import { algorithmsByNumber, kindsByNumber } from './format.ts';

/** An account as the backup and the database of Stratum keep it, by the numbers of its enumerations. */
interface StratumAccount {
  readonly type: unknown;
  readonly issuer: unknown;
  readonly userName: unknown;
  readonly secret: unknown;
  readonly pin: unknown;
  readonly algorithm: unknown;
  readonly digits: unknown;
  readonly period: unknown;
  readonly counter: unknown;
  /** The names of its categories. */
  readonly categories: readonly unknown[] | undefined;
}

/** Kinds whose codes have one shape: for these Stratum looks at no other field, whatever stands there. */
const ofOneShape: ReadonlySet<string> = new Set(['motp', 'steam', 'yandex']);

export function readStratumAccount(account: StratumAccount, where: string): ImportEntry {
  const kind = kindsByNumber.get(account.type) ?? 'unknown';
  // null says as little as an absent field.
  const algorithm = account.algorithm ?? undefined;
  return readFields({
    where,
    kind,
    issuer: account.issuer,
    accountName: account.userName,
    secret: account.secret,
    motpSecret: 'text',
    pin: account.pin,
    ...(!ofOneShape.has(kind) && {
      // A number that is not known is refused by name, never taken for SHA1.
      algorithm: algorithm === undefined ? undefined : (algorithmsByNumber.get(algorithm) ?? 'unknown'),
      digits: account.digits,
      periodSeconds: account.period,
      counter: account.counter,
    }),
    details: readDetails({ tags: account.categories }),
  });
}

/** What each account is kept under, by its secret: the categories stand in a list, and the pairs of both in another. */
export function categoriesBySecret(
  categories: readonly { readonly id: unknown; readonly name: unknown }[],
  pairs: readonly { readonly secret: unknown; readonly categoryId: unknown }[],
): ReadonlyMap<unknown, readonly unknown[]> {
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const found = new Map<unknown, unknown[]>();
  for (const { secret, categoryId } of pairs) {
    const list = found.get(secret) ?? [];
    found.set(secret, list);
    list.push(names.get(categoryId));
  }
  return found;
}
