import { describe, expect, it } from 'vitest';
import { parseOtpauthUri } from '@halfminute/otp';
import type { OtpAccount, PinlessAccount } from '@halfminute/otp';
import { readLink } from '../src/uri/parse.ts';
import { hexOf, sampleBase32, sampleHex } from './samples.ts';

function shown({ secret, ...rest }: OtpAccount | PinlessAccount): object {
  return { ...rest, secretHex: hexOf(secret) };
}

describe('a Steam link', () => {
  const steam = {
    kind: 'steam',
    issuer: 'Steam',
    accountName: 'nora',
    secretHex: sampleHex,
    algorithm: 'SHA1',
    digits: 5,
    periodSeconds: 30,
    unknownParameters: [],
  };

  it.each([
    `otpauth://steam/Steam:nora?secret=${sampleBase32}`,
    `otpauth://STEAM/Steam:nora?secret=${sampleBase32}&digits=5&period=30&algorithm=SHA1`,
    `otpauth://steam/Steam:nora?secret=${sampleBase32}&digits=&period=&algorithm=`,
    `otpauth://steam/Steam:nora?secret=${sampleBase32}&digits=05&period=030&algorithm=hmac-sha-1`,
    `otpauth://totp/Steam:nora?secret=${sampleBase32}&digits=5&issuer=Steam&encoder=steam`,
    `otpauth://totp/Steam:nora?secret=${sampleBase32}&encoder=Steam%20`,
    `otpauth://steam/Steam:nora?secret=${sampleBase32}&encoder=steam`,
  ])('is known by its kind or its encoder: %s', (link) => {
    const { account, warnings } = readLink(link);
    expect(shown(account)).toEqual(steam);
    expect(warnings).toEqual([]);
  });

  it("is known by Stratum's mark behind the issuer, which is no part of the issuer's name", () => {
    const { account, warnings } = readLink(`otpauth://totp/Epic%3Anora?secret=${sampleBase32}&issuer=Epic&steam`);
    expect(shown(account)).toEqual({ ...steam, issuer: 'Epic' });
    expect(warnings).toEqual([]);
  });

  it('is not known by a name that only ends so', () => {
    const figures = { kind: 'totp', digits: 6 };
    const linkOf = (end: string): string => `otpauth://totp/nora?secret=${sampleBase32}&issuer=${end}`;
    expect(readLink(linkOf('Epic&Steam')).account).toMatchObject({ ...figures, issuer: 'Epic&Steam' });
    expect(readLink(linkOf('Epic%26steam')).account).toMatchObject({ ...figures, issuer: 'Epic&steam' });
    expect(readLink(linkOf('Epic&steam=no')).account).toMatchObject({ ...figures, issuer: 'Epic' });
    expect(readLink(`otpauth://hotp/nora?secret=${sampleBase32}&counter=1&steam`).account.kind).toBe('hotp');
  });

  it('has five letters every 30 seconds with SHA1, and what a link says against it is said aloud', () => {
    const { account, warnings } = readLink(
      `otpauth://steam/Steam:nora?secret=${sampleBase32}&digits=6&period=60&algorithm=SHA256`,
    );
    expect(shown(account)).toEqual(steam);
    expect(warnings).toEqual([
      {
        code: 'parameter-ignored',
        message: "digits=6 does not apply: Steam's codes have five characters, 30 seconds and SHA1.",
        parameter: 'digits',
      },
      {
        code: 'parameter-ignored',
        message: "period=60 does not apply: Steam's codes have five characters, 30 seconds and SHA1.",
        parameter: 'period',
      },
      {
        code: 'parameter-ignored',
        message: "algorithm=SHA256 does not apply: Steam's codes have five characters, 30 seconds and SHA1.",
        parameter: 'algorithm',
      },
    ]);
  });

  it.each([
    `otpauth://totp/Steam:nora?secret=${sampleBase32}&issuer=Steam`,
    `otpauth://totp/nora?secret=${sampleBase32}&issuer=Steam`,
    `otpauth://totp/Steam:nora?secret=${sampleBase32}&digits=5`,
    `otpauth://totp/Steam:nora?secret=${sampleBase32}&digits=5&period=30&algorithm=SHA1&encoder=`,
  ])('is known by its name too, where nothing speaks against it, and that is said: %s', (link) => {
    const { account, warnings } = readLink(link);
    expect(account).toMatchObject({
      kind: 'steam',
      issuer: 'Steam',
      accountName: 'nora',
      digits: 5,
      periodSeconds: 30,
    });
    expect(hexOf(account.secret)).toBe(sampleHex);
    expect(warnings).toEqual([
      {
        code: 'steam-assumed',
        message:
          "The link is Steam's, so it is read for Steam's codes of five letters and figures. If the service wants figures alone, choose another type under Advanced.",
      },
    ]);
  });

  it.each([
    ['Steam', '&digits=6'],
    ['Steam', '&period=60'],
    ['Steam', '&algorithm=SHA256'],
    ['Steam', '&encoder=other'],
    ['Steamboat', '&digits=5'],
    ['My%20Steam', '&digits=5'],
    ['Steam%20Rooms', '&digits=5'],
  ])('is not made of a plain one of %s with %s', (issuer, query) => {
    const { account, warnings } = readLink(`otpauth://totp/${issuer}:nora?secret=${sampleBase32}${query}`);
    expect(account.kind).toBe('totp');
    expect(warnings).toEqual([]);
  });

  it.each([
    'Steam:nora?issuer=Steam%20(nora)&digits=5',
    'nora?issuer=store.steampowered.com',
    'Steam:nora?issuer=steampowered.com',
    // As WinAuth keeps it.
    'WinAuth:nora?digits=5&deviceid=android%3A1d2c',
  ])('is known by other names of it, too: %s', (rest) => {
    const { account, warnings } = readLink(`otpauth://totp/${rest}&secret=${sampleBase32}`);
    expect(account.kind).toBe('steam');
    expect(warnings.map(({ code }) => code)).toEqual(['steam-assumed']);
  });

  it.each([
    // An account that is called so: its own link of five figures comes back as it was.
    'Steam?digits=5',
    'Steamboat?digits=5',
    'nora:Steam?digits=5',
    'Steam:nora?issuer=Valve',
    'WinAuth:nora?digits=6&deviceid=android%3A1d2c',
    'A:nora?digits=5&deviceid=x',
  ])('is not made of one that may be of another service: %s', (rest) => {
    expect(readLink(`otpauth://totp/${rest}&secret=${sampleBase32}`).account.kind).toBe('totp');
  });

  it('may be called Steam Community or Steam Guard', () => {
    for (const issuer of ['Steam%20Community', 'steam-guard', 'SteamGuard', 'STEAM']) {
      expect(parseOtpauthUri(`otpauth://totp/${issuer}:nora?secret=${sampleBase32}`).kind).toBe('steam');
    }
    expect(parseOtpauthUri(`otpauth://hotp/Steam:nora?secret=${sampleBase32}&counter=1`).kind).toBe('hotp');
  });

  it('keeps an encoder it does not know', () => {
    expect(parseOtpauthUri(`otpauth://totp/A:b?secret=${sampleBase32}&encoder=other`)).toMatchObject({
      kind: 'totp',
      unknownParameters: [['encoder', 'other']],
    });
  });
});
