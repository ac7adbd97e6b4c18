import { beforeEach, describe, expect, it } from 'vitest';
import {
  addAccount,
  editAccount,
  findAccount,
  liveAccounts,
  mergeDocuments,
  noteDayOpened,
  purgeable,
  purgeAccounts,
  restoreAccount,
  sameDocument,
  trashAccount,
  trashedAccounts,
} from '../src/index.ts';
import type { VaultDocument } from '../src/index.ts';
import { hotp, idOf, plain, replica, secret, secretOf, totp } from './accounts.ts';
import { documentOf, empty, FIRST_LINE, linesOf, refusal, throughBytes } from './vaults.ts';
import { DAY, EDIT, openedOnDays, OTHER_SECRET, START, withOne } from './one-account.ts';

describe('the trash', () => {
  it('takes an account with the day it came, and shows it there alone', () => {
    const document = throughBytes(trashAccount(withOne(), idOf(1), replica(1, START + 5)));
    expect(liveAccounts(document)).toEqual([]);
    expect(trashedAccounts(document).map(({ id, trashedUnixSeconds }) => [id, trashedUnixSeconds])).toEqual([
      [idOf(1), START + 5],
    ]);
    expect(findAccount(document, idOf(1))?.trashedUnixSeconds).toBe(START + 5);
  });

  it('keeps the day of what is in it already', () => {
    const document = trashAccount(withOne(), idOf(1), EDIT);
    expect(trashAccount(document, idOf(1), replica(1, START + 99))).toBe(document);
  });

  it('gives an account back as it was', () => {
    const before = withOne();
    const after = throughBytes(restoreAccount(trashAccount(before, idOf(1), EDIT), idOf(1), EDIT));
    expect(liveAccounts(after).map(plain)).toEqual(liveAccounts(before).map(plain));
    expect(trashedAccounts(after)).toEqual([]);
  });

  it('takes accounts and gives them back in the user’s order', () => {
    const three = [3, 1, 2].reduce((filled, n) => addAccount(filled, { id: idOf(n), otp: totp() }, EDIT), empty);
    const trashed = [1, 2, 3].reduce((left, n) => trashAccount(left, idOf(n), EDIT), three);
    expect(trashedAccounts(trashed).map(({ id }) => id)).toEqual([3, 1, 2].map(idOf));
    const restored = [2, 3, 1].reduce((left, n) => restoreAccount(left, idOf(n), EDIT), trashed);
    expect(liveAccounts(restored).map(({ id }) => id)).toEqual([3, 1, 2].map(idOf));
  });

  it('refuses to give back or purge what is not in it, and purges all or nothing', async () => {
    const document = trashAccount(addAccount(withOne(), { id: idOf(2), otp: totp() }, EDIT), idOf(1), EDIT);
    expect(await refusal(() => restoreAccount(document, idOf(2), EDIT))).toBe('not-in-trash');
    expect(await refusal(() => purgeAccounts(document, [idOf(1), idOf(2)], EDIT))).toBe('not-in-trash');
    expect(await refusal(() => purgeAccounts(document, [idOf(1), idOf(3)], EDIT))).toBe('no-such-account');
    expect(await refusal(() => trashAccount(document, idOf(3), EDIT))).toBe('no-such-account');
    expect(await refusal(() => restoreAccount(document, idOf(3), EDIT))).toBe('no-such-account');
    expect(purgeAccounts(document, [], EDIT)).toBe(document);
  });
});

