import { describe, expect, it } from 'vitest';
import { mask } from '../src/battle-net/format.ts';
import { decodeHex } from '../src/bytes.ts';
import { missingTransferParts } from '../src/google/missing-parts.ts';
import { counted, plainAccount, readPlain, secretBase32, secretHex, steam, summary, timed, usual } from './samples.ts';

const signed = Array.from(decodeHex(secretHex) ?? [], (byte) => (byte > 127 ? byte - 256 : byte));
const xml = (texts: Readonly<Record<string, unknown>>): string =>
  `<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n${Object.entries(texts)
    .map(
      ([name, value]) =>
        `<string name="${name}">${escape(typeof value === 'string' ? value : JSON.stringify(value))}</string>`,
    )
    .join('\n')}\n<int name="x" value="1" />\n</map>\n`;
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

const aegisEntry = {
  type: 'totp',
  name: 'ada',
  issuer: 'Alder',
  info: { secret: secretBase32, algo: 'SHA512', digits: 7, period: 20 },
};
const aegis = (entries: readonly unknown[]): unknown => ({
  version: 1,
  header: { slots: null, params: null },
  db: { version: 3, entries },
});

describe('files without a password', () => {
  it('Aegis', async () => {
    const hotp = {
      type: 'hotp',
      name: 'kai',
      issuer: 'Birch',
      info: { secret: secretBase32, algo: 'SHA256', digits: 8, counter: 41 },
    };
    const ofSteam = {
      type: 'steam',
      name: 'ada',
      issuer: 'Steam',
      info: { secret: secretBase32, algo: 'SHA1', digits: 5, period: 30 },
    };
    expect(summary(await readPlain(aegis([aegisEntry, hotp, ofSteam])))).toEqual([timed, counted, steam]);
  });

  it('one bad entry costs no other, and says what is wrong with it', async () => {
    const bad = [
      null,
      7,
      [],
      {},
      { type: 'ocra' },
      { ...aegisEntry, info: { secret: '!' } },
      { ...aegisEntry, info: { secret: secretBase32, digits: {} } },
    ];
    expect(summary(await readPlain(aegis([aegisEntry, ...bad, aegisEntry])))).toEqual([
      timed,
      'secret-missing',
      'secret-missing',
      'secret-missing',
      'secret-missing',
      'unsupported-kind',
      'secret-not-base32',
      'bad-entry',
      timed,
    ]);
  });

  it('nothing is changed to fit: what is out of range is damaged', async () => {
    const withInfo = (info: object): unknown => ({ ...aegisEntry, info: { secret: secretBase32, ...info } });
    expect(
      summary(await readPlain(aegis([withInfo({ digits: 11 }), withInfo({ period: 0 }), withInfo({ algo: 'MD4' })]))),
    ).toEqual(['bad-digits', 'bad-period', 'unsupported-algorithm']);
  });

  it('Aegis, which makes codes with SHA1 where it let somebody choose MD5', async () => {
    const info = { secret: secretBase32, algo: 'MD5' };
    const read = await readPlain(
      aegis([
        { ...aegisEntry, info },
        { ...aegisEntry, type: 'hotp', info: { ...info, counter: 41 } },
      ]),
    );
    expect(summary(read)).toMatchObject([usual, { kind: 'hotp', algorithm: 'SHA1', counter: 41 }]);
    expect(read.entries).toMatchObject(
      [1, 2].map(() => ({ warnings: [{ code: 'parameter-ignored', parameter: 'algorithm' }] })),
    );
  });

  it('2FAS, with what is usual left out or null', async () => {
    const services = [
      {
        name: 'Alder',
        secret: secretBase32,
        otp: { account: 'ada', issuer: 'Alder', digits: 7, period: 20, algorithm: 'SHA512', tokenType: 'TOTP' },
      },
      {
        name: 'Alder',
        secret: secretBase32,
        otp: { account: 'ada', issuer: null, digits: null, period: null, algorithm: null, tokenType: null },
      },
      {
        name: 'Birch',
        secret: secretBase32,
        otp: { account: 'kai', digits: 8, algorithm: 'SHA256', counter: 41, tokenType: 'HOTP' },
      },
    ];
    expect(summary(await readPlain({ services, groups: [], schemaVersion: 4 }))).toEqual([timed, usual, counted]);
  });

  it('2FAS, which does not always say where a counter is, and starts it at 1 on Android', async () => {
    const services = [{ name: 'Birch', secret: secretBase32, otp: { account: 'kai', tokenType: 'HOTP' } }];
    const { entries } = await readPlain({ services, groups: [], schemaVersion: 4, appOrigin: 'android' });
    expect(entries).toMatchObject([{ account: { kind: 'hotp', counter: 0 }, warnings: [{ code: 'counter-assumed' }] }]);
    expect(JSON.stringify(entries)).toContain('Android');
  });

  it('2FAS, under the name that it shows', async () => {
    const names = async (name: string, otp: object): Promise<string> => {
      const read = await readPlain({ services: [{ name, secret: secretBase32, otp }], schemaVersion: 4 });
      return read.entries.map(({ account }) => `${account.issuer} | ${account.accountName}`).join();
    };
    const otp = { account: 'ada', issuer: 'Alder' };
    expect(await names('Alder at work', otp)).toBe('Alder at work | ada');
    expect(await names('Alder', otp)).toBe('Alder | ada');
    expect(await names('Al', otp)).toBe('Al | ada');
    expect(await names('', otp)).toBe('Alder | ada');
    expect(await names('ada', otp)).toBe('Alder | ada');
    const long = 'A service with a name of more than 30';
    expect(await names(long.slice(0, 30), { ...otp, issuer: long })).toBe(`${long} | ada`);
    expect(await names('Alder at work', { account: null, issuer: 'Alder', label: 'Alder:ada' })).toBe(
      'Alder at work | ada',
    );
    expect(await names('ada', { account: 'ada', issuer: null })).toBe(' | ada');
  });

  it('andOTP', async () => {
    const entries = [
      {
        secret: `${secretBase32}===`,
        issuer: 'Alder',
        label: 'ada',
        digits: 7,
        type: 'TOTP',
        algorithm: 'SHA512',
        period: 20,
      },
      { secret: '9d8f175307845762', issuer: 'Fence', label: 'ada', type: 'MOTP' },
    ];
    expect(summary(await readPlain(entries))).toEqual([timed, 'needs-pin']);
  });

  it('Bitwarden, json and csv, with links, long codes and Steam', async () => {
    const link = `otpauth://totp/Alder:ada?secret=${secretBase32}&issuer=Alder&algorithm=SHA512&digits=7&period=20`;
    const item = (name: string, totp: string | null): unknown => ({ type: 1, name, login: { username: 'ada', totp } });
    const spaced = secretBase32.toLowerCase().replaceAll(/(.{4})/g, '$1 ');
    const json = {
      encrypted: false,
      folders: [],
      items: [
        item('x', link),
        item('Alder', spaced),
        item('Steam', `steam://${secretBase32}`),
        item('none', null),
        { type: 2, name: 'a note' },
      ],
    };
    expect(summary(await readPlain(json))).toEqual([timed, usual, steam]);
    const csv = `\ufefffolder,favorite,type,name,notes,login_username,login_totp\r\n,,login,x,"two ""lines"",\nand a comma",ada,${link}\r\n,,login,Alder,,ada,${spaced}\r\n,,note,no,,,\r\n`;
    expect(summary(await readPlain(csv))).toEqual([timed, usual]);
  });

  it('Proton Authenticator, Stratum, Raivo, LastPass, Duo and Steam', async () => {
    const uri = `otpauth://totp/Alder:ada?secret=${secretBase32}&issuer=Alder`;
    expect(
      summary(await readPlain({ version: 1, entries: [{ content: { uri, name: 'ada' } }, { content: {} }] })),
    ).toEqual([usual, 'secret-missing']);
    const stratum = {
      Type: 2,
      Issuer: 'Alder',
      Username: 'ada',
      Secret: secretBase32,
      Algorithm: 2,
      Digits: 7,
      Period: 20,
    };
    expect(
      summary(await readPlain({ Authenticators: [stratum, { ...stratum, Algorithm: 9 }, { ...stratum, Type: 9 }] })),
    ).toEqual([timed, 'unsupported-algorithm', 'unsupported-kind']);
    const raivo = {
      issuer: 'Birch',
      account: 'kai',
      secret: secretBase32,
      kind: 'HOTP',
      algorithm: 'SHA256',
      timer: '0',
      digits: '8',
      counter: '41',
    };
    expect(summary(await readPlain([raivo]))).toEqual([counted]);
    const lastPass = {
      issuerName: 'Alder',
      userName: 'ada',
      secret: secretBase32,
      timeStep: 20,
      digits: 7,
      algorithm: 'SHA512',
    };
    expect(summary(await readPlain({ deviceId: '', version: 1, accounts: [lastPass] }))).toEqual([timed]);
    expect(await readPlain({ accounts: [{}, lastPass] })).toMatchObject({
      program: 'LastPass Authenticator',
      entries: [{ verdict: 'damaged' }, { verdict: 'imported', account: { issuer: 'Alder' } }],
    });
    const duo = [
      { name: 'ada', otpGenerator: { otpSecret: secretBase32 } },
      { name: 'Work', accountType: 'DuoAccount' },
    ];
    expect(summary(await readPlain(duo))).toEqual([{ ...usual, issuer: '' }, 'proprietary-push']);
    const maFile = { shared_secret: Buffer.from(secretHex, 'hex').toString('base64'), account_name: 'ada' };
    expect(summary(await readPlain(maFile))).toEqual([steam]);
    expect(summary(await readPlain({ accounts: { one: maFile } }))).toEqual([steam]);
  });

  it('Authy, under the name that it shows and of the service that it takes an account for', async () => {
    const names = async (token: object): Promise<string> => {
      const tokens = [{ accountType: 'authenticator', decryptedSecret: secretBase32, digits: 6, ...token }];
      const { entries } = await readPlain(xml({ 'com.authy.storage.tokens.authenticator.key': tokens }));
      return entries.map(({ account }) => `${account.issuer} | ${account.accountName}`).join();
    };
    const scanned = { originalIssuer: 'Alder', originalName: 'Alder:ada' };
    expect(await names({ ...scanned, name: 'Alder: ada' })).toBe('Alder | ada');
    expect(await names({ ...scanned, name: 'Alder' })).toBe('Alder | ada');
    expect(await names({ ...scanned, name: 'At work' })).toBe('Alder | At work');
    expect(await names({ accountType: 'github', name: 'ada@example.com' })).toBe('Github | ada@example.com');
    expect(await names({ accountType: 'github', name: 'GitHub' })).toBe('GitHub | ');
    expect(await names({ name: 'Alder - ada' })).toBe('Alder | ada');
    expect(await names({ originalName: 'Alder:ada', originalIssuer: null, name: 'x' })).toBe('Alder | ada');
    expect(await names({ name: 'Alder' })).toBe('Alder | ');
  });

  it('FreeOTP, FreeOTP+, Authy, TOTP Authenticator and Battle.net, as Android keeps them', async () => {
    const token = {
      algo: 'SHA256',
      counter: 41,
      digits: 8,
      issuerExt: 'Birch',
      label: 'kai',
      secret: signed,
      type: 'HOTP',
    };
    expect(summary(await readPlain(xml({ 'Birch:kai': token, tokenOrder: ['Birch:kai'] })))).toEqual([counted]);
    expect(summary(await readPlain({ tokenOrder: [], tokens: [token] }))).toEqual([counted]);
    const authy = [
      {
        accountType: 'authenticator',
        decryptedSecret: secretBase32,
        digits: 6,
        originalIssuer: 'Alder',
        originalName: 'Alder:ada',
      },
      { accountType: 'authenticator', encryptedSecret: 'AAAA', salt: 'x', digits: 6, name: 'Locked' },
      { accountType: 'own', secretSeed: secretHex, digits: 7, name: 'Own' },
    ];
    expect(summary(await readPlain(xml({ 'com.authy.storage.tokens.authenticator.key': authy })))).toEqual([
      usual,
      'encrypted-entry',
      { ...usual, issuer: 'Own', accountName: '', digits: 7, periodSeconds: 10 },
    ]);
    const totp = [{ issuer: 'Alder', name: 'ada', key: secretHex.toUpperCase(), base: 16, digits: '6', period: '30' }];
    expect(summary(await readPlain(xml({ STATIC_TOTP_CODES_LIST: totp })))).toEqual([usual]);
    const masked = (text: string): string =>
      Buffer.from(Array.from(Buffer.from(text), (byte, at) => byte ^ (decodeHex(mask)?.[at] ?? 0))).toString('hex');
    const battleNet = xml({
      'com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET': masked(secretHex),
      'com.blizzard.messenger.AUTHENTICATOR_SERIAL': masked('EU-0000-0000-0000'),
    });
    const account = { ...usual, issuer: 'Battle.net', accountName: 'EU-0000-0000-0000', digits: 8 };
    expect(summary(await readPlain(battleNet))).toEqual([account]);
    const older = xml({ 'com.blizzard.bma.AUTH_STORE.HASH': masked(`${secretHex}EU-0000-0000-0000`) });
    expect(summary(await readPlain(older))).toEqual([account]);
  });

  it('TOTP Authenticator, with secrets in the base that stands beside them', async () => {
    const key = Buffer.from(secretHex, 'hex').toString('base64');
    const list = [
      { issuer: 'Unknown', name: 'ada', key, base: 64, digits: '', period: '', isFavorite: true },
      // Letters of base32 that are none.
      { issuer: 'Alder', name: 'ada', key: 'ABCDEFGH', base: 64 },
    ];
    const read = await readPlain(xml({ STATIC_TOTP_CODES_LIST: list }));
    expect(summary(read)).toEqual([
      { ...usual, issuer: '' },
      { ...usual, secretBase32: 'AAIIGECRQ4' },
    ]);
    expect(read.entries[0]).toMatchObject({ favourite: true });
  });

  it('a list of links, each line with its verdict; and what lay in the bin of Ente Auth', async () => {
    const link = `otpauth://totp/Alder:ada?secret=${secretBase32}&issuer=Alder`;
    const trashed = `${link}&codeDisplay=${encodeURIComponent('{"trashed":true}')}`;
    const read = await readPlain(
      `\ufeff${link}\r\n\r\nhello world\r\notpauth://totp/X?issuer=X\r\nmotp://x:y?secret=9d8f175307845762\r\n${trashed}\r\n`,
    );
    expect(read.entries.map(({ where }) => where)).toEqual(['line 1', 'line 3', 'line 4', 'line 5', 'line 6']);
    expect(summary(read)).toEqual([usual, 'not-an-otp-code', 'secret-missing', 'needs-pin', usual]);
    expect(read.entries.map((entry) => entry.verdict === 'imported' && entry.wasTrashed)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it('a mail with one link in it', async () => {
    const read = await readPlain(`Dear Ada,\n\notpauth://totp/Alder:ada?secret=${secretBase32}&issuer=Alder\n\nYours`);
    expect(summary(read)).toEqual([usual]);
  });

  it('a transfer of Google Authenticator, whose parts come in any order, and names the missing one', async () => {
    const part = (index: number): string => {
      const parameters = [
        10,
        20,
        ...Buffer.from(secretHex, 'hex'),
        18,
        9,
        ...Buffer.from('Alder:ada'),
        32,
        1,
        40,
        1,
        48,
        2,
      ];
      const payload = [10, parameters.length, ...parameters, 16, 1, 24, 3, 32, index, 40, 7];
      return `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(payload).toString('base64'))}`;
    };
    const read = await readPlain(`${part(2)}\n${part(0)}\n`);
    expect(summary(read)).toEqual([usual, usual]);
    expect(missingTransferParts(read.transferParts)).toEqual([expect.stringContaining('number 2 is missing')]);
    expect(missingTransferParts([...read.transferParts, { batchId: 7, index: 1, size: 3 }])).toEqual([]);
    expect(summary(await readPlain('otpauth-migration://offline?data=AAAA'))).toEqual(['bad-entry']);
    expect(summary(await readPlain('otpauth-migration://offline?data=!!'))).toEqual(['bad-entry']);
  });

  it('a name keeps its colons, and loses an issuer that stands there twice', async () => {
    const read = await readPlain(aegis([{ ...aegisEntry, issuer: 'Alder', name: 'alder:Team:ada' }]));
    expect(
      read.entries.map((entry) => entry.verdict === 'imported' && plainAccount(entry.account).accountName),
    ).toEqual(['Team:ada']);
  });
});
