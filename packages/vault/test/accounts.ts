import { decodeBase32, encodeBase32, motpShape, parsePin, pinOf, pinText, Secret, yandexShape } from '@halfminute/otp';
import type { HotpAccount, MotpAccount, OtpAccount, SteamAccount, TotpAccount, YandexAccount } from '@halfminute/otp';
import type { AccountId, EditContext, VaultAccount } from '../src/index.ts';

/** Accounts to test with, and accounts as plain JSON to compare with. */

export function totp(changes: Partial<Omit<TotpAccount, 'kind'>> = {}): TotpAccount {
  return {
    kind: 'totp',
    issuer: 'Exizent',
    accountName: 'ada@firm.example',
    secret: secret('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'),
    algorithm: 'SHA1',
    digits: 6,
    periodSeconds: 30,
    unknownParameters: [],
    ...changes,
  };
}

export function hotp(changes: Partial<Omit<HotpAccount, 'kind'>> = {}): HotpAccount {
  const { issuer, accountName, algorithm, digits, unknownParameters } = totp();
  const secretOfHotp = secret('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  return {
    kind: 'hotp',
    issuer,
    accountName,
    secret: secretOfHotp,
    algorithm,
    digits,
    counter: 0,
    unknownParameters,
    ...changes,
  };
}

export function steam(changes: Partial<Omit<SteamAccount, 'kind'>> = {}): SteamAccount {
  const { accountName, unknownParameters } = totp();
  return {
    kind: 'steam',
    issuer: 'Steam',
    accountName,
    secret: secret('ONSWG4TFOQQHGZLD'),
    algorithm: 'SHA1',
    digits: 5,
    periodSeconds: 30,
    unknownParameters,
    ...changes,
  };
}

export function motp(changes: Partial<Omit<MotpAccount, 'kind'>> = {}): MotpAccount {
  const { accountName, unknownParameters } = totp();
  return {
    kind: 'motp',
    issuer: 'Fence',
    accountName,
    secret: secret('AERUKZ4JVPG66'),
    pin: parsePin('0042', 'motp'),
    ...motpShape,
    unknownParameters,
    ...changes,
  };
}

export function yandex(changes: Partial<Omit<YandexAccount, 'kind'>> = {}): YandexAccount {
  const { accountName, unknownParameters } = totp();
  return {
    kind: 'yandex',
    issuer: 'Yandex',
    accountName,
    secret: secret('AAAQEAYEAUDAOCAJBIFQYDIOB4'),
    pin: parsePin('0210481216086702', 'yandex'),
    ...yandexShape,
    unknownParameters,
    ...changes,
  };
}

export function secret(base32: string): Secret {
  return Secret.fromBytes(decodeBase32(base32));
}

export function secretOf(account: VaultAccount | null): string | null {
  return account && encodeBase32(account.otp.secret.reveal());
}

/** An id that is easy to tell apart: `idOf(7)` is thirty-one zeros and a seven. */
export function idOf(number: number): AccountId {
  // 32 hexadecimal digits.
  return number.toString(16).padStart(32, '0') as AccountId;
}

/** Who edits: `replica(1)` and `replica(2)` are two runs of the program. */
export function replica(number: number, unixSeconds = 1_764_000_000): EditContext {
  return { replica: number.toString(16).padStart(16, '0'), unixSeconds };
}

/** An account as JSON, with its secret; as the file does, without `importId` where there is none. */
export function plain(account: VaultAccount): Record<string, unknown> {
  const { otp, importId, ...rest } = account;
  return { ...rest, ...(importId !== null && { importId }), otp: plainOtp(otp) };
}

function plainOtp(otp: OtpAccount): Record<string, unknown> {
  const { secret: hidden, ...rest } = otp;
  const pin = pinOf(otp);
  const secretBase32 = encodeBase32(hidden.reveal());
  return pin === null ? { ...rest, secretBase32 } : { ...rest, pin: pinText(pin), secretBase32 };
}
