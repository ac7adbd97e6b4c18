import { parseAlgorithm } from '@halfminute/otp';
import type { OtpAccount } from '@halfminute/otp';
import { damagedEntry, EntryRefusal } from '../entry.ts';
import type { ImportEntry } from '../entry.ts';

export interface StatedFields {
  /** '' where it is not said. */
  readonly kind: string;
  readonly algorithm: string;
  readonly digits: string;
  readonly periodSeconds: string;
  readonly counter: string;
  readonly pin?: string;
}

/** What is said beside a secret of how its codes are made; null where nothing is. */
export type Stated = { readonly fields: StatedFields } | { readonly refusal: EntryRefusal } | null;

const words: ReadonlyMap<string, string> = new Map(
  Object.entries({
    totp: 'totp time timebased timebasedotp timebasedonetimepassword timesync otptotp totptoken',
    hotp: 'hotp counter counterbased hmacbased hmac hmacotp event eventbased otphotp hotptoken',
    steam: 'steam steamguard steamtotp otpsteam',
    motp: 'motp mobileotp',
    yandex: 'yandex yaotp',
  }).flatMap(([kind, list]) => list.split(' ').map((word) => [word, kind] as const)),
);

/** "Time-based", "OTP_HOTP" and "TOTP" as the kind they say; undefined for any other word. */
export function kindOfWord(text: string): string | undefined {
  return text.length > 60 ? undefined : words.get(text.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
}

/** What an account is, and not how its codes are made. */
export const saysNoKind =
  /^(?:log-?ins?|accounts?|passwords?|otp|2fa|mfa|tokens?|codes?|authenticator|items?|entry|string|concealed|credentials?|website|keys?|secret|default|standard|generic|text|manual|qr|qr-?code|personal|work|base32)$/i;

/** "8 digits" */
export function withoutDigitsUnit(text: string): string {
  return text.replace(/ ?digits?$/i, '');
}

/** "30 s" and "30 seconds", and no other unit. */
export function withoutSecondsUnit(text: string): string {
  return text.replace(/ ?s(?:ec(?:onds?)?)?$/i, '');
}

/** Why these fields make no account, if they do not. */
export function refusalOf({ kind, counter, periodSeconds }: StatedFields): EntryRefusal | null {
  if (kind === 'hotp' && counter === '') {
    return new EntryRefusal(
      'bad-counter',
      'The codes of this entry are counted, and it does not say where the count is. Add the account by hand, with its counter.',
    );
  }
  return kind === '' && counter !== '' && (counter !== '0' || periodSeconds === '')
    ? new EntryRefusal(
        'unsupported-kind',
        'This entry has a counter, and does not say whether its codes are counted. Add the account by hand, with its kind.',
      )
    : null;
}

/** A link that says something else than what stands beside it: nobody knows which of the two is right. */
export function compareWithLink(entry: ImportEntry, stated: Stated): ImportEntry {
  if (entry.verdict !== 'imported' || stated === null || isSaidByLink(entry.account, stated)) {
    return entry;
  }
  const { issuer, accountName } = entry.account;
  return damagedEntry(
    entry.where,
    { issuer, accountName },
    'The link of this entry and what stands beside it say two things of how its codes are made. Add the account by hand.',
  );
}

const reasonsOfParameters: ReadonlySet<string> = new Set(['unsupported-algorithm', 'bad-digits', 'bad-period']);

function isSaidByLink(account: OtpAccount, stated: NonNullable<Stated>): boolean {
  if ('refusal' in stated) {
    return !reasonsOfParameters.has(stated.refusal.reason);
  }
  const { kind, algorithm, digits, periodSeconds, counter } = stated.fields;
  if (kind !== '' && kind !== account.kind) {
    return kind === 'totp' && account.kind === 'steam';
  }
  if (account.kind !== 'totp' && account.kind !== 'hotp') {
    return true;
  }
  return (
    isSameAlgorithm(algorithm, account.algorithm) &&
    isSameNumber(digits, account.digits) &&
    (account.kind === 'hotp'
      ? isSameNumber(counter, account.counter)
      : isSameNumber(periodSeconds, account.periodSeconds))
  );
}

/** A column of dates may be called as one of periods is. */
function isSameNumber(text: string, number: number): boolean {
  return !/^\d{1,16}$/.test(text) || Number(text) === number || Number(text) > 1e8;
}

function isSameAlgorithm(text: string, algorithm: string): boolean {
  try {
    return text === '' || parseAlgorithm(text) === algorithm;
  } catch {
    return false;
  }
}
