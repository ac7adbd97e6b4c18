import type { OtpAccount } from '@halfminute/otp';
import { encodeQr, QrError } from '@halfminute/qr';
import type { QrModules } from '@halfminute/qr';
import { accountLink } from './account-link.ts';

/** The otpauth link of one account as a QR code, for a phone's camera; null where names and code are too long for one. */
export function accountQr(otp: OtpAccount): QrModules | null {
  return linkQr(accountLink(otp));
}

/**
 * A text as a QR code, with as much error correction as a screen needs, or with the least where only that leaves room.
 * null where it is too long for any.
 */
export function linkQr(text: string): QrModules | null {
  return tryQr(text, 'medium') ?? tryQr(text, 'low');
}

/** A transfer of several accounts is dense already: the fewest modules are read best. */
export function transferQr(link: string): QrModules | null {
  return tryQr(link, 'low');
}

function tryQr(text: string, errorCorrection: 'low' | 'medium'): QrModules | null {
  try {
    return encodeQr(text, { errorCorrection });
  } catch (error) {
    if (error instanceof QrError && error.code === 'too-long') {
      return null;
    }
    throw error;
  }
}
