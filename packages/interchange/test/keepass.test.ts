import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBackup } from '../src/index.ts';
import { readCodes } from '../src/keepass/codes.ts';
import {
  bytesOf,
  counted,
  readPlain,
  secretBase32,
  secretHex,
  steam,
  summary,
  timed,
  unlock,
  usual,
} from './samples.ts';
import { detailsByIssuer, detailsOf, fixtures, opened, password } from './sealed-samples.ts';

describe('databases of KeePass', () => {
  const folder = join(fixtures, 'keepass');
  const names = readdirSync(folder).filter((name) => name.endsWith('.kdbx.base64'));
  const bytesNamed = (name: string): Buffer => Buffer.from(readFileSync(join(folder, name), 'utf8'), 'base64');
  const version4 = bytesNamed('argon2id-chacha20.kdbx.base64');
  /** The header of version 4 with another number in the dictionary of its key derivation, and its hash made anew. */
  const withParameter = async (name: string, value: bigint): Promise<Buffer> => {
    const changed = Buffer.from(version4);
    const at = changed.indexOf(Buffer.from(`\x01\0\0\0${name}`, 'latin1')) + 5;
    if (changed.readUInt32LE(at) === 8) {
      changed.writeBigUInt64LE(value, at + 4);
    } else {
      changed.writeUInt32LE(Number(value), at + 4);
    }
    const headerEnd = changed.indexOf(Buffer.from('\0\x04\0\0\0\r\n\r\n', 'latin1')) + 9;
    const hash = await crypto.subtle.digest('SHA-256', changed.subarray(0, headerEnd));
    changed.set(new Uint8Array(hash), headerEnd);
    return changed;
  };

  it('come of two programs, in both versions', () => {
    expect(names).toHaveLength(7);
  });

  it.each(names)('%s opens with its password, and with no other', async (name) => {
    const read = await opened(bytesNamed(name));
    const byIssuer = Object.fromEntries(
      summary(read).map((one, index) => [read.entries[index]?.account.issuer, one] as const),
    );
    expect(byIssuer).toEqual({
      Alder: timed,
      Birch: counted,
      Cedar: { ...timed, issuer: 'Cedar' },
      Dogwood: { ...timed, issuer: 'Dogwood' },
      Elm: { ...usual, issuer: 'Elm' },
      Fir: { ...usual, issuer: 'Fir' },
      Gum: { ...usual, issuer: 'Gum', digits: 8 },
      Steam: steam,
      Hazel: 'secret-not-base32',
      Ivy: { ...usual, issuer: 'Ivy' },
    });
    expect(detailsByIssuer(read)).toMatchObject({
      Alder: { tags: ['Work', 'first', 'second'] },
      Birch: { tags: ['Work / Mail & more'] },
      Ivy: { wasTrashed: true },
    });
    expect(read.withoutCode).toBe(1);
    expect(await unlock(bytesNamed(name), 'another')).toMatchObject({
      outcome: 'wrong-password',
      mayBeDamaged: name === 'keepassxc-3.kdbx.base64',
      mayWant: 'key-file',
    });
  });

  it.each([20, 60, 200, 300, version4.length - 1])(
    'cut after %d bytes are damaged, not a wrong password',
    async (end) => {
      await expect(
        (async () => {
          await unlock(version4.subarray(0, end), password);
        })(),
      ).rejects.toMatchObject({ code: 'damaged' });
    },
  );

  it('with a changed byte behind the header are damaged', async () => {
    const changed = Buffer.from(version4);
    const at = changed.length - 100;
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    await expect(unlock(changed, password)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('with a changed byte in the header are damaged, not a wrong password', async () => {
    const changed = Buffer.from(version4);
    // Field 4 is the seed of 32 bytes.
    const at = changed.indexOf(Buffer.from([4, 32, 0, 0, 0])) + 5;
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    await expect(unlock(changed, password)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('that ask for more rounds of AES than any honest one are refused before they are paid for', async () => {
    const changed = bytesNamed('keepassxc-3.kdbx.base64');
    // Field 6 is the number of rounds, 8 bytes.
    changed.writeBigUInt64LE(2n ** 40n, changed.indexOf(Buffer.from([6, 8, 0])) + 3);
    await expect(unlock(changed, password)).rejects.toMatchObject({ code: 'unsafe-parameters' });
  });

  it.each([
    ['M', 2n ** 40n],
    ['I', 2n ** 40n],
    ['P', 1000n],
  ])('that ask Argon2 for too much (%s) are refused before it is paid for', async (name, value) => {
    await expect(unlock(await withParameter(name, value), password)).rejects.toMatchObject({
      code: 'unsafe-parameters',
    });
  });

  it('that want more memory than is taken unasked ask first', async () => {
    const wants = await withParameter('M', 512n * 1024n * 1024n);
    expect(await unlock(wants, password)).toEqual({ outcome: 'needs-consent', memoryKiB: 512 * 1024 });
  });

  it('of other versions are refused by name', async () => {
    const first = Buffer.from(version4);
    first.writeUInt32LE(0xb54bfb65, 4);
    await expect(readBackup(first)).rejects.toThrow('KeePass 1');
    const later = Buffer.from(version4);
    later.writeUInt16LE(5, 10);
    await expect(readBackup(later)).rejects.toThrow('version 5');
    const otherCipher = Buffer.from(version4);
    otherCipher.fill(0, 17, 33);
    await expect(readBackup(otherCipher)).rejects.toThrow('cipher');
  });

  it('as the csv of KeePassXC give the codes that it knows', async () => {
    const read = await readPlain(readFileSync(join(folder, 'keepassxc.csv')));
    expect(detailsByIssuer(read)).toEqual({
      Cedar: {},
      Gum: {},
      Steam: {},
      Hazel: 'secret-missing',
      Alder: { tags: ['Work'] },
      Ivy: { wasTrashed: true },
    });
    expect(summary(read)).toContainEqual(timed);
    expect(read.withoutCode).toBe(5);
  });
});

it('a row of KeePassXC without a user name has none', async () => {
  const head = '"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"';
  const row = `"Root","Alder","","","","","otpauth://totp/Alder:none?secret=${secretBase32}&period=30&digits=6&issuer=Alder","0","",""`;
  expect(summary(await readPlain(`${head}\n${row}\n`))).toEqual([{ ...usual, accountName: '' }]);
});

describe('the XML that KeePass exports', () => {
  const strings = (values: Readonly<Record<string, string>>): string =>
    Object.entries(values)
      .map(
        ([key, value]) =>
          `<String><Key>${key}</Key><Value${key === 'otp' ? ' ProtectInMemory="True"' : ''}>${value.replaceAll('&', '&amp;')}</Value></String>`,
      )
      .join('');
  const link = (issuer: string, secret: string): string =>
    `otpauth://totp/${issuer}:ada?secret=${secret}&issuer=${issuer}`;
  const file = `\ufeff<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<KeePassFile><Meta><Generator>KeePass</Generator><RecycleBinUUID>QkI=</RecycleBinUUID></Meta><Root>
<Group><UUID>QUE=</UUID><Name>Database</Name>
<Entry><UUID>1</UUID>${strings({ Title: 'Alder', UserName: 'ada', otp: link('Alder', secretBase32) })}<Tags>Trees</Tags>
<History><Entry>${strings({ Title: 'Alder', otp: link('Before', 'JBSWY3DPEHPK3PXP') })}</Entry></History></Entry>
<Group><UUID>Q0M=</UUID><Name>Work</Name>
<Entry>${strings({ Title: 'Alder', UserName: 'ada', 'TimeOtp-Secret-Base32': secretBase32, 'TimeOtp-Length': '7', 'TimeOtp-Period': '20', 'TimeOtp-Algorithm': 'HMAC-SHA-512' })}</Entry>
<Entry>${strings({ Title: 'No code', Password: 'hunter2' })}</Entry></Group>
<Group><UUID>QkI=</UUID><Name>Bin</Name><Entry>${strings({ Title: 'Steam', UserName: 'ada', 'TOTP Seed': secretBase32, 'TOTP Settings': '30;S' })}</Entry></Group>
</Group></Root></KeePassFile>`;

  it('is read as a database is: codes of every plug-in, groups, tags and the bin, and nothing that an entry was before', async () => {
    const read = await readPlain(file);
    expect(read.program).toBe('KeePass');
    expect(summary(read)).toEqual([usual, timed, steam]);
    expect(read.entries.map(detailsOf)).toEqual([{ tags: ['Trees'] }, { tags: ['Work'] }, { wasTrashed: true }]);
    expect(read.entries[2]).toMatchObject({ warnings: [] });
    expect(read.withoutCode).toBe(1);
  });

  it('has the names of another entry where it was copied with references', async () => {
    const [uuid, hex] = ['RsmxT71KvEu7Jgxhkbr0ZQ==', '46C9B14FBD4ABC4BBB260C6191BAF465'];
    const otp = `key=${secretBase32}`;
    const named = (id: string, values: Readonly<Record<string, string>>): string =>
      `<Entry><UUID>${id}</UUID>${strings(values)}</Entry>`;
    const xml = `<KeePassFile><Root><Group><Name>Database</Name>${[
      named('AAAAAAAAAAAAAAAAAAAAAA==', { Title: `{REF:T@I:${hex}}`, UserName: `{REF:U@I:${hex}}`, otp }),
      named(uuid, { Title: 'Alder', UserName: 'ada' }),
      named('AAAAAAAAAAAAAAAAAAAAAQ==', {
        Title: 'Alder',
        UserName: '{REF:U@I:00000000000000000000000000000001}',
        otp,
      }),
      named('AAAAAAAAAAAAAAAAAAAAAg==', { Title: 'Alder', UserName: '{REF:U@I:99}', otp }),
    ].join('')}</Group></Root></KeePassFile>`;
    expect(summary(await readPlain(xml))).toEqual([
      usual,
      { ...usual, accountName: '' },
      { ...usual, accountName: '{REF:U@I:99}' },
    ]);
  });

  it('is damaged where it is cut short', async () => {
    await expect(readBackup(bytesOf(file.slice(0, -30)))).rejects.toMatchObject({ code: 'damaged' });
  });
});

describe('the codes of an entry of KeePass', () => {
  const names = { Title: 'Alder', UserName: 'ada' };
  const place = { where: 'entry 1', wasTrashed: false, details: {} };
  const codesOf = (strings: Readonly<Record<string, string>>): readonly unknown[] =>
    summary({
      outcome: 'ready',
      program: '',
      transferParts: [],
      entries: readCodes(new Map(Object.entries({ ...names, ...strings })), place),
    });
  const keyBase64 = Buffer.from(secretHex, 'hex').toString('base64');
  const [other, another] = ['JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U'];

  it.each([
    ['a link', { otp: `otpauth://totp/Alder:ada?secret=${secretBase32}&issuer=Alder` }, [usual]],
    ['a long code', { otp: secretBase32.toLowerCase() }, [usual]],
    ['KeeOTP', { otp: `key=${secretBase32}&step=20&size=7&otpHashMode=Sha512` }, [timed]],
    ['KeeOTP in hexadecimal', { otp: `key=${secretHex}&encoding=Hex&type=Totp` }, [usual]],
    ['KeeOTP in base64', { otp: `key=${encodeURIComponent(keyBase64)}&encoding=Base64` }, [usual]],
    [
      'KeeOTP with a counter',
      { Title: 'Birch', UserName: 'kai', otp: `key=${secretBase32}&type=Hotp&counter=41&size=8&otpHashMode=sha256` },
      [counted],
    ],
    ['KeeOTP of Steam', { Title: 'Steam', otp: `type=Steam&key=${secretBase32}&step=30&size=5` }, [steam]],
    ['KeeOTP of Steam by its encoder', { Title: 'Steam', otp: `key=${secretBase32}&encoder=steam` }, [steam]],
    [
      'KeeOTP with an encoder that is not known',
      { otp: `key=${secretBase32}&type=Totp&encoder=other` },
      ['unsupported-kind'],
    ],
    [
      'a link of KeePassXC for an entry without names',
      { Title: '', UserName: '', otp: `otpauth://totp/KeePassXC:none?secret=${secretBase32}&issuer=KeePassXC` },
      [{ ...usual, issuer: '', accountName: '' }],
    ],
    [
      'such a link whose entry got its names later',
      { otp: `otpauth://totp/KeePassXC:none?secret=${secretBase32}&issuer=KeePassXC` },
      [usual],
    ],
    ['KeeOTP with words that every object has', { otp: `key=${secretBase32}&encoding=__proto__&__proto__=1` }, [usual]],
    ['the text of a secret', { 'TimeOtp-Secret': '12345678901234567890' }, [usual]],
    [
      'KeeTrayTOTP without settings',
      { 'TOTP Seed': `${secretBase32.slice(0, 16)} ${secretBase32.slice(16)}` },
      [usual],
    ],
    [
      'KeeTrayTOTP with a server for the time',
      { 'TOTP Seed': secretBase32, 'TOTP Settings': '30;6;t.example' },
      [usual],
    ],
    ['the same code in two spellings', { otp: secretBase32, 'TOTP Seed': secretBase32 }, [usual]],
    [
      'a counter beside a clock',
      { otp: secretBase32, 'HmacOtp-Secret-Base32': secretBase32 },
      [
        usual,
        { kind: 'hotp', issuer: 'Alder', accountName: 'ada', secretBase32, algorithm: 'SHA1', digits: 6, counter: 0 },
      ],
    ],
    [
      'a link and the same code of KeePass itself',
      { otp: `otpauth://totp/Alder:ada?secret=${secretBase32}&issuer=Alder`, 'TimeOtp-Secret-Base32': secretBase32 },
      [usual],
    ],
    [
      'a link and another code of KeePass itself, and one more of KeeTrayTOTP',
      { otp: secretBase32, 'TimeOtp-Secret-Base32': other, 'TOTP Seed': another },
      [usual, { ...usual, secretBase32: other }, { ...usual, secretBase32: another }],
    ],
    [
      'two spellings of KeePass that differ',
      { 'TimeOtp-Secret-Hex': secretHex, 'TimeOtp-Secret-Base32': other },
      [usual, { ...usual, secretBase32: other }],
    ],
    [
      'one secret with two lengths',
      { otp: secretBase32, 'TimeOtp-Secret-Base32': secretBase32, 'TimeOtp-Length': '8' },
      [usual, { ...usual, digits: 8 }],
    ],
    [
      'a link of a counter and the same counter of KeePass itself',
      {
        otp: `otpauth://hotp/Alder:ada?secret=${other}&issuer=Alder&counter=3`,
        'HmacOtp-Secret-Base32': other,
        'HmacOtp-Counter': '3',
      },
      [
        {
          kind: 'hotp',
          issuer: 'Alder',
          accountName: 'ada',
          secretBase32: other,
          algorithm: 'SHA1',
          digits: 6,
          counter: 3,
        },
      ],
    ],
    ['a code and one that is damaged', { otp: secretBase32, 'TOTP Seed': '1189' }, [usual, 'secret-not-base32']],
    ['no hexadecimal', { 'TimeOtp-Secret-Hex': 'xyz1' }, ['secret-not-base32']],
    [
      'an algorithm that is not known',
      { 'TimeOtp-Secret': 'x'.repeat(20), 'TimeOtp-Algorithm': 'HMAC-MD5' },
      ['unsupported-algorithm'],
    ],
    ['settings that are none', { 'TOTP Seed': secretBase32, 'TOTP Settings': '0;99' }, ['bad-digits']],
    ['none', { Password: 'hunter2', otp: ' ' }, []],
  ])('%s', (_, strings, expected) => {
    expect(codesOf(strings)).toEqual(expected);
  });
});
