import { encodeBase32 } from './base32.ts';
import { encodeHex } from './hex.ts';
import type { OtpAccount, PinlessAccount } from './kinds.ts';

/** The long code of an account as its service shows it: base32, but hexadecimal for Mobile-OTP. It is the secret in clear. */
export function longCodeText({ kind, secret }: OtpAccount | PinlessAccount): string {
  return kind === 'motp' ? encodeHex(secret.reveal()) : encodeBase32(secret.reveal());
}
