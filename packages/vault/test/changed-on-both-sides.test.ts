import { parsePin, pinOf, pinText } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
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
  settleConflicts,
  trashAccount,
  trashedAccounts,
  wipeDocument,
} from '../src/index.ts';
import type { VaultDocument } from '../src/index.ts';
import { hotp, idOf, motp, plain, replica, secret, secretOf, totp } from './accounts.ts';
import { empty, linesOf, throughBytes } from './vaults.ts';
import { DAY, EDIT, openedOnDays, OTHER_SECRET, START, withOne } from './one-account.ts';

describe('a secret that was changed on both sides', () => {
  let base: VaultDocument;
  let here: VaultDocument;
  let there: VaultDocument;
  let merged: VaultDocument;
  beforeEach(() => {
    base = withOne();
    here = editAccount(base, idOf(1), { otp: totp({ secret: secret('GEZDGNBVGY3TQOJQ') }) }, replica(1, START));
    there = editAccount(base, idOf(1), { otp: totp({ secret: secret(OTHER_SECRET) }) }, replica(2, START));
    merged = mergeDocuments(here, there);
  });

  it('is kept twice: the later is the account’s, the other is in the trash as an account of its own', () => {
    expect(liveAccounts(merged).map(secretOf)).toEqual([OTHER_SECRET]);
    const [loser] = trashedAccounts(merged);
    expect(secretOf(loser ?? null)).toBe('GEZDGNBVGY3TQOJQ');
    expect(loser).toMatchObject({ note: 'a note', tags: ['Work'], trashedUnixSeconds: START });
    expect(loser?.otp).toMatchObject({ issuer: 'Exizent', accountName: 'ada@firm.example' });
    expect(loser?.id).not.toBe(idOf(1));
    expect(loser && findAccount(merged, loser.id)).toBe(loser);
  });

  it('is not one account a copy: whoever merges gives the loser the same id', () => {
    const other = mergeDocuments(there, here);
    expect(trashedAccounts(other).map(plain)).toEqual(trashedAccounts(merged).map(plain));
    const settledHere = settleConflicts(merged, replica(1, START + 1));
    const settledThere = settleConflicts(other, replica(2, START + 2));
    const both = mergeDocuments(settledHere, settledThere);
    expect(liveAccounts(both)).toHaveLength(1);
    expect(trashedAccounts(both)).toHaveLength(1);
  });

  it('is counted from the day it was settled, and never purged unasked before', () => {
    const late = { unixSeconds: START + 400 * DAY, clockJumped: false };
    expect(purgeable(merged, late)).toEqual([]);
    const settled = settleConflicts(merged, replica(1, START + 7));
    const [loser] = trashedAccounts(settled);
    expect(loser?.trashedUnixSeconds).toBe(START + 7);
    expect(loser?.id).toBe(trashedAccounts(merged)[0]?.id);
    expect(settleConflicts(settled, EDIT)).toBe(settled);
    expect(purgeable(openedOnDays(settled, 10), late)).toEqual([loser?.id]);
    expect(secretOf(findAccount(throughBytes(settled), idOf(1)))).toBe(OTHER_SECRET);
    expect(linesOf(settled)).toHaveLength(3);
  });

  it('is settled by opening the program too', () => {
    expect(linesOf(noteDayOpened(merged, EDIT))).toHaveLength(3);
  });

  it('can be put back, and is then an account beside the other', () => {
    const [loser] = trashedAccounts(merged);
    const restored = restoreAccount(merged, loser?.id ?? idOf(0), EDIT);
    expect(new Set(liveAccounts(throughBytes(restored)).map(secretOf))).toEqual(
      new Set(['GEZDGNBVGY3TQOJQ', OTHER_SECRET]),
    );
    expect(trashedAccounts(restored)).toEqual([]);
  });

  it('is in the trash since its account is, where that was trashed', () => {
    const trashed = trashAccount(merged, idOf(1), replica(1, START + 77));
    expect(trashedAccounts(trashed).map(({ trashedUnixSeconds }) => trashedUnixSeconds)).toEqual([
      START + 77,
      START + 77,
    ]);
  });

  it('can be purged for ever, on every copy', () => {
    const [loser] = trashedAccounts(merged);
    const purged = purgeAccounts(merged, [loser?.id ?? idOf(0)], EDIT);
    for (const document of [
      purged,
      mergeDocuments(purged, here),
      mergeDocuments(settleConflicts(merged, EDIT), purged),
    ]) {
      expect(liveAccounts(document).map(secretOf)).toEqual([OTHER_SECRET]);
      expect(trashedAccounts(document)).toEqual([]);
      expect(linesOf(document).join()).not.toContain('GEZDGNBVGY3TQOJQ');
    }
  });

  it('is not lost when the account itself is changed once more, or purged', () => {
    const again = editAccount(merged, idOf(1), { otp: totp({ secret: secret('NBSWY3DP') }) }, EDIT);
    expect(trashedAccounts(again).map(secretOf)).toEqual(['GEZDGNBVGY3TQOJQ']);
    const purged = purgeAccounts(trashAccount(merged, idOf(1), EDIT), [idOf(1)], EDIT);
    expect(trashedAccounts(purged).map(secretOf)).toEqual(['GEZDGNBVGY3TQOJQ']);
    expect(linesOf(purged).join()).not.toContain(OTHER_SECRET);
  });

  it('leaves one account for each secret where three sides changed it', () => {
    const third = editAccount(base, idOf(1), { otp: totp({ secret: secret('NBSWY3DP') }) }, replica(3));
    const all = mergeDocuments(merged, third);
    expect(liveAccounts(all).map(secretOf)).toEqual(['NBSWY3DP']);
    expect(new Set(trashedAccounts(all).map(secretOf))).toEqual(new Set(['GEZDGNBVGY3TQOJQ', OTHER_SECRET]));
    expect(trashedAccounts(all)).toHaveLength(2);
    const settled = settleConflicts(all, EDIT);
    expect(new Set(trashedAccounts(settled).map(secretOf))).toEqual(new Set(['GEZDGNBVGY3TQOJQ', OTHER_SECRET]));
    expect(trashedAccounts(settled)).toHaveLength(2);
    expect(linesOf(settled)).toHaveLength(4);
  });

  it('is one secret where both sides gave the same, and no account is lost or doubled by it', () => {
    const same = editAccount(base, idOf(1), { otp: totp({ secret: secret(OTHER_SECRET), digits: 8 }) }, replica(3));
    const both = mergeDocuments(there, same);
    expect(liveAccounts(both)).toHaveLength(1);
    expect(trashedAccounts(both)).toEqual([]);
    expect(settleConflicts(both, EDIT)).toBe(both);
    const next = editAccount(both, idOf(1), { otp: totp({ secret: secret('NBSWY3DP') }) }, EDIT);
    expect(trashedAccounts(next)).toEqual([]);
    expect(linesOf(next)[1]).not.toContain(OTHER_SECRET);
  });

  it('takes no account of changes that were made one after the other', () => {
    const second = editAccount(here, idOf(1), { otp: totp({ secret: secret(OTHER_SECRET) }) }, replica(2));
    for (const document of [mergeDocuments(here, second), mergeDocuments(second, base)]) {
      expect(liveAccounts(document).map(secretOf)).toEqual([OTHER_SECRET]);
      expect(trashedAccounts(document)).toEqual([]);
    }
  });

  it('keeps the counter of each counter secret', () => {
    const counters = addAccount(empty, { id: idOf(1), otp: hotp({ counter: 1 }) }, EDIT);
    const one = editAccount(counters, idOf(1), { otp: hotp({ secret: secret('NBSWY3DP'), counter: 70 }) }, replica(1));
    const two = editAccount(counters, idOf(1), { otp: hotp({ secret: secret('MFRGGZDF'), counter: 30 }) }, replica(2));
    const settled = settleConflicts(mergeDocuments(one, two), EDIT);
    expect(liveAccounts(settled)[0]?.otp).toMatchObject({ counter: 30 });
    expect(trashedAccounts(settled)[0]?.otp).toMatchObject({ counter: 70 });
    const countersIn = linesOf(settled).map((line) =>
      Object.keys((JSON.parse(line) as { counters?: object }).counters ?? {}),
    );
    // The account keeps all that it ever had; the loser takes its own along.
    expect(countersIn.map((names) => names.length).toSorted((a, b) => a - b)).toEqual([0, 1, 3]);
  });
});

