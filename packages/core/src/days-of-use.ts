import { noteDayOpened, purgeable, purgeAccounts } from '@halfminute/vault';
import type { DocumentEdit } from './held-vault.ts';
import { inBackground } from './in-background.ts';
import type { Clock } from './platform.ts';
import type { Saving } from './saving.ts';

/** What lies in the trash is counted in days on which the program was open, also one that is never closed. */
export interface DaysOfUse {
  /** Once a session: the day is noted, and what has lain in the trash long enough goes. */
  readonly opened: DocumentEdit;
  /** Now and then, while it is open. */
  noteNew(): void;
}

const DAY_SECONDS = 86_400;

export function createDaysOfUse(need: {
  readonly clock: Clock;
  readonly saving: Saving;
  /** Then nothing goes. */
  clockJumped(): boolean;
}): DaysOfUse {
  let dayNoted: number | null = null;
  return {
    opened(document, context) {
      dayNoted = Math.floor(context.unixSeconds / DAY_SECONDS);
      const noted = noteDayOpened(document, context);
      const gone = purgeable(noted, { unixSeconds: context.unixSeconds, clockJumped: need.clockJumped() });
      return gone.length === 0 ? noted : purgeAccounts(noted, gone, context);
    },
    noteNew() {
      const today = Math.floor(need.clock.unixMs() / 1000 / DAY_SECONDS);
      if (today !== dayNoted) {
        dayNoted = today;
        inBackground(need.saving.edit(noteDayOpened));
      }
    },
  };
}
