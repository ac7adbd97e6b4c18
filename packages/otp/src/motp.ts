import { encodeHex } from './hex.ts';
import { md5 } from './md5.ts';

/** What Mobile-OTP (motp.sourceforge.net) fixes once for all. */
export const motpShape = { algorithm: 'MD5', digits: 6, periodSeconds: 10 } as const;

const encoder = new TextEncoder();

/**
 * What follows the step in the text that Mobile-OTP hashes: the secret in hexadecimal, small letters, and the PIN. As
 * secret as the secret.
 */
export function motpSuffix(secret: Uint8Array, pin: Uint8Array): Uint8Array {
  const hex = encoder.encode(encodeHex(secret));
  const suffix = new Uint8Array(hex.length + pin.length);
  suffix.set(hex);
  suffix.set(pin, hex.length);
  hex.fill(0);
  return suffix;
}

/** The first six hexadecimal digits of the MD5 over the step in decimal figures, the secret and the PIN. */
export function motpText(step: number, suffix: Uint8Array): string {
  const figures = encoder.encode(String(step));
  const message = new Uint8Array(figures.length + suffix.length);
  message.set(figures);
  message.set(suffix, figures.length);
  const digest = md5(message);
  message.fill(0);
  return encodeHex(digest.subarray(0, 3));
}
