import { describe, expect, it } from 'vitest';
import { namesOfLink, parseOtpauthUri, readPasted } from '@halfminute/otp';
import { mayHoldLongCode, messageToShow, nameToShow } from '../src/secret-in-text.ts';
import { refusalOf, sampleBase32 } from './samples.ts';

const long = sampleBase32.repeat(2);

describe('a secret', () => {
  it.each(['digits', 'period', 'algorithm', 'counter'])('in the place of %s is in no message', (name) => {
    for (const value of [long, sampleBase32.toLowerCase(), 'JBSW Y3DP EHPK 3PXP', '48656c6c6f21deadbeef']) {
      const link = `otpauth://hotp/a?secret=${sampleBase32}&${name === 'period' ? 'digits' : name}=${value}`;
      const { message } = refusalOf(() => parseOtpauthUri(link));
      expect(message).toContain('=(hidden) ');
    }
  });

  it.each([
    [`otpauth://totp/A:b?secret=${long}&issuer=X;secret=${long}`, 'X', 'A:b'],
    [`otpauth://totp/A:b?secret=${long}&issuer=A%26secret%3D${long}`, 'A', 'A:b'],
    [`otpauth://totp/A:b?secret=${long}&issuer=A?secret=${long.toLowerCase()}`, 'A', 'b'],
    [`otpauth://totp/${long}?secret=${long}&issuer=A`, 'A', ''],
    [`otpauth://totp/A:b%20${long}?secret=${long}&issuer=A`, 'A', 'b'],
  ])('is in no name of its own link: %s', (link, issuer, accountName) => {
    const account = parseOtpauthUri(link);
    expect(account.issuer).toBe(issuer);
    expect(`${account.issuer}|${account.accountName}`.toUpperCase()).not.toContain(sampleBase32);
    expect(account.accountName).toBe(accountName);
  });

  it('in the name of another is refused, since it can be neither shown nor left out', () => {
    const refusal = refusalOf(() => readPasted(`otpauth://totp/A:b?secret=${long}&issuer=X;secret=GEZDGNBVGY3TQOJQ`));
    expect(refusal.code).toBe('several-codes');
    expect(refusal.message).not.toContain('GEZD');
  });

  it('costs no name that only resembles one', () => {
    const account = parseOtpauthUri(`otpauth://totp/Secret%3Dwords:b?secret=${long}&issuer=CONFIDENTIALITYNOTE`);
    expect(account.issuer).toBe('CONFIDENTIALITYNOTE');
  });

  it.each([
    [`otpauth://totp/A:b?issuer=X;secret=${long}`, 'X', 'A:b'],
    [`otpauth://totp/A:b?issuer=A%26secret%3D${long}`, 'A', 'A:b'],
    [`otpauth://totp/A:b?secret=${long}&digits=6&digits=8`, 'A', 'b'],
    [`otpauth://totp/A:${long}1?secret=${long}1`, 'A', ''],
    ['hello', '', ''],
  ])('is in no name of a damaged link: %s', (link, issuer, accountName) => {
    const names = namesOfLink(link);
    expect([nameToShow(names.issuer), nameToShow(names.accountName)]).toEqual([issuer, accountName]);
  });

  it('is told from words, numbers and what is too short', () => {
    for (const text of ['SHA512/256', '18446744073709551615', 'x'.repeat(40), 'JBSWY3DP', 'six digits']) {
      expect(mayHoldLongCode(text)).toBe(false);
    }
    expect(messageToShow(`Bundesverwaltungsgericht ${long}.`)).toBe('Bundesverwaltungsgericht (hidden).');
    expect(nameToShow('Bank JBSW Y3DP EHPK 3PXP')).toBe('Bank');
    expect(nameToShow(`otpauth://totp/x?secret=${long}`)).toBe('');
    expect(nameToShow('Bundesverwaltungsgericht')).toBe('Bundesverwaltungsgericht');
  });
});

describe('a page', () => {
  it('that says another kind, or a counter without one, is refused', () => {
    expect(refusalOf(() => readPasted(`Key: ${long}\nType: Steam`)).code).toBe('unsupported-kind');
    expect(refusalOf(() => readPasted(`Key: ${long}\nCounter: 7`)).code).toBe('bad-counter');
    expect(readPasted(`secret: ${long}\nhash_algorithm: SHA512\nnum-digits: 8`).account).toMatchObject({
      algorithm: 'SHA512',
      digits: 8,
    });
  });
});

describe('a long code that ends in a sign for what is missing', () => {
  it.each(['?', '??', '*', '...', '*.'])('is refused, and never read by its part: %s', (sign) => {
    for (const text of [`${long.slice(0, -1)}${sign}`, `Key: ${long.slice(0, -1)}${sign}`]) {
      expect(refusalOf(() => readPasted(text)).code).toBe('secret-not-base32');
    }
  });

  it.each([`Is it ${long}?`, `**${long}**`, `*${long.slice(0, -1)}*`, `"${long}..."`])('but not in: %s', (text) => {
    expect(readPasted(text).from).toBe('long-code');
  });
});
