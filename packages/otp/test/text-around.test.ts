import { describe, expect, it } from 'vitest';
import { readPasted } from '@halfminute/otp';
import { sampleBase32 } from './samples.ts';

const link = `otpauth://totp/A:b?secret=${sampleBase32}`;

function doubts(text: string): readonly string[] {
  return readPasted(text).warnings.map(({ code, parameter }) => `${code} ${parameter ?? ''}`);
}

describe('what a text says around a link or a key, and was not read', () => {
  it.each([
    [`${link}\nAlgorithm: SHA256`, 'algorithm'],
    [`${link}\nDigits: 8`, 'digits'],
    [`Period (seconds): 60\n${link}`, 'period'],
    [`${link}\n\nThis account is counter-based.`, 'type'],
    [`${link}\n\nEnter the 8-digit code that your app shows.`, 'digits'],
    [`Key: ${sampleBase32}\nYour app has to use SHA-512.`, 'algorithm'],
    [`Key: ${sampleBase32}\nTOTP, SHA256, 6 digits`, 'algorithm'],
    [`Key: ${sampleBase32}\nHOTP`, 'type'],
    [`Schlüssel: ${sampleBase32}\nGib dann den 8-stelligen Code ein.`, 'digits'],
  ])('is told: %j', (text, parameter) => {
    expect(doubts(text)).toEqual([`text-contradicts ${parameter}`]);
  });

  it('is told in a sentence', () => {
    expect(readPasted(`Key: ${sampleBase32}\nYour app has to use SHA-512.`).warnings).toEqual([
      {
        code: 'text-contradicts',
        message: 'The text says SHA-512, but the codes are made with SHA1. Compare the code with the page.',
        parameter: 'algorithm',
      },
    ]);
    expect(readPasted(`Open ${link} and enter the 8-digit code`).warnings.map(({ message }) => message)).toEqual([
      'The text says 8-digit, but the codes are made with 6 digits. Compare the code with the page.',
    ]);
  });

  it.each([
    link,
    sampleBase32,
    `${link}&algorithm=SHA256\nAlgorithm: SHA256\nDigits: 6`,
    `${link}\nEnter the 6-digit code. Keep the 8-digit recovery codes.`,
    `Key: ${sampleBase32}\nAlgorithm: SHA512\nDigits: 8\nInterval: 60`,
    `Key: ${sampleBase32}\nSHA1, SHA256 and SHA512 can be chosen.`,
    `Key: ${sampleBase32}\nTime-based (TOTP), not counter-based`,
    `${link}&image=https://x.example/sha256/8-digit`,
    `Key: ${sampleBase32}\nType: HOTP`,
    `steam://${sampleBase32}`,
  ])('is no news where it agrees, or speaks of several: %j', (text) => {
    expect(doubts(text)).toEqual([]);
  });
});
