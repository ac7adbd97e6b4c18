import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBackup } from '../src/index.ts';
import { argon2, bytesOf, counted, steam, summary, timed, unlock } from './samples.ts';
import { detailsByIssuer, fixtures, opened, password } from './sealed-samples.ts';

// Made by libsodium itself: fixtures/ente/make.py.
const ente = JSON.parse(readFileSync(join(fixtures, 'ente/sealed.json'), 'utf8')) as Readonly<
  Record<'small' | 'large', { readonly kdfParams: object; readonly encryptedData: string }>
>;

describe('encrypted exports of Ente Auth', () => {
  it('open with the password, and with no other', async () => {
    const read = await opened(bytesOf(ente.small));
    expect(summary(read)).toEqual([timed, counted, steam]);
    expect(detailsByIssuer(read)).toEqual({
      Alder: { tags: ['Work'], note: 'by the door', favourite: true },
      Birch: { wasTrashed: true },
      Steam: {},
    });
    expect(await unlock(bytesOf(ente.small), 'another')).toEqual({ outcome: 'wrong-password', mayBeDamaged: true });
  });

  it('that want much memory ask first, and go on when the user agreed', async () => {
    const backup = await readBackup(bytesOf(ente.large));
    if (backup.outcome !== 'needs-password') {
      throw new Error('The file asked for no password.');
    }
    expect(await backup.unlock({ password, argon2 })).toEqual({ outcome: 'needs-consent', memoryKiB: 320 * 1024 });
    const enough = { password, argon2, agreedMemoryKiB: 320 * 1024 };
    expect(await backup.unlock({ ...enough, agreedMemoryKiB: 320 * 1024 - 1 })).toMatchObject({
      outcome: 'needs-consent',
    });
    expect(await backup.unlock(enough)).toMatchObject({ outcome: 'ready' });
  });

  it.each([
    ['memory', { memLimit: 2 ** 31, opsLimit: 4 }],
    ['passes', { memLimit: 2 ** 26, opsLimit: 2 ** 20 }],
    ['no memory', { memLimit: 4096, opsLimit: 4 }],
  ])('that ask for %s that none asks for are refused', async (_, cost) => {
    const file = { ...ente.small, kdfParams: { ...ente.small.kdfParams, ...cost } };
    await expect(unlock(bytesOf(file), password)).rejects.toMatchObject({ code: 'unsafe-parameters' });
  });

  it('that are cut short are damaged, or opened by no password', async () => {
    await expect(readBackup(bytesOf({ ...ente.small, encryptionNonce: 'AAAA' }))).rejects.toMatchObject({
      code: 'damaged',
    });
    const cut = { ...ente.small, encryptedData: ente.small.encryptedData.slice(0, 100) };
    expect(await unlock(bytesOf(cut), password)).toEqual({ outcome: 'wrong-password', mayBeDamaged: true });
  });
});
