import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { sameOtp, Secret, steamShape } from '@halfminute/otp';
import type { OtpParameters } from '@halfminute/otp';
import { refusalOf, secretOfHex } from './samples.ts';

describe('a secret', () => {
  it('prints as <secret> wherever it is printed', () => {
    const secret = secretOfHex('48656c6c6f');
    expect(String(secret)).toBe('<secret>');
    expect(secret.toString()).toBe('<secret>');
    expect(JSON.stringify({ secret })).toBe('{"secret":"<secret>"}');
    expect(inspect({ secret })).toBe('{ secret: <secret> }');
    expect(Object.keys(secret)).toEqual([]);
  });

  it('takes a copy of the bytes it is made from', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const secret = Secret.fromBytes(bytes);
    bytes.fill(0);
    expect(secret.reveal()).toEqual(Uint8Array.of(1, 2, 3));
    expect(secret.byteLength).toBe(3);
  });

  it('equals another of the same bytes and no other', () => {
    const secret = secretOfHex('010203');
    expect(secret.equals(secretOfHex('010203'))).toBe(true);
    expect(secret.equals(secretOfHex('010204'))).toBe(false);
    expect(secret.equals(secretOfHex('000203'))).toBe(false);
    expect(secret.equals(secretOfHex('0102'))).toBe(false);
    expect(secret.equals(secretOfHex('01020300'))).toBe(false);
  });

  it('is zeros after a wipe, and gives nothing away any more', () => {
    const secret = secretOfHex('010203');
    const bytes = secret.reveal();
    secret.wipe();
    secret.wipe();
    expect(bytes).toEqual(new Uint8Array(3));
    const refusal = refusalOf(() => secret.reveal());
    expect(refusal.code).toBe('wiped');
    expect(refusal.message).toBe('This long code was wiped from memory when the codes were locked.');
    expect(refusalOf(() => secret.equals(secretOfHex('000000'))).code).toBe('wiped');
  });
});

describe('two accounts', () => {
  const secret = secretOfHex('48656c6c6f');
  const totp: OtpParameters = { kind: 'totp', secret, algorithm: 'SHA1', digits: 6, periodSeconds: 30 };
  const hotp: OtpParameters = { kind: 'hotp', secret, algorithm: 'SHA1', digits: 6, counter: 5 };

  it('are the same where they make the same codes, whatever their names and counters', () => {
    expect(sameOtp(totp, { ...totp, secret: secretOfHex('48656c6c6f') })).toBe(true);
    expect(sameOtp(hotp, { ...hotp, counter: 900 })).toBe(true);
  });

  it('differ by kind, secret, algorithm, digits and period', () => {
    expect(sameOtp(totp, hotp)).toBe(false);
    expect(sameOtp(hotp, totp)).toBe(false);
    const five: OtpParameters = { ...totp, digits: 5 };
    expect(sameOtp(five, { ...five, kind: 'steam', ...steamShape })).toBe(false);
    expect(sameOtp(totp, { ...totp, secret: secretOfHex('48656c6c70') })).toBe(false);
    expect(sameOtp(totp, { ...totp, algorithm: 'SHA256' })).toBe(false);
    expect(sameOtp(totp, { ...totp, digits: 8 })).toBe(false);
    expect(sameOtp(totp, { ...totp, periodSeconds: 60 })).toBe(false);
  });
});
