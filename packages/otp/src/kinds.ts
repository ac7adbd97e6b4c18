import type { Secret } from './secret.ts';

/** The hash under the HMAC, as RFC 6238 section 1.2 allows. */
export type HashAlgorithm = 'SHA1' | 'SHA256' | 'SHA512';

/** RFC 4226: a code for each value of a counter. */
export interface HotpParameters {
  readonly kind: 'hotp';
  readonly secret: Secret;
  readonly algorithm: HashAlgorithm;
  /** 4 to 10. */
  readonly digits: number;
  /** The counter of the next code, 0 to 2^53 - 1. */
  readonly counter: number;
}

/** RFC 6238: a code for each period of time, counted from the Unix epoch. */
export interface TotpParameters {
  readonly kind: 'totp';
  readonly secret: Secret;
  readonly algorithm: HashAlgorithm;
  /** 4 to 10. */
  readonly digits: number;
  /** 1 to 86,400 (a day). */
  readonly periodSeconds: number;
}

/** Steam Guard: RFC 6238 with SHA-1 and 30 s, written in five characters of an alphabet of its own. */
export interface SteamParameters {
  readonly kind: 'steam';
  readonly secret: Secret;
  readonly algorithm: 'SHA1';
  readonly digits: 5;
  readonly periodSeconds: 30;
}

/** Mobile-OTP: six hexadecimal digits of an MD5 over the time step of 10 s, the secret and a PIN. */
export interface MotpParameters {
  readonly kind: 'motp';
  readonly secret: Secret;
  /** As typed, in UTF-8. */
  readonly pin: Secret;
  readonly algorithm: 'MD5';
  readonly digits: 6;
  readonly periodSeconds: 10;
}

/** Yandex Key: eight small letters from an HMAC-SHA-256 whose key is made of a PIN and the secret. */
export interface YandexParameters {
  readonly kind: 'yandex';
  /** 16 bytes. */
  readonly secret: Secret;
  /** 4 to 16 figures. */
  readonly pin: Secret;
  readonly algorithm: 'SHA256';
  readonly digits: 8;
  readonly periodSeconds: 30;
}

/** What the codes of an account depend on, and nothing else. */
export type OtpParameters = HotpParameters | TotpParameters | SteamParameters | MotpParameters | YandexParameters;

/** What the user tells accounts apart by, and what a link carries besides. */
export interface OtpAccountNames {
  /** The service. May be empty. One row of text, see {@link cleanName}. */
  readonly issuer: string;
  /** The name the user signs in with. May be empty. One row of text. */
  readonly accountName: string;
  /** Parameters of a link that mean nothing to us, decoded and in order: kept, and written out again. */
  readonly unknownParameters: readonly (readonly [name: string, value: string])[];
}

export type TotpAccount = OtpAccountNames & TotpParameters;
export type HotpAccount = OtpAccountNames & HotpParameters;
export type SteamAccount = OtpAccountNames & SteamParameters;
export type MotpAccount = OtpAccountNames & MotpParameters;
export type YandexAccount = OtpAccountNames & YandexParameters;
export type OtpAccount = TotpAccount | HotpAccount | SteamAccount | MotpAccount | YandexAccount;

/** All of an account but the PIN, which its link or its backup does not say: there is no code before somebody gives it. */
export type PinlessAccount =
  | (Omit<MotpAccount, 'pin'> & { readonly pin: null })
  | (Omit<YandexAccount, 'pin'> & { readonly pin: null });

/** What Steam fixes once for all. */
export const steamShape = { algorithm: 'SHA1', digits: 5, periodSeconds: 30 } as const;

/**
 * Whether both make the same codes: same kind, secret, PIN, algorithm, digits and period. Names do not count, and neither
 * does the counter, which moves by use.
 */
export function sameOtp(one: OtpParameters, other: OtpParameters): boolean {
  return (
    one.kind === other.kind &&
    one.algorithm === other.algorithm &&
    one.digits === other.digits &&
    periodOf(one) === periodOf(other) &&
    one.secret.equals(other.secret) &&
    samePin(one, other)
  );
}

function periodOf(parameters: OtpParameters): number | null {
  return parameters.kind === 'hotp' ? null : parameters.periodSeconds;
}

function samePin(one: OtpParameters, other: OtpParameters): boolean {
  const pin = pinOf(one);
  const otherPin = pinOf(other);
  return pin === null || otherPin === null ? pin === otherPin : pin.equals(otherPin);
}

/** null: codes of this kind need none. */
export function pinOf(parameters: OtpParameters): Secret | null {
  return parameters.kind === 'motp' || parameters.kind === 'yandex' ? parameters.pin : null;
}
