import { describe, expect, it } from 'vitest';
import {
  addAccounts,
  liveAccounts,
  mergeDocuments,
  preferencesUnder,
  purgeAccounts,
  refusalOfAccount,
  restoreAccounts,
  setPreference,
  trashAccount,
  trashAccounts,
  trashedAccounts,
} from '../src/index.ts';
import type { VaultDocument } from '../src/index.ts';
import { idOf, plain, replica, totp } from './accounts.ts';
import { EDIT, START } from './one-account.ts';
import { empty, linesOf, refusal, throughBytes } from './vaults.ts';

const IMPORT = 'a'.repeat(32);

function idsOf(accounts: readonly { readonly id: string }[]): readonly string[] {
  return accounts.map(({ id }) => id);
}

function three(): VaultDocument {
  return addAccounts(
    empty,
    [
      { id: idOf(3), otp: totp(), importId: IMPORT },
      { id: idOf(1), otp: totp(), importId: IMPORT, tags: ['Work'] },
      { id: idOf(2), otp: totp(), importId: IMPORT, isTrashed: true },
    ],
    EDIT,
  );
}

describe('many accounts at once', () => {
  it('are added in their order, with the import they came by, and some into the trash', () => {
    const document = throughBytes(three());
    expect(liveAccounts(document).map(({ id, importId }) => [id, importId])).toEqual([
      [idOf(3), IMPORT],
      [idOf(1), IMPORT],
    ]);
    expect(trashedAccounts(document).map(({ id, trashedUnixSeconds }) => [id, trashedUnixSeconds])).toEqual([
      [idOf(2), EDIT.unixSeconds],
    ]);
    const more = addAccounts(document, [{ id: idOf(9), otp: totp() }], EDIT);
    expect(idsOf(liveAccounts(more))).toEqual([3, 1, 9].map(idOf));
    expect(liveAccounts(more).at(-1)?.importId).toBeNull();
    expect(addAccounts(more, [], EDIT)).toBe(more);
  });

  it('are refused all together where one cannot be kept', async () => {
    const before = three();
    const add = (id: number, text = ''): unknown =>
      addAccounts(
        before,
        [
          { id: idOf(7), otp: totp() },
          { id: idOf(id), otp: totp(), note: text },
        ],
        EDIT,
      );
    expect(await refusal(() => add(3))).toBe('account-exists');
    expect(await refusal(() => add(7))).toBe('account-exists');
    expect(await refusal(() => add(8, 'x'.repeat(100_001)))).toBe('too-long');
  });

  it('tell beforehand what would be refused', () => {
    expect(refusalOfAccount({ otp: totp(), note: 'fine' })).toBeNull();
    expect(refusalOfAccount({ otp: totp({ issuer: 'x'.repeat(1_001) }) })?.field).toBe('issuer');
    expect(refusalOfAccount({ otp: totp(), tags: ['\ud800'] })?.code).toBe('bad-field');
  });

  it('go into the trash and come back in one change, and leave alone what is there already', () => {
    const before = three();
    const later = replica(1, START + 60);
    const trashed = trashAccounts(before, [1, 2, 3, 4].map(idOf), later);
    expect(liveAccounts(trashed)).toEqual([]);
    expect(trashedAccounts(trashed).find(({ id }) => id === idOf(2))?.trashedUnixSeconds).toBe(EDIT.unixSeconds);
    expect(trashAccounts(trashed, [idOf(1)], later)).toBe(trashed);
    const back = throughBytes(restoreAccounts(trashed, [3, 1, 4].map(idOf), later));
    expect(liveAccounts(back).map(plain)).toEqual(liveAccounts(before).map(plain));
    expect(idsOf(trashedAccounts(back))).toEqual([idOf(2)]);
    expect(restoreAccounts(back, [idOf(1)], later)).toBe(back);
  });

  it('leave a purged account purged', () => {
    const purged = purgeAccounts(trashAccount(three(), idOf(1), EDIT), [idOf(1)], EDIT);
    expect(trashAccounts(purged, [idOf(1)], EDIT)).toBe(purged);
    expect(restoreAccounts(purged, [idOf(1)], EDIT)).toBe(purged);
    expect(linesOf(purged).find((line) => line.includes(idOf(1)))).not.toContain(IMPORT);
  });

  it('keep their import when another copy changed them meanwhile', () => {
    const base = throughBytes(three());
    const ours = trashAccounts(base, [idOf(1), idOf(3)], replica(1, START + 60));
    const theirs = addAccounts(base, [{ id: idOf(8), otp: totp(), importId: 'b'.repeat(32) }], replica(2));
    const merged = mergeDocuments(ours, theirs);
    expect(liveAccounts(merged).map(({ id, importId }) => [id, importId])).toEqual([[idOf(8), 'b'.repeat(32)]]);
    expect(trashedAccounts(merged).map(({ importId }) => importId)).toEqual([IMPORT, IMPORT, IMPORT]);
  });
});

describe('preferences under one prefix', () => {
  it('are told by the rest of their name', () => {
    const one = setPreference(empty, 'import.a', { count: 2 }, EDIT);
    const two = setPreference(setPreference(one, 'import.b', 1, EDIT), 'theme', 'dark', EDIT);
    expect([...preferencesUnder(throughBytes(two), 'import.')]).toEqual([
      ['a', { count: 2 }],
      ['b', 1],
    ]);
  });
});
