import { describe, expect, it } from 'vitest';
import { readBackup } from '../src/index.ts';
import type { ReadyBackup } from '../src/index.ts';
import { bytesOf, counted, readPlain, secretBase32, secretHex, steam, summary, timed, usual } from './samples.ts';

const link = `otpauth://totp/Alder:ada?secret=${secretBase32}&issuer=Alder`;
const longLink = `${link}&algorithm=SHA512&digits=7&period=20`;

/** What stands beside the codes. */
function details({ entries }: ReadyBackup): readonly unknown[] {
  return entries.map((entry) => {
    if (entry.verdict !== 'imported') {
      return entry.verdict;
    }
    const { tags = [], note = '', favourite = false, wasTrashed } = entry;
    return { tags, note, favourite, wasTrashed };
  });
}
const nothing = { tags: [], note: '', favourite: false, wasTrashed: false };

describe('what stands beside a code', () => {
  const info = { secret: secretBase32 };

  it('comes with it from Aegis: groups by their ids or their name, note and favourite', async () => {
    const read = await readPlain({
      header: {},
      db: {
        version: 3,
        groups: [
          { uuid: 'a', name: 'Work' },
          { uuid: 'b', name: ' Home ' },
        ],
        entries: [
          { type: 'totp', info, groups: ['b', 'a', 'gone', 'a'], note: ' by the\r\ndoor ', favorite: true },
          { type: 'totp', info, group: 'Old', note: '', favorite: false },
          { type: 'totp', info, groups: 7, note: {}, favorite: 'yes', group: null },
        ],
      },
    });
    expect(details(read)).toEqual([
      { ...nothing, tags: ['Home', 'Work'], note: 'by the\ndoor', favourite: true },
      { ...nothing, tags: ['Old'] },
      nothing,
    ]);
    expect(read.entries[1]).not.toHaveProperty('note');
  });

  it('comes with it from Stratum, andOTP and 2FAS', async () => {
    const entry = { Type: 2, Issuer: 'Alder', Username: 'ada', Secret: secretBase32, Algorithm: 0 };
    const stratum = {
      Authenticators: [entry],
      Categories: [
        { Id: 'c', Name: 'Work' },
        { Id: 'd', Name: 'Home' },
      ],
      AuthenticatorCategories: [
        { AuthenticatorSecret: secretBase32, CategoryId: 'c' },
        { AuthenticatorSecret: secretBase32, CategoryId: 'd' },
        { AuthenticatorSecret: 'OTHER', CategoryId: 'd' },
      ],
    };
    expect(details(await readPlain(stratum))).toEqual([{ ...nothing, tags: ['Home', 'Work'] }]);
    const andOtp = [{ secret: secretBase32, label: 'ada', type: 'TOTP', tags: ['Work', 'Work', ''] }];
    expect(details(await readPlain(andOtp))).toEqual([{ ...nothing, tags: ['Work'] }]);
    const twoFas = {
      schemaVersion: 4,
      groups: [{ id: 'g', name: 'Work' }],
      services: [
        { name: 'Alder', secret: secretBase32, groupId: 'g', otp: {} },
        { name: 'Birch', secret: secretBase32, groupId: null, otp: {} },
      ],
    };
    expect(details(await readPlain(twoFas))).toEqual([{ ...nothing, tags: ['Work'] }, nothing]);
  });

  it('comes with it from LastPass Authenticator: what lies in no folder has no tag', async () => {
    const account = { issuerName: 'Alder', userName: 'ada', secret: secretBase32, timeStep: 30, digits: 6 };
    const read = await readPlain({
      deviceId: '',
      version: 3,
      accounts: [
        { ...account, isFavorite: true, folderData: { folderId: 2, position: 0 } },
        { ...account, isFavorite: false, folderData: { folderId: 0, position: 0 } },
      ],
      folders: [
        { id: 2, name: 'Work', isOpened: true },
        { id: 0, name: 'Other accounts', isOpened: true },
      ],
    });
    expect(details(read)).toEqual([{ ...nothing, tags: ['Work'], favourite: true }, nothing]);
  });

  it('is left out where the vault could not hold it, and costs no account', async () => {
    const entry = { type: 'totp', info, note: 'x'.repeat(100_001), group: 'y'.repeat(1_001) };
    expect(details(await readPlain({ header: {}, db: { entries: [entry] } }))).toEqual([nothing]);
  });
});

