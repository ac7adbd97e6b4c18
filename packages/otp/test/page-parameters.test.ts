import { describe, expect, it } from 'vitest';
import { readPasted } from '@halfminute/otp';
import { hexOf, refusalOf, sampleBase32, sampleHex } from './samples.ts';

/** "kind algorithm digits period-or-counter" of a key that is pasted with the lines around it. */
function read(lines: string): string {
  const { account } = readPasted(lines.replace('KEY', sampleBase32));
  expect(hexOf(account.secret)).toBe(sampleHex);
  const last = account.kind === 'hotp' ? `counter ${account.counter}` : `${account.periodSeconds} s`;
  return `${account.kind} ${account.algorithm} ${account.digits} ${last}`;
}

describe('what a page says of its key', () => {
  it.each([
    ['Key: KEY\nType: Time-based\nAlgorithm: SHA1\nDigits: 6\nInterval: 30', 'totp SHA1 6 30 s'],
    ['Key: KEY\nType: Time-based\nAlgorithm: SHA256\nDigits: 8\nInterval: 60', 'totp SHA256 8 60 s'],
    ['Algorithm: HmacSHA512\r\nKey: KEY\r\n', 'totp SHA512 6 30 s'],
    ['Secret: KEY\nPeriod: 60 seconds\nCode length: 8 digits', 'totp SHA1 8 60 s'],
    ['Secret: KEY\nPeriod: 45s\nNumber of digits: 7 (usual)', 'totp SHA1 7 45 s'],
    ['Schl\u00fcssel: KEY\nIntervall: 60 Sekunden', 'totp SHA1 6 60 s'],
    ['KEY\nAlgorithm: SHA256', 'totp SHA256 6 30 s'],
    ['- **Key**: KEY\n- **Digits**: 8', 'totp SHA1 8 30 s'],
    ['{\n  "secret": "KEY",\n  "algorithm": "SHA256",\n  "digits": 8,\n  "period": 60\n}', 'totp SHA256 8 60 s'],
    ['secret = KEY\nalgorithm = sha-256', 'totp SHA256 6 30 s'],
    ['Key: KEY\nAlgorithm: TOTP\nHash algorithm: SHA256', 'totp SHA256 6 30 s'],
    ['Key: KEY\nAlgorithm: TOTP', 'totp SHA1 6 30 s'],
    ['Key: KEY\nAlgorithm: HOTP\nCounter: 7', 'hotp SHA1 6 counter 7'],
    ['Key: KEY\nDigits:\nPeriod:', 'totp SHA1 6 30 s'],
    ['Key: KEY\nDigits: 8\nDigits: 6', 'totp SHA1 8 30 s'],
    ['Key: KEY\nType: counter-based\nCounter: 7', 'hotp SHA1 6 counter 7'],
    ['Key: KEY\nType: HOTP\nDigits: 8', 'hotp SHA1 8 counter 0'],
    ['Key: KEY\nType: TOTP\nCounter: 7', 'totp SHA1 6 30 s'],
    ['Account: digits\nKey: KEY\nNote: period', 'totp SHA1 6 30 s'],
    // As the form of an authenticator words it.
    ['Type of key: Time based\nSetup key: KEY\nName: Cases', 'totp SHA1 6 30 s'],
    ['Type of key: Counter based\nSetup key: KEY', 'hotp SHA1 6 counter 0'],
    ['Setup key: KEY\nKey type: Counter-based', 'hotp SHA1 6 counter 0'],
    ['Schl\u00fcssel: KEY\nArt des Schl\u00fcssels: Z\u00e4hlerbasiert', 'hotp SHA1 6 counter 0'],
    ['Clave: KEY\nTipo de clave: Basada en tiempo', 'totp SHA1 6 30 s'],
    ['Clave: KEY\nTipo de clave: Basada en contador', 'hotp SHA1 6 counter 0'],
    ['Cl\u00e9 : KEY\nType de cl\u00e9 : Bas\u00e9e sur un compteur', 'hotp SHA1 6 counter 0'],
    ['Key: KEY\nTime period: 60\nHashing algorithm: SHA256', 'totp SHA256 6 60 s'],
    // With the unit in the label.
    ['Key: KEY\nPeriod (seconds): 60', 'totp SHA1 6 60 s'],
    ['Key: KEY\nInterval in seconds: 60', 'totp SHA1 6 60 s'],
    ['Schl\u00fcssel: KEY\nIntervall (Sekunden): 60', 'totp SHA1 6 60 s'],
    // What oathtool prints.
    ['Base32 secret: KEY\nDigits: 8\nWindow size: 0\nTOTP mode: SHA256\nStep size (seconds): 60', 'totp SHA256 8 60 s'],
    // In the label of the key itself.
    ['HOTP key: KEY', 'hotp SHA1 6 counter 0'],
    ['HOTP secret: KEY\nCounter: 7', 'hotp SHA1 6 counter 7'],
    ['SHA256 secret: KEY', 'totp SHA256 6 30 s'],
    ['Secret key (SHA-512): KEY', 'totp SHA512 6 30 s'],
    ['TOTP-SHA256: KEY', 'totp SHA256 6 30 s'],
    ['TOTP secret: KEY\nNote: SHA512 and HOTP are not offered', 'totp SHA1 6 30 s'],
    ['Key: KEY\nAlgorithm: SHA256 (recommended)', 'totp SHA256 6 30 s'],
    // The same key in another encoding.
    ['Hex secret: 2233445566aabbccddee\nBase32 secret: KEY', 'totp SHA1 6 30 s'],
    ['hex: 2233445566aabbccddee\nbase32: KEY', 'totp SHA1 6 30 s'],
    // A table, as a browser copies it: with tabs, or a cell a line.
    ['Secret key: KEY\nAlgorithm\tSHA256\nDigits\t8\nPeriod\t60', 'totp SHA256 8 60 s'],
    ['Secret key: KEY\nAlgorithm\nSHA256\nDigits\n8\nPeriod\n60 seconds', 'totp SHA256 8 60 s'],
    ['Secret key: KEY\nType of key\nCounter based', 'hotp SHA1 6 counter 0'],
    ['Secret key: KEY\nType\nPersonal\nPeriod\nof grace: none', 'totp SHA1 6 30 s'],
  ])('is kept to: %j', (lines, expected) => {
    expect(read(lines)).toBe(expected);
  });

  it.each([
    'Secret (hex): 2233445566aabbccddee2233445566aabbccddee',
    'hex: 2233445566aabbccddee2233445566aabbccddee',
    'secret_hex=2233445566aabbccddee2233445566aabbccddee',
    'Seed (hexadecimal):\n2233 4455 66aa bbcc ddee',
    'Schlüssel (hexadezimal): 2233445566aabbccddee',
    'Account: ada\nHex seed: 2233445566aabbccddee2233445566aabbccddee',
  ])('is believed where it says that the key is hexadecimal, though it could be base32: %j', (text) => {
    const refusal = refusalOf(() => readPasted(text));
    expect(refusal).toMatchObject({ code: 'secret-not-base32', looksLike: 'hexadecimal' });
    expect(refusal.message).toBe(
      'This looks like hexadecimal. Such a code is written in base32: the letters A to Z and the figures 2 to 7.',
    );
  });

  it('is refused where the label of the key says another kind', () => {
    for (const label of ['Steam secret', 'mOTP key', 'Yandex key']) {
      expect(refusalOf(() => readPasted(`${label}: ${sampleBase32}`)).code).toBe('unsupported-kind');
    }
  });

  it.each([
    ['Algorithm: MD5', 'unsupported-algorithm', 'algorithm=MD5 is not supported.'],
    ['Digits: 12', 'bad-digits', 'digits=12 cannot be used.'],
    ['Interval: 0', 'bad-period', 'period=0 cannot be used.'],
    ['Period: 1 minute', 'bad-period', 'period=1 minute cannot be used.'],
    ['Period: 500 ms', 'bad-period', 'period=500 ms cannot be used.'],
    ['Start counter: 0x0 (0)', 'bad-counter', 'The text says a counter'],
    ['Algorithm\nMD5', 'unsupported-algorithm', 'algorithm=MD5 is not supported.'],
    ['Type: HOTP\nCounter: -1', 'bad-counter', 'counter=-1 cannot be used.'],
  ])('is refused where it cannot be: %j', (line, code, sentence) => {
    const refusal = refusalOf(() => readPasted(`Key: ${sampleBase32}\n${line}`));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(sentence);
  });
});
