import { searchAccounts } from '@halfminute/core';
import type { Account } from '@halfminute/core';
import { accountToJson } from './account-json.ts';
import { nameOf } from './account-names.ts';
import { EXIT } from './exit-code.ts';
import { Refusal } from './refusal.ts';

/**
 * The one account that the words of a command line mean. Throws {@link Refusal}: none (exit 4), or several (exit 3),
 * which it lists.
 */
export function selectAccount<Candidate extends Account>(
  accounts: readonly Candidate[],
  words: readonly string[],
): Candidate {
  const query = words.join(' ');
  const byId = accounts.find(({ id }) => id === query);
  if (byId !== undefined) {
    return byId;
  }
  const foundIds = new Set(searchAccounts(accounts, query).map(({ account }) => account.id));
  const found = query.trim() === '' ? [] : accounts.filter(({ id }) => foundIds.has(id));
  const [first, second] = found;
  if (first === undefined) {
    throw new Refusal('no-match', `Nothing is called "${query}".`, { exitCode: EXIT.noMatch });
  }
  if (second === undefined) {
    return first;
  }
  // "GitHub" must reach GitHub, though "GitHub Enterprise" holds the word as well.
  const exact = found.filter((account) => isCalled(account, query));
  if (exact.length === 1 && exact[0] !== undefined) {
    return exact[0];
  }
  throw new Refusal('several-matches', `${found.length} accounts match. Say more, or give the id:`, {
    exitCode: EXIT.severalMatches,
    lines: found.map((account) => `  ${account.id}  ${nameOf(account)}`),
    details: { matches: found.map((account) => ({ id: account.id, ...accountToJson(account, { code: null }) })) },
  });
}

function isCalled({ issuer, accountName }: Account, query: string): boolean {
  const asked = fold(query);
  return [issuer, accountName, `${issuer} ${accountName}`, `${issuer}:${accountName}`, `${issuer}, ${accountName}`]
    .filter((name) => name !== '')
    .some((name) => fold(name) === asked);
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}