describe('a PIN that was changed on both sides', () => {
  it('is kept twice, as a secret is: the later is the account’s, the other lies in the trash', () => {
    const base = addAccount(empty, { id: idOf(1), otp: motp() }, replica(1, START));
    const withPin = (pin: string) => ({ otp: motp({ pin: parsePin(pin, 'motp') }) });
    const here = editAccount(base, idOf(1), withPin('1111'), replica(1, START));
    const there = editAccount(base, idOf(1), withPin('2222'), replica(2, START));
    const merged = mergeDocuments(here, there);
    expect(liveAccounts(merged).map(({ otp }) => plainPin(otp))).toEqual(['2222']);
    expect(trashedAccounts(merged).map(({ otp }) => plainPin(otp))).toEqual(['1111']);
    // The PIN that both replaced is no loss.
    expect(linesOf(throughBytes(merged)).join('')).not.toContain('0042');
  });

  it('is wiped with the secret when the codes are locked', () => {
    const document = addAccount(empty, { id: idOf(1), otp: motp() }, EDIT);
    const [account] = liveAccounts(document);
    wipeDocument(document);
    expect(() => account !== undefined && pinOf(account.otp)?.reveal()).toThrow('wiped');
  });
});

function plainPin(otp: OtpAccount): string | null {
  const pin = pinOf(otp);
  return pin === null ? null : pinText(pin);
}