describe('pages that programs print their entries on', () => {
  it('Aegis, which says in its pictures only how long a code is good', async () => {
    const header = [
      'Issuer',
      'Name',
      'Type',
      'QR Code',
      'UUID',
      'Note',
      'Favorite',
      'Algo',
      'Digits',
      'Secret',
      'Counter',
      'PIN',
    ];
    const row = (...cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    const picture = '<img src="data:image/png;base64,AAAA"/>';
    const html = `<html><head><title>Aegis</title></head><body><h1>Aegis</h1><table><tr>${header.map((name) => `<th>${name}</th>`).join('')}</tr>${[
      row(
        'Alder',
        'ada',
        'totp',
        picture,
        'u',
        'by &lt;the&gt; &amp; door',
        'true',
        'SHA512',
        '7',
        secretBase32,
        '-',
        '-',
      ),
      row('Birch', 'kai', 'hotp', picture, 'u', '', 'false', 'SHA256', '8', secretBase32, '41', '-'),
      row('Fence', 'ada', 'motp', picture, 'u', '', 'false', 'MD5', '6', '42d363efd0ffbdfc', '-', '1234'),
    ].join('')}</table></body></html>`;
    const read = await readPlain(html);
    expect(summary(read)).toEqual([
      { ...timed, periodSeconds: 30 },
      counted,
      expect.objectContaining({ kind: 'motp', issuer: 'Fence' }),
    ]);
    expect(details(read)[0]).toEqual({ ...nothing, note: 'by <the> & door', favourite: true });
    expect(
      read.entries.map((entry) => (entry.verdict === 'imported' ? entry.warnings.map(({ code }) => code) : [])),
    ).toEqual([['period-assumed'], [], []]);
  });

  it('Stratum, and no other page', async () => {
    const html = `<!DOCTYPE html><html><body><table><tr><th>Issuer</th></tr>\n<tr>\n <td>x &amp; y</td>\n <td>ada</td>\n <td><code>${longLink}</code></td>\n <td><img src="data:image/png;base64,AA"></td>\n</tr></table></body></html>`;
    expect(summary(await readPlain(html))).toEqual([timed]);
    await expect(
      readBackup(bytesOf('<html><body><table><tr><td>1</td></tr></table></body></html>')),
    ).rejects.toMatchObject({ code: 'not-recognised' });
  });
});

describe('password managers, of which logins without a code are only counted', () => {
  it('Proton Pass, with its bin and with codes among the extra fields', async () => {
    const item = (content: object, more: object = {}): unknown => ({
      state: 1,
      pinned: false,
      data: { type: 'login', metadata: { name: 'Alder', note: 'pin 1234' }, extraFields: [], content },
      ...more,
    });
    const read = await readPlain({
      version: '1.2.0',
      vaults: {
        one: {
          name: 'Home',
          items: [
            item({ itemEmail: 'x@y.example', itemUsername: 'ada', totpUri: secretBase32 }, { pinned: true }),
            item({ itemEmail: 'ada', totpUri: longLink }, { state: 2 }),
            item({ totpUri: '' }),
            { state: 1, data: { type: 'note', metadata: { name: 'no' }, content: {} } },
            {
              state: 1,
              data: {
                type: 'login',
                metadata: { name: 'Alder' },
                content: { itemUsername: 'ada' },
                extraFields: [
                  { type: 'totp', data: { totpUri: secretBase32 } },
                  { type: 'text', data: { content: 'x' } },
                ],
              },
            },
          ],
        },
      },
    });
    expect(summary(read)).toEqual([usual, timed, usual]);
    expect(details(read)).toEqual([
      { ...nothing, tags: ['Home'], favourite: true },
      { ...nothing, tags: ['Home'], wasTrashed: true },
      { ...nothing, tags: ['Home'] },
    ]);
    expect(read.withoutCode).toBe(1);
  });

  it('1Password, by the data inside its archive', async () => {
    const item = (totp: string | null, more: object = {}): unknown => ({
      favIndex: 0,
      state: 'active',
      categoryUuid: '001',
      details: {
        loginFields: [
          { designation: 'username', value: 'ada' },
          { designation: 'password', value: 'hunter2' },
        ],
        notesPlain: 'private',
        sections: totp === null ? [] : [{ fields: [{ value: { string: 'x' } }, { value: { totp } }] }],
      },
      overview: { title: 'Alder', tags: ['Trees'] },
      ...more,
    });
    const read = await readPlain({
      accounts: [
        {
          attrs: {},
          vaults: [
            {
              attrs: { name: 'Home' },
              items: [item(secretBase32, { favIndex: 1 }), item(longLink), item(null), { item: item(secretBase32) }],
            },
          ],
        },
      ],
    });
    expect(summary(read)).toEqual([usual, timed, usual]);
    expect(details(read)[0]).toEqual({ ...nothing, tags: ['Home', 'Trees'], favourite: true });
    expect(read.withoutCode).toBe(1);
  });
});

describe('other authenticators of the desktop', () => {
  it('WinOTP', async () => {
    const token = { issuer: 'Alder', name: 'ada', secret: secretBase32, created: '2026-01-01T00:00:00' };
    expect(summary(await readPlain({ one: token, two: { ...token, secret: '   ' } }))).toEqual([
      usual,
      'secret-missing',
    ]);
    await expect(readBackup(bytesOf({ encrypted: true, data: 'AAAA', salt: 'AAAA' }))).rejects.toThrow('WinOTP');
  });

  it('Authme, as a file of its own and as text', async () => {
    const text = `\nName:   ada \nSecret: ${secretBase32} \nIssuer: Alder \nType:   OTP_TOTP\n\nName:   kai \nSecret: ! \nIssuer: Birch \nType:   OTP_TOTP\n`;
    const file = { role: 'codes', encrypted: false, codes: Buffer.from(text).toString('base64'), version: 3 };
    expect(summary(await readPlain(file))).toEqual([usual, 'secret-not-base32']);
    expect(summary(await readPlain(text))).toEqual([usual, 'secret-not-base32']);
    await expect(readBackup(bytesOf({ ...file, encrypted: true }))).rejects.toThrow('export the codes');
  });

  it('Authme, whose names are as they stood in a link, and which took what followed the issuer for it', async () => {
    const text = (issuer: string): string =>
      `\nName:   Alder:ada%40alder.example \nSecret: ${secretBase32} \nIssuer: ${issuer} \nType:   OTP_TOTP\n`;
    const named = { ...usual, accountName: 'ada@alder.example' };
    const all = [
      'Alder',
      'Alder&algorithm=SHA1&digits=6&period=30',
      'Alder&algorithm=SHA512&digits=7&period=20',
      '6&issuer=Alder',
    ];
    expect(summary(await readPlain(all.map(text).join('')))).toEqual([
      named,
      named,
      { ...timed, accountName: 'ada@alder.example' },
      named,
    ]);
    const others = ['Gr%C3%BCn', 'Salt & pepper', 'A&B'];
    expect((await readPlain(others.map(text).join(''))).entries.map(({ account }) => account.issuer)).toEqual([
      'Grün',
      'Salt & pepper',
      'A&B',
    ]);
  });

  it('OTPClient and cotp', async () => {
    const token = {
      type: 'TOTP',
      label: 'ada',
      issuer: 'Alder',
      secret: secretBase32,
      algo: 'SHA512',
      digits: 7,
      period: 20,
    };
    expect(summary(await readPlain([token, { ...token, type: 'HOTP', counter: 3 }]))).toEqual([
      timed,
      { ...timed, kind: 'hotp', counter: 3, periodSeconds: undefined },
    ]);
    const ofSteam = { ...token, type: 'totp', issuer: 'steam', algo: 'sha1', digits: 6, period: 30 };
    expect(summary(await readPlain([ofSteam]))).toEqual([{ ...steam, issuer: 'steam' }]);
    const element = {
      secret: secretBase32,
      issuer: 'Alder',
      label: 'ada',
      digits: 7,
      type: 'TOTP',
      algorithm: 'SHA512',
      period: 20,
    };
    expect(summary(await readPlain({ version: 2, elements: [element, { ...element, type: 'NEW' }] }))).toEqual([
      timed,
      'unsupported-kind',
    ]);
  });

  it('the browser extension Authenticator, with the spellings that its secrets have', async () => {
    const entry = {
      dataType: 'OTPStorage',
      encrypted: false,
      hash: 'x',
      index: 0,
      type: 'totp',
      issuer: 'Alder',
      account: 'ada',
    };
    const read = await readPlain({
      a: { ...entry, secret: secretBase32, algorithm: 'SHA512', digits: 7, period: 20, pinned: true },
      b: { ...entry, type: 'hex', secret: secretHex },
      c: { ...entry, issuer: 'Steam', secret: `stm-${secretBase32}` },
      d: { ...entry, type: 'battle', secret: secretBase32 },
      e: { ...entry, secret: secretBase32, algorithm: 'GOST3411_2012_256' },
      f: { ...entry, type: 'new', secret: secretBase32 },
      UserSettings: { theme: 'x' },
    });
    expect(summary(read)).toEqual([
      timed,
      usual,
      steam,
      { ...usual, digits: 8 },
      'unsupported-algorithm',
      'unsupported-kind',
    ]);
    expect(details(read)[0]).toEqual({ ...nothing, favourite: true });
  });

  it('the browser extension Authenticator, with the names that it shows', async () => {
    const entry = { encrypted: false, hash: 'x', index: 0, type: 'totp', secret: secretBase32 };
    const names = async (issuer: string, account: string): Promise<unknown> => {
      const [read] = (await readPlain({ x: { ...entry, issuer, account } })).entries;
      return [read?.account.issuer, read?.account.accountName];
    };
    // The host on which it fills in the code.
    expect(await names('GitHub::github.com', 'ada')).toEqual(['GitHub', 'ada']);
    expect(await names('::github.com', 'ada')).toEqual(['', 'ada']);
    // Encoded once, twice, and not at all.
    expect(await names('Gr%C3%BCn', 'ada%40alder.example')).toEqual(['Grün', 'ada@alder.example']);
    expect(await names('My%2520Bank', 'ada%2540alder.example')).toEqual(['My Bank', 'ada@alder.example']);
    expect(await names('100%', 'ada 50%25')).toEqual(['100%', 'ada 50%25']);
    expect(await names('%ff', '')).toEqual(['%ff', '']);
  });

  it('the manifest of Steam Desktop Authenticator holds no account', async () => {
    const entries = [{ encryption_iv: null, encryption_salt: null, filename: '1.maFile', steamid: 1 }];
    await expect(readBackup(bytesOf({ encrypted: false, first_run: false, entries }))).rejects.toThrow(
      'holds no account',
    );
  });
});

describe('one link among other lines', () => {
  it.each([
    ['a link of another kind', `${link}\nmy-otp://x?secret=abcdef\n`],
    ['a long code', `${link}\nJBSWY3DPEHPK3PXPJBSWY3DP\n`],
    ['a line of a list', `Birch,kai,JBSWY3DPEHPK3PXPJBSWY3DP\n${link}\n`],
  ])('%s beside it gets its own verdict', async (_, text) => {
    const verdicts = (await readPlain(text)).entries.map(({ verdict }) => verdict).toSorted();
    expect(verdicts).toEqual(['damaged', 'imported']);
  });

  it('the words of a mail, its web address and the same long code do not', async () => {
    const text = `Dear Ada,\nhttps://alder.example/help\n${link}\nOr by hand: ${secretBase32}\nYours`;
    expect(summary(await readPlain(text))).toEqual([usual]);
  });
});
