import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBackup } from '../src/index.ts';
import { csvHeader } from '../src/bitwarden/format.ts';
import { bytesOf, readPlain, secretBase32, steam, summary, unlock, usual } from './samples.ts';
import { detailsByIssuer, fixtures, opened, password } from './sealed-samples.ts';

// Made by Python's hashlib, cryptography and argon2-cffi: fixtures/bitwarden/make.py.
const bitwarden = JSON.parse(readFileSync(join(fixtures, 'bitwarden/protected.json'), 'utf8')) as Readonly<
  Record<'pbkdf2' | 'argon2id', Readonly<Record<string, unknown>>>
>;

describe('password-protected exports of Bitwarden', () => {
  it.each(['pbkdf2', 'argon2id'] as const)(
    'with a key by %s open with the password, and with no other',
    async (kdf) => {
      const file = bytesOf(bitwarden[kdf]);
      const read = await opened(file);
      expect(summary(read)).toEqual([usual]);
      expect(detailsByIssuer(read)).toEqual({ Alder: { tags: ['Work'], favourite: true } });
      expect(read.withoutCode).toBe(1);
      expect(await unlock(file, 'another')).toEqual({ outcome: 'wrong-password', mayBeDamaged: false });
    },
  );

  it('are told apart from a wrong password where they are damaged', async () => {
    const { data } = bitwarden.pbkdf2;
    const changed = { ...bitwarden.pbkdf2, data: String(data).replace(/\|./, (two) => (two === '|A' ? '|B' : '|A')) };
    await expect(unlock(bytesOf(changed), password)).rejects.toMatchObject({ code: 'damaged' });
    const forged = { ...bitwarden.pbkdf2, data: String(data).replace(/\|[^|]{43}=$/, `|${'A'.repeat(43)}=`) };
    expect(forged.data).not.toBe(data);
    await expect(unlock(bytesOf(forged), password)).rejects.toMatchObject({ code: 'damaged' });
    const cut = { ...bitwarden.pbkdf2, data: String(data).slice(0, -60) };
    await expect(unlock(bytesOf(cut), password)).rejects.toMatchObject({ code: 'damaged' });
    await expect(unlock(bytesOf({ ...bitwarden.pbkdf2, salt: '' }), password)).rejects.toMatchObject({
      code: 'damaged',
    });
  });

  it.each([
    ['rounds', { ...bitwarden.pbkdf2, kdfIterations: 2 ** 31 }, 'unsafe-parameters'],
    ['memory', { ...bitwarden.argon2id, kdfMemory: 2 ** 21 }, 'unsafe-parameters'],
    ['lanes', { ...bitwarden.argon2id, kdfParallelism: 1000 }, 'unsafe-parameters'],
    ['passes', { ...bitwarden.argon2id, kdfIterations: 1_000_000 }, 'unsafe-parameters'],
    ['a key derivation', { ...bitwarden.pbkdf2, kdfType: 7 }, 'unsupported-file'],
  ])('that ask for %s that none asks for are refused', async (_, file, code) => {
    await expect(unlock(bytesOf(file), password)).rejects.toMatchObject({ code });
  });

  it('that open in one account only name the two exports to choose from', async () => {
    await expect(readBackup(bytesOf({ encrypted: true, folders: [], items: [] }))).rejects.toThrow(
      /"Password protected", or as "\.json" instead/,
    );
  });
});

describe('plain exports of Bitwarden', () => {
  const code = `otpauth://totp/Alder:ada?secret=${secretBase32}&issuer=Alder`;

  it('keep folder and favourite, and leave the notes of logins where they are', async () => {
    const items = [
      { type: 1, name: 'x', notes: 'pin 1234', favorite: true, folderId: 'a', login: { totp: code } },
      { type: 1, name: 'y', deletedDate: '2026-01-01T00:00:00Z', login: { totp: code.replaceAll('Alder', 'Birch') } },
    ];
    const read = await readPlain({ encrypted: false, folders: [{ id: 'a', name: 'Work' }], items });
    expect(detailsByIssuer(read)).toEqual({ Alder: { tags: ['Work'], favourite: true }, Birch: { wasTrashed: true } });
  });

  it('hold long codes in whatever groups, and with padding, since Bitwarden takes no notice of them', async () => {
    const groups = secretBase32.toLowerCase().replace(/(.{3})(.{6})/, '$1 $2-');
    const codes = [`${groups}====`, `steam://${groups}=`, `steam://${groups}`, 'see notes', 'call me', '2'];
    const items = codes.map((totp) => ({ type: 1, name: 'Alder', login: { username: 'ada', totp } }));
    const ofSteam = { ...usual, kind: 'steam', digits: 5 };
    const reason: unknown = expect.any(String);
    const expected = [usual, ofSteam, ofSteam, reason, reason, reason];
    expect(summary(await readPlain({ encrypted: false, items }))).toEqual(expected);
    const csv = codes.map((totp) => `,,login,Alder,,,0,,ada,,${totp}`);
    expect(summary(await readPlain([csvHeader.join(','), ...csv].join('\n')))).toEqual(expected);
  });

  it('of Bitwarden Authenticator are read as csv though its rows have more fields than its header', async () => {
    const csv = `folder,favorite,type,name,login_uri,login_totp\n,,1,Alder,,${code},Alder,30,6\n,,1,Tree, the,,${code},Tree, the,30,6\n,,1,Steam,,steam://${secretBase32},Steam,30,6`;
    expect(summary(await readPlain(csv))).toEqual([usual, usual, { ...steam, accountName: '' }]);
  });
});

describe('exports of Bitwarden Authenticator', () => {
  const head = 'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp';

  it('have a long code that a comma in a name moved, since an iPhone quotes nothing', async () => {
    const csv = `${head}\n,,login,Alder,,,0,,ada,,${secretBase32}\n\n,1,login,Tree, the,,,0,,ada,,${secretBase32}\n\n,,login,Tree, the,,,0,,ada,,\n`;
    const read = await readPlain(csv);
    expect(summary(read)).toMatchObject([usual, { ...usual, issuer: 'Tree', accountName: expect.any(String) }]);
    expect(read.withoutCode).toBe(1);
  });

  it('have the signs in their names that Android wrote for a page', async () => {
    const label = 'A%20%26amp%3B%20%26lt%3BB%26gt%3B%20%26quot%3BC%26quot%3B%3AO%26%2339%3BNeill%20%26amp%3Blt%3B';
    const issuer = 'A & <B> "C"';
    const totp = `otpauth://totp/${label}?secret=${secretBase32}&algorithm=SHA1&digits=6&period=30&issuer=${encodeURIComponent(issuer)}`;
    const json = { encrypted: false, items: [{ id: 'a', name: issuer, type: 1, login: { totp }, favorite: false }] };
    const csv = `folder,favorite,type,name,login_uri,login_totp\n,,1,${issuer},,${totp},${issuer},30,6`;
    for (const content of [json, csv]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(summary(await readPlain(content))).toEqual([{ ...usual, issuer, accountName: "O'Neill &lt;" }]);
    }
  });
});
