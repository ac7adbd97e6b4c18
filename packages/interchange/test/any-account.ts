import * as fc from 'fast-check';
import { cleanName, motpShape, Secret, shortenName, steamShape, yandexShape, yandexSecretBytes } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import type { ExportAccount } from '../src/index.ts';

const name = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '',
      'ada@firm.example',
      'Größe',
      'a:b',
      '=1+1',
      '"<b>&',
      'Steam',
      '名前',
      'it\'s, "so"',
      "'nora",
      "'=1",
      '  ',
    ),
  )
  .map((text) => shortenName(cleanName(text)));

const secret = fc.uint8Array({ minLength: 5, maxLength: 64 }).map((bytes): Secret => Secret.fromBytes(bytes));

const motpSecret = fc.uint8Array({ minLength: 8, maxLength: 32 }).map((bytes): Secret => Secret.fromBytes(bytes));
const yandexSecret = fc
  .uint8Array({ minLength: yandexSecretBytes, maxLength: yandexSecretBytes })
  .map((bytes): Secret => Secret.fromBytes(bytes));
const pinOf = (shape: RegExp): fc.Arbitrary<Secret> =>
  fc.stringMatching(shape).map((text) => Secret.fromBytes(new TextEncoder().encode(text)));

const algorithm = fc.constantFrom('SHA1', 'SHA256', 'SHA512');
const digits = fc.integer({ min: 4, max: 10 });
const unknownParameters = fc.constantFrom<OtpAccount['unknownParameters']>([], [], [['lock', 'false']]);
const names = { issuer: name, accountName: name, unknownParameters };

/** Any account that a vault can hold; often one as services issue them. */
const anyOtp: fc.Arbitrary<OtpAccount> = fc
  .oneof(
    fc.record({
      ...names,
      secret,
      kind: fc.constant('totp' as const),
      algorithm,
      digits,
      periodSeconds: fc.oneof(fc.constant(30), fc.integer({ min: 1, max: 86_400 })),
    }),
    fc.record({
      ...names,
      secret,
      kind: fc.constant('totp' as const),
      algorithm: fc.constant('SHA1' as const),
      digits: fc.constant(6),
      periodSeconds: fc.constant(30),
    }),
    fc.record({
      ...names,
      secret,
      kind: fc.constant('hotp' as const),
      algorithm,
      digits,
      counter: fc.oneof(fc.nat(100), fc.maxSafeNat()),
    }),
    fc
      .record({ ...names, secret, kind: fc.constant('steam' as const) })
      .map((account) => ({ ...account, ...steamShape })),
    fc
      .record({ ...names, secret: motpSecret, pin: pinOf(/^[0-9]{4}$/), kind: fc.constant('motp' as const) })
      .map((account) => ({ ...account, ...motpShape })),
    fc
      .record({ ...names, secret: yandexSecret, pin: pinOf(/^[0-9]{4,16}$/), kind: fc.constant('yandex' as const) })
      // Its links name no issuer, so a reader names it by itself.
      .map((account) => ({ ...account, issuer: account.issuer === '' ? 'Yandex' : account.issuer, ...yandexShape })),
  )
  .map(withoutRepetition)
  .filter((account) => !looksLikeSteam(account));

/**
 * An account name that says its issuer again loses it where one of our readers reads it, since other programs write names
 * so. What is left is what comes back.
 */
function withoutRepetition(account: OtpAccount): OtpAccount {
  const prefix = `${account.issuer}:`.toLowerCase();
  return account.accountName.toLowerCase().startsWith(prefix) && account.issuer !== ''
    ? { ...account, accountName: account.accountName.replaceAll(':', ' ') }
    : account;
}

/** Five figures of a service named Steam: its own link says no more, and a reader takes them for Steam's letters. */
function looksLikeSteam(account: OtpAccount): boolean {
  return account.kind === 'totp' && /steam/i.test(account.issuer) && account.digits === 5;
}

export const anyVault: fc.Arbitrary<readonly ExportAccount[]> = fc.array(
  fc.record({
    otp: anyOtp,
    note: fc.constantFrom('', 'spare key in the safe'),
    tags: fc.constantFrom<readonly string[]>([], ['Work'], ['Work', 'Clients']),
    favourite: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);
