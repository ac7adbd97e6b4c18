import { describe, expect, it } from 'vitest';
import { parseOtpauthUri } from '@halfminute/otp';
import { hexOf, refusalOf, sampleBase32, sampleHex } from './samples.ts';

const plain = `otpauth://totp/A:b?secret=${sampleBase32}`;

describe('a link is refused', () => {
  it.for<[title: string, link: string, code: string, message: string, parameter?: string]>([
    [
      'without a question mark',
      'otpauth://totp/A:b',
      'secret-missing',
      'This link has no "?secret=", so the long code is missing. Copy the link again, or the long code itself.',
      'secret',
    ],
    [
      'with the secret in the path',
      `otpauth://totp/A/secret=${sampleBase32}`,
      'secret-missing',
      'This link has no "?secret=", so the long code is missing. Copy the link again, or the long code itself.',
      'secret',
    ],
    [
      'without a secret',
      'otpauth://totp/A:b?issuer=A',
      'secret-missing',
      'This link has no "secret", so the long code is missing. Copy the link again, or the long code itself.',
      'secret',
    ],
    [
      'with nothing behind the question mark',
      'otpauth://totp/A:b?',
      'secret-missing',
      'This link has no "secret", so the long code is missing. Copy the link again, or the long code itself.',
      'secret',
    ],
    [
      'with an empty secret',
      'otpauth://totp/A:b?secret=&issuer=A',
      'secret-missing',
      '"secret" is empty in this link, so the long code is missing. Copy the long code itself.',
      'secret',
    ],
    [
      'with a secret of blanks',
      'otpauth://totp/A:b?secret=%20%20',
      'secret-missing',
      '"secret" is empty in this link, so the long code is missing. Copy the long code itself.',
      'secret',
    ],
    [
      'with what a program writes for nothing',
      'otpauth://totp/A:b?secret=undefined&issuer=A',
      'secret-missing',
      '"secret" is "undefined" in this link: the service forgot to fill it in. Ask the page for a new one, or copy the long code.',
      'secret',
    ],
    [
      'with null for a secret',
      'otpauth://totp/A:b?secret=null',
      'secret-missing',
      '"secret" is "null" in this link: the service forgot to fill it in. Ask the page for a new one, or copy the long code.',
      'secret',
    ],
    [
      'with a secret of one character',
      'otpauth://totp/A:b?secret=M',
      'secret-too-short',
      'This code is too short: 1 character, less than one byte; at least 16 are usual.',
      'secret',
    ],
    [
      'with a secret of seven characters',
      'otpauth://totp/A:b?secret=JBSWY3D',
      'secret-too-short',
      'This code is too short: 7 characters; at least 16 are usual.',
      'secret',
    ],
    [
      'with a secret that is no base32',
      'otpauth://totp/A:b?secret=7kqv0t3m',
      'secret-not-base32',
      'Character 5 of "secret", "0", is not used in such codes. Did you mean O?',
      'secret',
    ],
    [
      'with padding inside the secret',
      'otpauth://totp/A:b?secret=JBSW==Y3DP',
      'secret-not-base32',
      'Character 5 of "secret", "=", ends a code, but more follows. Paste one code alone.',
      'secret',
    ],
    [
      'with a secret that is too long',
      `otpauth://totp/A:b?secret=${'A'.repeat(1641)}`,
      'secret-too-long',
      'This code is too long: it holds more than 1024 bytes. Copy the code alone.',
      'secret',
    ],
    [
      'with a secret that is far too long',
      `otpauth://totp/A:b?secret=${'A'.repeat(9000)}`,
      'secret-too-long',
      'This code is too long: it holds more than 1024 bytes. Copy the code alone.',
      'secret',
    ],
    [
      'with two secrets',
      `${plain}&secret=KRSXG5CTMVRXEZLU`,
      'several-codes',
      '"secret" stands in this link 2 times with different values. Copy the link again, or the long code.',
      'secret',
    ],
    [
      'with two numbers of digits',
      `${plain}&digits=6&digits=8`,
      'bad-digits',
      '"digits" stands in this link 2 times with different values. Copy the link again, or the long code.',
      'digits',
    ],
    [
      'with three periods',
      `${plain}&period=10&period=20&period=30`,
      'bad-period',
      '"period" stands in this link 3 times with different values. Copy the link again, or the long code.',
      'period',
    ],
    [
      'with two counters',
      `otpauth://hotp/A:b?secret=${sampleBase32}&counter=1&counter=2`,
      'bad-counter',
      '"counter" stands in this link 2 times with different values. Copy the link again, or the long code.',
      'counter',
    ],
    [
      'with two algorithms',
      `${plain}&algorithm=SHA1&algorithm=SHA256`,
      'unsupported-algorithm',
      '"algorithm" stands in this link 2 times with different values. Copy the link again, or the long code.',
      'algorithm',
    ],
    [
      'with eleven digits',
      `${plain}&digits=11`,
      'bad-digits',
      'digits=11 cannot be used. A code has 4 to 10 digits, mostly 6.',
      'digits',
    ],
    [
      'with no period at all',
      `${plain}&period=0`,
      'bad-period',
      'period=0 cannot be used. A code lives for 1 to 86400 whole seconds, mostly 30.',
      'period',
    ],
    [
      'with a counter beyond 2^53 - 1',
      `otpauth://hotp/A:b?secret=${sampleBase32}&counter=9007199254740993`,
      'bad-counter',
      'counter=9007199254740993 cannot be used. A counter is a whole number from 0 to 9007199254740991.',
      'counter',
    ],
    [
      'with MD5',
      `${plain}&algorithm=MD5`,
      'unsupported-algorithm',
      'algorithm=MD5 is not supported. Codes are made with SHA1, SHA256 or SHA512: ask the service for one of these.',
      'algorithm',
    ],
    [
      'without a kind',
      `otpauth://?secret=${sampleBase32}`,
      'unsupported-kind',
      'The link does not say what kind of code it makes: "totp" or "hotp" is missing after "otpauth://". Copy it again, or the long code.',
    ],
    [
      'with the long code where the kind belongs',
      'otpauth://JBSWY3DPEHPK3PXP',
      'unsupported-kind',
      'The link does not say what kind of code it makes: "totp" or "hotp" is missing after "otpauth://". Copy it again, or the long code.',
    ],
    [
      'with a long code of letters alone where the kind belongs',
      'otpauth://ABCDEFGHIJKLMNOP/A:b',
      'unsupported-kind',
      'The link does not say what kind of code it makes: "totp" or "hotp" is missing after "otpauth://". Copy it again, or the long code.',
    ],
    [
      'of an unknown kind',
      `otpauth://ocra-1/A:b?secret=${sampleBase32}`,
      'unsupported-kind',
      'The kind "ocra-1" is not supported. Halfminute makes codes of the kinds totp, hotp, steam, motp and yaotp: ask the service for one of these.',
    ],
    [
      'of the Yandex kind, without its PIN',
      'otpauth://yaotp/nora?secret=GPB5LJN72IIGV7IX5NRO45TZRM',
      'needs-pin',
      'Yandex makes its codes with a PIN, and there is none yet. Give the PIN that you chose there.',
      'pin',
    ],
    [
      'that asks by push',
      'otpauth://pipush/PIPU0001?url=https%3A%2F%2Fpi.example&issuer=x',
      'proprietary-push',
      'A link that begins with "otpauth://pipush" works only in the app privacyIDEA Authenticator. Go back on that page and choose "another authenticator app"; it then shows a code for every authenticator.',
    ],
    [
      'whose long code is only the half of it',
      `otpauth://totp/A:b?secret=${sampleBase32}&issuer=A&2step_salt=8&2step_output=20&2step_difficulty=10000`,
      'unsupported-kind',
      'This link holds only a part of the long code: the app privacyIDEA Authenticator makes the rest, so that every code would be wrong. Ask for a token that is enrolled in one step.',
      '2step_salt',
    ],
    [
      'of Steam with a counter',
      `otpauth://hotp/A:b?secret=${sampleBase32}&encoder=steam&counter=1`,
      'unsupported-kind',
      'This link asks for a Steam code from a counter, and Steam has none. Copy the link again.',
    ],
  ])('%s', ([, link, code, message, parameter]) => {
    const refusal = refusalOf(() => parseOtpauthUri(link));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toBe(message);
    expect(refusal.parameter).toBe(parameter);
    expect(refusal.message).not.toContain(sampleBase32);
  });

  it('whose whole was encoded more than three times', () => {
    let link = plain;
    for (let layer = 1; layer <= 4; layer++) {
      link = encodeURIComponent(link);
      if (layer <= 3) {
        expect(hexOf(parseOtpauthUri(link).secret)).toBe(sampleHex);
      } else {
        expect(refusalOf(() => parseOtpauthUri(link)).code).toBe('not-an-otp-code');
      }
    }
    const html = (count: number): string => `otpauth://totp/A:b?digits=6&${'amp;'.repeat(count)}secret=${sampleBase32}`;
    expect(hexOf(parseOtpauthUri(html(3)).secret)).toBe(sampleHex);
  });

  it('of another kind, though the whole was encoded', () => {
    expect(refusalOf(() => parseOtpauthUri('otpauth-migration%3A%2F%2Foffline%3Fdata%3DAA')).looksLike).toBe(
      'transfer-code',
    );
    expect(hexOf(parseOtpauthUri(`apple-${encodeURIComponent(plain)}`).secret)).toBe(sampleHex);
  });

  it('beyond 65,536 characters', () => {
    expect(parseOtpauthUri(`${plain}&x=`.padEnd(65_536, 'y'))).toMatchObject({ kind: 'totp' });
    const refusal = refusalOf(() => parseOtpauthUri(`${plain}&x=`.padEnd(65_537, 'y')));
    expect(refusal.code).toBe('too-long');
    expect(refusal.message).toBe('This link is too long: more than 65536 characters.');
  });

  it.each([
    [
      'otpauth-migration://offline?data=AAAA',
      'unsupported-kind',
      'This is a transfer code of Google Authenticator, which holds several accounts at once. Import it, as a text or a picture: what it holds is shown before anything is added.',
      'transfer-code',
    ],
    [
      'https://example.com/x',
      'not-an-otp-code',
      'This is a web address, not a code. If that page offers "another authenticator app", choose it. The long code is under "Trouble scanning?".',
      'web-address',
    ],
    [
      'mailto:ada@firm.example',
      'not-an-otp-code',
      'This is an e-mail address, not a code. The long code is under "Trouble scanning?".',
      undefined,
    ],
    [
      'hello',
      'not-an-otp-code',
      'This is no link to a code for one-time passwords. The long code is under "Trouble scanning?".',
      undefined,
    ],
    [
      '',
      'not-an-otp-code',
      'This is no link to a code for one-time passwords. The long code is under "Trouble scanning?".',
      undefined,
    ],
    [
      'xotpauth://totp/A',
      'not-an-otp-code',
      'This is no link to a code for one-time passwords. The long code is under "Trouble scanning?".',
      undefined,
    ],
  ])('when it is none: %s', (link, code, message, looksLike) => {
    const refusal = refusalOf(() => parseOtpauthUri(link));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toBe(message);
    expect(refusal.looksLike).toBe(looksLike);
  });
});
