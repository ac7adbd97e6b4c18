import { assert, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatOtpauthUri, isPinless, parseOtpauthUri, pinOf, pinText, readPasted, steamShape } from '@halfminute/otp';
import type { OtpAccount, PinlessAccount } from '@halfminute/otp';
import { requirePin } from '../src/pin.ts';
import { readLink } from '../src/uri/parse.ts';
import { anyAccount, hexOf, sampleBase32, sampleHex, secretOfHex } from './samples.ts';

const secret = secretOfHex(sampleHex);

function comparable(account: OtpAccount | PinlessAccount): object {
  const { secret: hidden, ...rest } = account;
  const pin = isPinless(account) ? null : pinOf(account);
  return { ...rest, secretHex: hexOf(hidden), pin: pin === null ? null : pinText(pin) };
}

describe('writing a link', () => {
  const totp: OtpAccount = {
    kind: 'totp',
    issuer: 'Ente Quay',
    accountName: 'nora+x@example.com',
    secret,
    algorithm: 'SHA256',
    digits: 8,
    periodSeconds: 45,
    unknownParameters: [['codeDisplay', '{"a":"&"}']],
  };

  it('says everything, in the form that most programs read', () => {
    expect(formatOtpauthUri(totp)).toBe(
      `otpauth://totp/Ente%20Quay:nora%2Bx%40example.com?secret=${sampleBase32}&issuer=Ente%20Quay&algorithm=SHA256&digits=8&period=45&codeDisplay=%7B%22a%22%3A%22%26%22%7D`,
    );
  });

  it('gives a counter account its counter, and no period', () => {
    const { periodSeconds: _, unknownParameters: __, ...names } = totp;
    const hotp: OtpAccount = { ...names, kind: 'hotp', counter: 127, unknownParameters: [] };
    expect(formatOtpauthUri(hotp)).toBe(
      `otpauth://hotp/Ente%20Quay:nora%2Bx%40example.com?secret=${sampleBase32}&issuer=Ente%20Quay&algorithm=SHA256&digits=8&counter=127`,
    );
  });

  it('gives a Steam account its kind, so that no program shows figures for it', () => {
    const steam: OtpAccount = {
      kind: 'steam',
      issuer: 'Steam',
      accountName: 'nora',
      secret,
      ...steamShape,
      unknownParameters: [],
    };
    expect(formatOtpauthUri(steam)).toBe(
      `otpauth://steam/Steam:nora?secret=${sampleBase32}&issuer=Steam&algorithm=SHA1&digits=5&period=30`,
    );
  });

  it.each([
    ['', '', ''],
    ['', 'nora', 'nora'],
    ['', 'a:b', ':a%3Ab'],
    ['A', '', 'A:'],
    ['A:B', 'c', 'A%3AB:c'],
    ['שלום', '🌊', '%D7%A9%D7%9C%D7%95%D7%9D:%F0%9F%8C%8A'],
  ])('parts issuer "%s" and account name "%s" by a raw colon: %s', (issuer, accountName, label) => {
    const link = formatOtpauthUri({ ...totp, issuer, accountName });
    expect(link.slice('otpauth://totp/'.length, link.indexOf('?'))).toBe(label);
    expect(link.includes('issuer=')).toBe(issuer !== '');
    expect(parseOtpauthUri(link)).toMatchObject({ issuer, accountName });
  });

  it('encodes signs that a text around it might take for its own', () => {
    expect(formatOtpauthUri({ ...totp, accountName: "(a)'b'*c!" })).toContain(':%28a%29%27b%27%2Ac%21?');
  });

  it('survives half a character', () => {
    expect(formatOtpauthUri({ ...totp, accountName: 'a\ud800' })).toContain('a%EF%BF%BD');
  });

  it('is read back as the same account, whatever it is', () => {
    assert(
      property(anyAccount, (account) => {
        const link = formatOtpauthUri(account);
        expect(comparable(parseOtpauthUri(link))).toEqual(comparable(account));
        // One line, and of characters that every mail and every QR code carries.
        expect(link).toMatch(/^[\x21-\x7e]+$/);
        expect(formatOtpauthUri(requirePin(readLink(link).account))).toBe(link);
        expect(comparable(readPasted(`see <${link}>, bye`).account)).toEqual(comparable(account));
      }),
      { numRuns: 400 },
    );
  });
});