describe('purging', () => {
  let trashed: VaultDocument;
  let purged: VaultDocument;
  beforeEach(() => {
    trashed = trashAccount(withOne(), idOf(1), EDIT);
    purged = purgeAccounts(trashed, [idOf(1)], EDIT);
  });

  it('removes secret, names, note and tags, and keeps the tombstone', () => {
    expect(linesOf(purged)[1]).toBe(
      `{"id":"${idOf(1)}","stamp":"3@0000000000000001","replaced":["1@0000000000000001"]}`,
    );
    expect(linesOf(purged)).toHaveLength(2);
    expect([liveAccounts(purged), trashedAccounts(purged), findAccount(purged, idOf(1))]).toEqual([[], [], null]);
  });

  it('is final: no older copy brings the account back, and no id is used again', async () => {
    for (const older of [withOne(), trashed]) {
      const merged = mergeDocuments(older, purged);
      expect(sameDocument(merged, purged)).toBe(true);
    }
    expect(await refusal(() => addAccount(purged, { id: idOf(1), otp: totp() }, EDIT))).toBe('account-exists');
    expect(await refusal(() => restoreAccount(purged, idOf(1), EDIT))).toBe('no-such-account');
    expect(await refusal(() => purgeAccounts(purged, [idOf(1)], EDIT))).toBe('no-such-account');
  });

  it('loses against a putting back that happened elsewhere meanwhile, with secret and names', () => {
    const restored = restoreAccount(trashed, idOf(1), replica(2));
    for (const merged of [mergeDocuments(purged, restored), mergeDocuments(restored, purged)]) {
      const [account] = liveAccounts(throughBytes(merged));
      expect(secretOf(account ?? null)).toBe('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
      expect(account?.otp).toMatchObject({ issuer: 'Exizent', accountName: 'ada@firm.example' });
    }
  });

  it('loses against a new secret that was given elsewhere meanwhile', () => {
    const changed = editAccount(withOne(), idOf(1), { otp: totp({ secret: secret(OTHER_SECRET) }) }, replica(2));
    const [account] = liveAccounts(mergeDocuments(purged, changed));
    expect(secretOf(account ?? null)).toBe(OTHER_SECRET);
    expect(account?.otp.issuer).toBe('Exizent');
  });

  it('wins over a new name that was given elsewhere meanwhile, and the next opening clears that away', () => {
    const renamed = [1, 2, 3, 4].reduce(
      (document, n) => editAccount(document, idOf(1), { note: `private ${n}` }, replica(2)),
      withOne(),
    );
    const merged = mergeDocuments(purged, renamed);
    expect(findAccount(merged, idOf(1))).toBeNull();
    expect(linesOf(merged)[1]).toContain('private');
    const cleared = noteDayOpened(merged, EDIT);
    expect(linesOf(cleared)[1]).not.toContain('private');
    expect(linesOf(cleared)[1]).toContain('"replaced":["1@0000000000000001"]');
    expect(sameDocument(mergeDocuments(cleared, renamed), cleared)).toBe(true);
  });

  it('leaves nothing for the next opening to clear', () => {
    const noted = noteDayOpened(purged, EDIT);
    expect(noteDayOpened(noted, EDIT)).toBe(noted);
    const taggedElsewhere = editAccount(withOne(), idOf(1), { tags: [] }, replica(2, START));
    const merged = mergeDocuments(noted, taggedElsewhere);
    expect(noteDayOpened(merged, EDIT)).toBe(merged);
  });

  it('clears counters out of a tombstone too', () => {
    const counter = addAccount(empty, { id: idOf(1), otp: hotp({ counter: 5 }) }, EDIT);
    const gone = purgeAccounts(trashAccount(counter, idOf(1), EDIT), [idOf(1)], EDIT);
    expect(linesOf(gone)[1]).not.toContain('counters');
    const merged = mergeDocuments(gone, counter);
    expect(linesOf(noteDayOpened(merged, EDIT))[1]).not.toContain('counters');
  });
});

describe('what is purged unasked', () => {
  let trashed: VaultDocument;
  let days: VaultDocument;
  beforeEach(() => {
    trashed = trashAccount(withOne(), idOf(1), EDIT);
    days = openedOnDays(trashed, 10);
  });
  const after = (seconds: number, clockJumped = false) => ({ unixSeconds: START + seconds, clockJumped });

  it('has been in the trash for 30 days, with ten other days on which the program was open', () => {
    expect(purgeable(days, after(30 * DAY))).toEqual([idOf(1)]);
    expect(purgeable(throughBytes(days), after(30 * DAY))).toEqual([idOf(1)]);
  });

  it('is nothing a second before the thirtieth day is over', () => {
    expect(purgeable(days, after(30 * DAY - 1))).toEqual([]);
  });

  it('is nothing with nine days', () => {
    expect(purgeable(openedOnDays(trashed, 9), after(300 * DAY))).toEqual([]);
  });

  it('is nothing in a session in which the clock jumped', () => {
    expect(purgeable(days, after(300 * DAY, true))).toEqual([]);
  });

  it('does not count a day twice, however often the program was opened on it', () => {
    let often = trashed;
    for (let hour = 0; hour < 20; hour++) {
      often = noteDayOpened(often, replica(hour, START + DAY + hour * 3_600));
    }
    expect(purgeable(often, after(300 * DAY))).toEqual([]);
  });

  it('does not count a day that was noted elsewhere under the very counter of the trashing', () => {
    const nine = openedOnDays(trashed, 9);
    const [first = '', line = ''] = linesOf(nine);
    const tenth = documentOf(first.replace('"daysOpened":[', '"daysOpened":[[1,2],'), line);
    expect(line).toContain('"trashedUnixSeconds":"2@');
    expect(purgeable(tenth, after(300 * DAY))).toEqual([]);
    const later = documentOf(first.replace('"daysOpened":[', '"daysOpened":[[1,3],'), line);
    expect(purgeable(later, after(300 * DAY))).toEqual([idOf(1)]);
  });

  it('does not count days before the trashing, not even when the clock was far behind at the trashing', () => {
    const before = openedOnDays(withOne(), 20);
    const longAgo = trashAccount(before, idOf(1), replica(1, 0));
    expect(purgeable(longAgo, after(300 * DAY))).toEqual([]);
    expect(purgeable(openedOnDays(longAgo, 9, START + 40 * DAY), after(300 * DAY))).toEqual([]);
    expect(purgeable(openedOnDays(longAgo, 10, START + 40 * DAY), after(300 * DAY))).toEqual([idOf(1)]);
  });

  it('does not count the day of the trashing, noted before it', () => {
    const noted = trashAccount(noteDayOpened(withOne(), EDIT), idOf(1), EDIT);
    expect(purgeable(openedOnDays(noted, 9), after(300 * DAY))).toEqual([]);
  });

  it('does not count days that are yet to come, as a clock that was wrong noted them', () => {
    const future = openedOnDays(trashed, 10, START + 400 * DAY);
    expect(purgeable(future, after(300 * DAY))).toEqual([]);
    expect(purgeable(future, after(408 * DAY))).toEqual([]);
    expect(purgeable(future, after(409 * DAY))).toEqual([idOf(1)]);
  });

  it('is nothing that was trashed when the clock was ahead, until that time has passed', () => {
    const ahead = openedOnDays(trashAccount(withOne(), idOf(1), replica(1, START + 365 * DAY)), 12);
    expect(purgeable(ahead, after(31 * DAY))).toEqual([]);
  });

  it('is neither a live account nor a tombstone', () => {
    expect(purgeable(openedOnDays(withOne(), 30), after(300 * DAY))).toEqual([]);
    const gone = purgeAccounts(days, [idOf(1)], EDIT);
    expect(purgeable(gone, after(300 * DAY))).toEqual([]);
  });

  it('counts the days of both sides after a merge', () => {
    const here = openedOnDays(trashed, 5);
    const there = openedOnDays(trashed, 5, START + 10 * DAY);
    expect(purgeable(mergeDocuments(here, there), after(300 * DAY))).toEqual([idOf(1)]);
    const same = openedOnDays(trashed, 5);
    expect(purgeable(mergeDocuments(here, same), after(300 * DAY))).toEqual([]);
  });
});

describe('the days on which the program was open', () => {
  it('are noted once each', () => {
    const noted = noteDayOpened(empty, EDIT);
    expect(linesOf(noted)[0]).toBe(
      `{"clock":1,"daysOpened":[[${START / DAY - (START % DAY) / DAY},1]],"preferences":{}}`,
    );
    expect(noteDayOpened(noted, replica(7, START + 60))).toBe(noted);
  });

  it('begin at midnight in UTC', () => {
    const midnight = Math.ceil(START / DAY) * DAY;
    const late = noteDayOpened(empty, replica(1, midnight - 1));
    expect(noteDayOpened(late, replica(1, midnight - 1))).toBe(late);
    expect(noteDayOpened(late, replica(1, midnight))).not.toBe(late);
  });

  it('are the last 64, of which later ones than today are forgotten', () => {
    const days = (document: VaultDocument) => (JSON.parse(linesOf(document)[0] ?? '') as { daysOpened: [] }).daysOpened;
    const many = openedOnDays(empty, 70);
    expect(days(many)).toHaveLength(64);
    expect(days(noteDayOpened(many, replica(1, START)))).toHaveLength(1);
    expect(days(throughBytes(many))).toEqual(days(many));
  });

  it('are the last by the calendar, whichever copy noted them', () => {
    const late = openedOnDays(empty, 50, START + 100 * DAY);
    const early = openedOnDays(empty, 50, START);
    const noted = noteDayOpened(mergeDocuments(late, early), replica(1, START + 200 * DAY));
    const days = (JSON.parse(linesOf(noted)[0] ?? '') as { daysOpened: number[][] }).daysOpened.map(([day]) => day);
    const today = Math.floor(START / DAY);
    expect(days).toHaveLength(64);
    expect([days[0], days[12], days[13], days[63]]).toEqual([today + 37, today + 49, today + 100, today + 200]);
  });

  it('are none before 1970', () => {
    expect(noteDayOpened(empty, replica(1, -1))).toBe(empty);
    expect(noteDayOpened(empty, replica(1, 0))).not.toBe(empty);
  });
});

describe('entries of a later program', () => {
  it('are found neither live nor in the trash, and are no account to edit', async () => {
    const document = documentOf(FIRST_LINE, { id: idOf(1), stamp: '1@00000000000000aa', otp: [{ kind: 'later' }] });
    expect(findAccount(document, idOf(1))).toBeNull();
    expect(await refusal(() => trashAccount(document, idOf(1), EDIT))).toBe('no-such-account');
    expect(await refusal(() => addAccount(document, { id: idOf(1), otp: totp() }, EDIT))).toBe('account-exists');
  });
});
