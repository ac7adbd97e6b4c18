import { describe, expect, it } from 'vitest';
import { readPlain, secretBase32, secretHex, steam, summary, usual } from './samples.ts';

const secret = [...Int8Array.from(Buffer.from(secretHex, 'hex'))];
const token = {
  algo: 'SHA1',
  counter: 0,
  digits: 6,
  issuerExt: 'Alder',
  label: 'ada',
  period: 30,
  secret,
  type: 'TOTP',
};
const plus = (...tokens: readonly unknown[]) => readPlain({ tokens, tokenOrder: [] });

/** The file of version 1: each token a text under its name. */
const xml = (texts: Readonly<Record<string, unknown>>): string =>
  `<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>${Object.entries(texts)
    .map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return `<string name="${name}">${text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}</string>`;
    })
    .join('')}</map>`;

describe('a token of FreeOTP and FreeOTP+', () => {
  it('whose service is Steam makes letters, as the programs do for that name alone', async () => {
    const ofSteam = { ...token, issuerExt: 'Steam', digits: 5 };
    expect(summary(await plus(ofSteam, { ...ofSteam, issuerAlt: 'Games' }))).toEqual([
      steam,
      { ...steam, issuer: 'Games' },
    ]);
    expect(summary(await readPlain(xml({ 'Steam:ada': ofSteam, tokenOrder: '["Steam:ada"]' })))).toEqual([steam]);
    expect(
      summary(await plus({ ...token, issuerExt: '', issuerInt: 'Steam' }, { ...token, issuerExt: 'steam' })),
    ).toMatchObject([
      { kind: 'totp', issuer: 'Steam' },
      { kind: 'totp', issuer: 'steam' },
    ]);
  });

  it('that counts and was never used begins at 0', async () => {
    const counting = { ...token, type: 'HOTP' };
    expect(
      summary(await plus({ ...counting, counter: -1 }, { ...counting, counter: 7 }, { ...counting, counter: -2 })),
    ).toMatchObject([{ kind: 'hotp', counter: 0 }, { kind: 'hotp', counter: 7 }, 'bad-counter']);
  });

  it('has the names that it was given in the program', async () => {
    expect(summary(await plus({ ...token, issuerAlt: 'Birch', labelAlt: 'kai' }))).toEqual([
      { ...usual, issuer: 'Birch', accountName: 'kai' },
    ]);
  });

  it('that the first versions kept as a link is read, with the names that it was given', async () => {
    const link = `otpauth://totp/Alder:ada?secret=${secretBase32}&issuer=Alder`;
    const texts = {
      'Alder:ada': `${link}&algorithm=SHA1&digits=6&period=30`,
      'Alder:old': `${link}&issueralt=Birch&labelalt=kai`,
      'Alder:gone': 'otpauth://totp/Alder:gone?issuer=Alder',
      tokenOrder: '["Alder:ada","Alder:old","Alder:gone"]',
    };
    const read = await readPlain(xml(texts));
    expect(summary(read)).toEqual([usual, { ...usual, issuer: 'Birch', accountName: 'kai' }, 'secret-missing']);
    expect(read.entries[1]).toMatchObject({ account: { unknownParameters: [] } });
  });
});
