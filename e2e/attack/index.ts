import type { Attack, LaterPart } from './attack.ts';
import { carryOut } from './carry-out.ts';
import type { AttackRow } from './carry-out.ts';
import { peers } from './peers.ts';
import { manySessions } from './t01-many-sessions.ts';
import { noLimit, passwordTakesNothingBack } from './t02-no-limit.ts';
import { replay } from './t03-replay.ts';
import { races } from './t04-races.ts';
import { hijack } from './t06-hijack.ts';
import { crawler } from './t07-crawler.ts';
import { resetFlow } from './t08-reset-flow.ts';
import { removal, secretAgain } from './t09-secrets-and-removal.ts';
import { fixation, lockedLater } from './t11-locked-later.ts';
import { passkeysLater, relayed } from './t12-relay.ts';
import { foreignDevice, stolenDevice } from './t13-devices.ts';
import { forgedRequests } from './t16-csrf.ts';
import { clickjacking, leaks } from './t17-what-leaks.ts';
import { enumeration } from './t19-told-apart.ts';
import { redirects } from './t20-redirects.ts';
import { databaseDump, swappedRows } from './t21-database.ts';
import { administrators, headerBudget } from './t23-administrators.ts';
import { oddInput } from './t24-odd-input.ts';
import { clockBack, hashFlood } from './t25-clock-and-load.ts';
import { postedSecret, twoConfirms } from './t27-set-up.ts';
import { clockDoctor } from './t28-clock-doctor.ts';
import { createTarget } from './target.ts';
import type { TargetOptions } from './target.ts';

/** Every attack of the rules, in their order, and what other products were seen to let through. */
export const attacks: readonly (Attack | LaterPart)[] = [
  manySessions,
  noLimit,
  replay,
  races,
  passwordTakesNothingBack,
  hijack,
  crawler,
  resetFlow,
  secretAgain,
  removal,
  lockedLater,
  relayed,
  passkeysLater,
  stolenDevice,
  foreignDevice,
  fixation,
  forgedRequests,
  clickjacking,
  leaks,
  enumeration,
  redirects,
  databaseDump,
  swappedRows,
  administrators,
  oddInput,
  clockBack,
  hashFlood,
  twoConfirms,
  clockDoctor,
  headerBudget,
  postedSecret,
  ...peers,
];

export interface RunOptions extends TargetOptions {
  /** "T4", "P-b"; all of them where there is none. */
  readonly ids: readonly string[];
  /** Called as each is known, since all of them take a while. */
  readonly onRow: (row: AttackRow) => void;
}

/** Starts what is attacked, carries the attacks out one after the other, and stops it. */
export async function runAttacks({ ids, onRow, ...options }: RunOptions): Promise<readonly AttackRow[]> {
  const target = createTarget(options);
  const rows: AttackRow[] = [];
  try {
    for (const attack of attacks.filter(({ id }) => ids.length === 0 || ids.includes(id))) {
      const row = await carryOut(attack, target);
      rows.push(row);
      onRow(row);
    }
    return rows;
  } finally {
    await target.stop();
  }
}
