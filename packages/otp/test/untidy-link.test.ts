import { describe, expect, it } from 'vitest';
import { parseOtpauthUri } from '@halfminute/otp';
import { readLink } from '../src/uri/parse.ts';
import { hexOf, namesIn, refusalOf, sampleBase32, sampleHex } from './samples.ts';

const plain = `otpauth://totp/A:b?secret=${sampleBase32}`;

describe('a parameter under another name', () => {
  it.each([
    ['algo=SHA256', 'SHA256 6 30', 'algorithm'],
    ['Algo=sha512', 'SHA512 6 30', 'algorithm'],
    ['interval=60', 'SHA1 6 60', 'period'],
    ['digit=8', 'SHA1 8 30', 'digits'],
  ])('is read, and that is said: %s', (query, expected, parameter) => {
    const { account, warnings } = readLink(`${plain}&${query}`);
    const period = account.kind === 'totp' ? account.periodSeconds : 0;
    expect(`${account.algorithm} ${account.digits} ${period}`).toBe(expected);
    expect(account.unknownParameters).toEqual([]);
    expect(warnings).toEqual([
      {
        code: 'parameter-misnamed',
        message: `The link says "${query.split('=', 1)[0]}" where others say "${parameter}", and is read so. Compare the code with the page.`,
        parameter,
      },
    ]);
  });

  it.each(['algo=SHA1', 'digit=6', 'interval=30'])('is no news where it says what is usual: %s', (query) => {
    const { account, warnings } = readLink(`${plain}&${query}`);
    expect(account).toMatchObject({ algorithm: 'SHA1', digits: 6, periodSeconds: 30 });
    expect(warnings).toEqual([]);
  });

  it.each(['algorithm=SHA512&algo=SHA256', 'digits=7&digit=8', 'period=45&interval=60', 'algo=x', 'interval=weekly'])(
    'stays what it is beside the usual one, or with another meaning: %s',
    (query) => {
      const { account, warnings } = readLink(`${plain}&${query}`);
      expect(account.unknownParameters).toHaveLength(1);
      expect(warnings).toEqual([]);
    },
  );

  it('stays what it is in a link to whose kind it does not apply', () => {
    for (const link of [
      `otpauth://hotp/A:b?secret=${sampleBase32}&counter=1&interval=60`,
      'motp://A:b?secret=9a093b4ac8779d7a&digit=8',
    ]) {
      expect(readLink(link).account.unknownParameters).toHaveLength(1);
      expect(readLink(link).warnings).toEqual([]);
    }
  });

  it('is refused as the usual one would be', () => {
    expect(refusalOf(() => readLink(`${plain}&algo=MD5`)).code).toBe('unsupported-algorithm');
    expect(refusalOf(() => readLink(`${plain}&digit=12`)).code).toBe('bad-digits');
    expect(refusalOf(() => readLink(`${plain}&algo=SHA1&algo=SHA256`)).code).toBe('unsupported-algorithm');
  });
});

describe('parameters that nobody encoded', () => {
  it.each([
    ['&issuer=A&=y', 'A | b'],
    ['&digits=6&issuer=Salt&Pepper', 'Salt&Pepper | A:b'],
    ['&issuer=A&amp', 'A&amp | A:b'],
  ])('leave the issuer as it was meant: %s', (query, expected) => {
    expect(namesIn(`${plain}${query}`)).toBe(expected);
  });

  it.each([
    ['&xsecret=a#b', [['xsecret', 'a#b']]],
    ['&secretx=a#b', [['secretx', 'a#b']]],
    ['&bom=%EF%BB%BFx', [['bom', '\ufeffx']]],
    ['&x=a%z4%4%zz%', [['x', 'a%z4%4%zz%']]],
    ['&x=%2g%G2%41', [['x', '%2g%G2A']]],
  ])('are kept as they are: %s', (query, unknown) => {
    expect(parseOtpauthUri(`${plain}${query}`).unknownParameters).toEqual(unknown);
  });
});

describe("a link out of a mail's source", () => {
  const warning = {
    code: 'mail-encoding-undone',
    message:
      'The link comes from a mail\'s source, where "=" is written "=3D"; that was undone. Compare the code with the page.',
  };

  it.each([
    `otpauth://totp/A:b?secret=3D${sampleBase32}&issuer=3DA`,
    `otpauth://totp/A:b?secret=3D${sampleBase32}&issuer=3DA&digits=3D6&x=`,
    `otpauth://totp/A:b?secret=3d${sampleBase32}&digits=3d6`,
    `otpauth://totp/A:b?secret=3D${sampleBase32}`,
    `otpauth://totp/A:b?secret=3D${sampleBase32}=3D=3D&period=3D30`,
  ])('never has the key that begins with 3D: %s', (link) => {
    const { account, warnings } = readLink(link);
    expect(hexOf(account.secret)).toBe(sampleHex);
    expect(account).toMatchObject({ issuer: 'A', accountName: 'b', digits: 6 });
    expect(warnings).toEqual([warning]);
  });

  it('has its other characters undone too', () => {
    expect(namesIn(`otpauth://totp/M=C3=BCll:nora=40x?secret=3D${sampleBase32}&digits=3D6`)).toBe('Müll | nora@x');
  });

  it('has an unusual secret too, where a second value says so', () => {
    const { account, warnings } = readLink('otpauth://totp/A:b?secret=3DJBSWY3DPEHPK&digits=3D6');
    expect(account.secret.byteLength).toBe(7);
    expect(warnings).toContainEqual(warning);
  });

  it.each([16, 17, 19, 20, 26, 32, 52, 56, 64, 103])('is not seen in a single secret of %i characters', (length) => {
    const secret = '3D'.padEnd(length, sampleBase32);
    const { account, warnings } = readLink(`otpauth://totp/A:b?secret=${secret}`);
    // "3D" is 11011 00011.
    expect(account.secret.reveal()[0]).toBe(0b11011000);
    expect(warnings.filter(({ code }) => code === 'mail-encoding-undone')).toEqual([]);
  });

  it.each([18, 28, 34, 54, 58, 66, 105])('is seen in a single secret of %i characters', (length) => {
    const secret = '3D'.padEnd(length, sampleBase32);
    for (const padding of ['', '=3D', '=3D=3D=3D=3D']) {
      const { account, warnings } = readLink(`otpauth://totp/A:b?secret=${secret}${padding}`);
      expect(account.secret.reveal()[0]).toBe(0x48);
      expect(warnings).toContainEqual(warning);
    }
  });

  it('is not seen where one value says otherwise', () => {
    expect(readLink(`otpauth://totp/A:b?secret=3DBSWY3DPEHPK3PX&issuer=A`).warnings).toEqual([]);
    expect(refusalOf(() => readLink(`otpauth://totp/A:b?secret=3DBSWY3DPEHPK3PX&issuer=A&digits=3D6`))).toMatchObject({
      code: 'bad-digits',
      looksLike: 'mail-encoding',
    });
  });
});
