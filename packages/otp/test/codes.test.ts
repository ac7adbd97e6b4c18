import { createHmac } from 'node:crypto';
import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCodeGenerator, groupCode, secondsLeft, steamShape, timeStep } from '@halfminute/otp';
import type { HashAlgorithm, OtpParameters, Secret } from '@halfminute/otp';
import { truncate } from '../src/hotp.ts';
import hotpVectors from '../../../vectors/otp/hotp.json' with { type: 'json' };
import steamVectors from '../../../vectors/otp/steam.json' with { type: 'json' };
import totpVectors from '../../../vectors/otp/totp.json' with { type: 'json' };
import { refusalOf, secretOfHex } from './samples.ts';

function hotp(secret: Secret, digits: number, algorithm: HashAlgorithm = 'SHA1'): OtpParameters {
  return { kind: 'hotp', secret, algorithm, digits, counter: 0 };
}

const rfcSecret = secretOfHex(hotpVectors.secretHex);

describe('counter codes (RFC 4226)', () => {
  it.each(hotpVectors.vectors)('gives $code for counter $counter of appendix D', ({ counter, code }) => {
    expect(createCodeGenerator(hotp(rfcSecret, 6)).codeForCounter(counter)).toBe(code);
  });

  it.each(hotpVectors.vectors)('cuts $truncated out of the digest of counter $counter', ({ hmacHex, truncated }) => {
    const digest = Int32Array.from(hmacHex.match(/.{8}/g) ?? [], (word) => Number.parseInt(word, 16));
    expect(truncate(digest)).toBe(truncated);
  });

  it.each([
    [4, '5224'],
    [5, '55224'],
    [6, '755224'],
    [7, '4755224'],
    [8, '84755224'],
    [9, '284755224'],
    [10, '1284755224'],
  ])('writes the same value in %i digits as %s', (digits, code) => {
    expect(createCodeGenerator(hotp(rfcSecret, digits)).codeForCounter(0)).toBe(code);
  });

  it('keeps the zeros in front of a code', () => {
    // Counter 2 of appendix D truncates to 137359152.
    expect(createCodeGenerator(hotp(rfcSecret, 10)).codeForCounter(2)).toBe('0137359152');
  });

  it('lets the upper half of a counter beyond 2^32 enter, up to the greatest that a number holds', () => {
    const generator = createCodeGenerator(hotp(rfcSecret, 8));
    for (const counter of [2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 5, 2 ** 52 + 1, Number.MAX_SAFE_INTEGER]) {
      const message = Buffer.alloc(8);
      message.writeBigUInt64BE(BigInt(counter));
      const digest = createHmac('sha1', rfcSecret.reveal()).update(message).digest();
      const value = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fff_ffff;
      expect(generator.codeForCounter(counter)).toBe(String(value % 10 ** 8).padStart(8, '0'));
    }
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %d as a counter', (counter) => {
    const refusal = refusalOf(() => createCodeGenerator(hotp(rfcSecret, 6)).codeForCounter(counter));
    expect(refusal.code).toBe('bad-counter');
    expect(refusal.message).toBe('A counter is a whole number from 0 to 9007199254740991.');
    expect(refusal.parameter).toBe('counter');
  });

  it.each([3, 11, 6.5, Number.NaN])('refuses to make codes of %d digits', (digits) => {
    const refusal = refusalOf(() => createCodeGenerator(hotp(rfcSecret, digits)));
    expect(refusal).toMatchObject({ code: 'bad-digits', message: 'A code has 4 to 10 digits.', parameter: 'digits' });
  });

  it('makes no more codes once it is wiped, rather than wrong ones', () => {
    const generator = createCodeGenerator(hotp(rfcSecret, 6));
    generator.wipe();
    generator.wipe();
    const refusal = refusalOf(() => generator.codeForCounter(0));
    expect(refusal.code).toBe('wiped');
    expect(refusal.message).toBe('This account was wiped from memory when the codes were locked.');
  });

  it('needs the secret only once', () => {
    const secret = secretOfHex(hotpVectors.secretHex);
    const generator = createCodeGenerator(hotp(secret, 6));
    secret.wipe();
    expect(generator.codeForCounter(1)).toBe('287082');
  });
});

describe('timed codes (RFC 6238)', () => {
  it.each(totpVectors.vectors)(
    'gives $code at $unixSeconds with $algorithm of appendix B',
    ({ algorithm, unixSeconds, timeStep: step, code }) => {
      const hash = algorithm as HashAlgorithm; // JSON knows no literal types; the vectors name these three only.
      const secret = secretOfHex(totpVectors.secretHexByAlgorithm[hash]);
      const { digits, periodSeconds } = totpVectors;
      const generator = createCodeGenerator({ kind: 'totp', secret, algorithm: hash, digits, periodSeconds });
      expect(timeStep(unixSeconds, periodSeconds)).toBe(step);
      expect(generator.codeForCounter(step)).toBe(code);
    },
  );

  it('begins a time step exactly at its second', () => {
    expect(timeStep(0, 30)).toBe(0);
    expect(timeStep(29.999, 30)).toBe(0);
    expect(timeStep(30, 30)).toBe(1);
    expect(timeStep(59, 60)).toBe(0);
    expect(timeStep(86_400, 86_400)).toBe(1);
  });

  it('counts the seconds that are left, from the whole period down to more than none', () => {
    expect(secondsLeft(0, 30)).toBe(30);
    expect(secondsLeft(1, 30)).toBe(29);
    expect(secondsLeft(29.5, 30)).toBe(0.5);
    expect(secondsLeft(30, 30)).toBe(30);
    expect(secondsLeft(1_764_000_010, 45)).toBe(35);
  });

  it('never says that no second is left, at whatever time', () => {
    assert(
      property(integer({ min: 0, max: 2 ** 40 }), integer({ min: 1, max: 86_400 }), (time, period) => {
        const left = secondsLeft(time, period);
        expect(left).toBeGreaterThan(0);
        expect(left).toBeLessThanOrEqual(period);
        expect(timeStep(time + left, period)).toBe(timeStep(time, period) + 1);
      }),
    );
  });
});

describe('Steam codes', () => {
  it.each(steamVectors.vectors)('gives $code at $unixSeconds', ({ secretHex, unixSeconds, code }) => {
    const generator = createCodeGenerator({ kind: 'steam', secret: secretOfHex(secretHex), ...steamShape });
    expect(generator.codeForCounter(timeStep(unixSeconds, 30))).toBe(code);
  });

  it('has one shape', () => {
    expect(steamShape).toEqual({ algorithm: 'SHA1', digits: 5, periodSeconds: 30 });
  });
});

describe('a code on show', () => {
  it.each([
    ['1234', ['1234']],
    ['12345', ['12345']],
    ['123456', ['123', '456']],
    ['1234567', ['123', '4567']],
    ['12345678', ['1234', '5678']],
    ['123456789', ['123', '456', '789']],
    ['1234567890', ['123', '456', '7890']],
    ['YYT6X', ['YYT6X']],
  ])('%s is cut into the groups %j', (code, groups) => {
    expect(groupCode(code)).toEqual(groups);
  });
});
