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

function labelOf({ issuer, accountName }: Account): string {
  return [issuer, accountName].filter((name) => name !== '').join(' · ');
}
