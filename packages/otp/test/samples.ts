import {
  array,
  constantFrom,
  integer,
  maxSafeNat,
  oneof,
  record,
  string,
  stringMatching,
  tuple,
  uint8Array,
} from 'fast-check';
import { OtpError, parseOtpauthUri, parsePin, Secret, yandexShape } from '@halfminute/otp';
import type { HashAlgorithm, OtpAccount } from '@halfminute/otp';
import type { Arbitrary } from 'fast-check';

/** The ten characters of "Hello!" and more that half the documentation of the world uses: 16 letters and figures of base32. */
export const sampleBase32 = 'JBSWY3DPEHPK3PXP';
export const sampleHex = '48656c6c6f21deadbeef';

export function secretOfHex(hex: string): Secret {
  return Secret.fromBytes(Buffer.from(hex, 'hex'));
}

export function hexOf(secret: Secret): string {
  return Buffer.from(secret.reveal()).toString('hex');
}

/** What a call refuses with, and a failed test where it does not refuse, or breaks instead. */
export function refusalOf(call: () => unknown): OtpError {
  try {
    call();
  } catch (error) {
    if (error instanceof OtpError) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing was refused');
}

export const algorithms: readonly HashAlgorithm[] = ['SHA1', 'SHA256', 'SHA512'];

const secretBytes = uint8Array({ minLength: 5, maxLength: 150 });

/** Names as the package keeps them: one row, trimmed, of any script. */
const name = oneof(
  string({ unit: 'binary', maxLength: 40 }),
  string({ unit: 'grapheme', maxLength: 20 }),
  constantFrom(
    '',
    'Müll: halde',
    'שלום',
    'a:b:c',
    ':',
    '100%',
    'x&y=z',
    'C#',
    'What?',
    '🐙 Tentacle',
    'a+b@c',
    '%3A',
    '/x/',
  ),
).map(cleaned);

const unknownParameters = array(
  tuple(
    string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).map((text) => `x${text.toWellFormed().trim()}`),
    string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.toWellFormed()),
  ),
  { maxLength: 3 },
);

function cleaned(text: string): string {
  // A mirror of the rule, so that the round trip is tried with names that can be kept at all.
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/[\u202a-\u202e\u2066-\u2069\u00ad\u200b\u2060\ufeff]/g, '')
    .trim();
}

const shared = record({
  issuer: name,
  accountName: name,
  secret: secretBytes.map((bytes) => Secret.fromBytes(bytes)),
  unknownParameters,
});

const algorithm = constantFrom(...algorithms);
const digits = integer({ min: 4, max: 10 });

/** Accounts of every kind whose link says all. (Mobile-OTP's says no PIN: pin-kinds.test.ts.) */
export const anyAccount: Arbitrary<OtpAccount> = oneof(
  tuple(shared, algorithm, digits, integer({ min: 1, max: 86_400 })).map(([names, hash, count, periodSeconds]) => ({
    ...names,
    kind: 'totp' as const,
    algorithm: hash,
    digits: count,
    periodSeconds,
  })),
  tuple(shared, algorithm, digits, maxSafeNat()).map(([names, hash, count, counter]) => ({
    ...names,
    kind: 'hotp' as const,
    algorithm: hash,
    digits: count,
    counter,
  })),
  shared.map((names) => ({
    ...names,
    kind: 'steam' as const,
    algorithm: 'SHA1' as const,
    digits: 5 as const,
    periodSeconds: 30 as const,
  })),
  tuple(shared, uint8Array({ minLength: 16, maxLength: 16 }), stringMatching(/^\d{4,16}$/)).map(
    ([names, bytes, pin]) => ({
      ...names,
      // A link without an issuer is Yandex's.
      issuer: names.issuer === '' ? 'Yandex' : names.issuer,
      kind: 'yandex' as const,
      secret: Secret.fromBytes(bytes),
      pin: parsePin(pin, 'yandex'),
      ...yandexShape,
    }),
  ),
);

/** The issuer and the account name of a link, for comparing. */
export function namesIn(link: string): string {
  const { issuer, accountName } = parseOtpauthUri(link);
  return `${issuer} | ${accountName}`;
}
