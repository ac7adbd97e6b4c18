import { decodeBase32, encodeBase32, Secret } from '@halfminute/otp';
import type { HotpAccount, OtpAccount, SteamAccount, TotpAccount } from '@halfminute/otp';
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

/** An account as JSON, with its secret. */
export function plain(account: VaultAccount): Record<string, unknown> {
  const { otp, ...rest } = account;
  return { ...rest, otp: plainOtp(otp) };
}

function plainOtp(otp: OtpAccount): Record<string, unknown> {
  const { secret: hidden, ...rest } = otp;
  return { ...rest, secretBase32: encodeBase32(hidden.reveal()) };
}
