import { addAccount, noteDayOpened } from '../src/index.ts';
import type { VaultDocument } from '../src/index.ts';
import { idOf, replica, totp } from './accounts.ts';
import { empty } from './vaults.ts';

export const DAY = 86_400;
export const START = 1_764_000_000;
export const EDIT = replica(1, START);
export const OTHER_SECRET = 'MFRGGZDFMZTWQ2LK';

export function withOne(): VaultDocument {
  return addAccount(empty, { id: idOf(1), otp: totp(), note: 'a note', tags: ['Work'] }, EDIT);
}

/** The document after the program was opened on `count` further days, one each day. */
export function openedOnDays(document: VaultDocument, count: number, first = START + DAY): VaultDocument {
  let noted = document;
  for (let day = 0; day < count; day++) {
    noted = noteDayOpened(noted, replica(1, first + day * DAY));
  }
  return noted;
}
