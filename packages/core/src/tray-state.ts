import type { Account } from './app-state.ts';
import type { TrayState } from './platform-desk.ts';

/** As many as a menu takes without becoming a list. */
const FAVOURITES_AT_MOST = 5;

/** What the tray shows. `accounts`: null while nothing may be copied. */
export function trayStateOf(accounts: readonly Account[] | null): TrayState {
  return {
    isLocked: accounts === null,
    favourites: (accounts ?? [])
      .filter(({ favourite }) => favourite)
      .slice(0, FAVOURITES_AT_MOST)
      .map((account) => ({ id: account.id, label: labelOf(account) })),
  };
}

/** As the list calls an account that has neither service nor user: a row of a menu without words cannot be told from a gap. */
const UNNAMED = 'Unnamed';

function labelOf({ issuer, accountName }: Account): string {
  const label = [issuer, accountName].filter((name) => name !== '').join(' · ');
  return label === '' ? UNNAMED : label;
}
