import { readBase32 } from './base32.ts';
import { OtpError } from './errors.ts';
import { hashToWords, wordsToBytes } from './hash-function.ts';
import { sha256 } from './sha256.ts';

/*
 * The codes of Yandex Key (the "yaotp" of its links). Yandex publishes no standard; this is what the programs that make
 * its codes agree on. vectors/otp/yandex.json.
 */

/** What Yandex fixes once for all: eight small letters. */
export const yandexShape = { algorithm: 'SHA256', digits: 8, periodSeconds: 30 } as const;

export const yandexSecretBytes = 16;
/** As typed from a page: the secret, then what only Yandex needs, then a checksum of 12 bits. */
const typedBytes = 26;
const checksumBits = 12;

/** x^12 + x^11 + x^7 + x^6 + x^5 + x^4 + x + 1, by which the typed form is checked. */
const polynomial = 0b1_1000_1111_0011;

/**
 * Reads a secret: 16 bytes as QR codes have it, or 26 bytes with a checksum, of which the first 16 count.
 * Throws {@link OtpError} as `decodeBase32` does, 'secret-too-short', 'secret-too-long', and 'bad-checksum' where a character was
 * typed wrong.
 */
export function decodeYandexSecret(text: string, origin: { readonly parameter?: string } = {}): Uint8Array {
  const { bytes } = readBase32(text, origin);
  const secret = yandexSecretOf(bytes, origin);
  bytes.fill(0);
  return secret;
}

/** {@link decodeYandexSecret} from the bytes. The answer is a copy. */
export function yandexSecretOf(bytes: Uint8Array, origin: { readonly parameter?: string } = {}): Uint8Array {
  if (bytes.length !== yandexSecretBytes && bytes.length !== typedBytes) {
    throw new OtpError(
      bytes.length < typedBytes ? 'secret-too-short' : 'secret-too-long',
      `A code of Yandex has 26 or 42 characters, and this one has another number: compare it with the page.`,
      { parameter: 'secret', ...origin },
    );
  }
  if (bytes.length === typedBytes && checksumOf(bytes) !== statedChecksum(bytes)) {
    throw new OtpError(
      'bad-checksum',
      'The checksum of this code does not fit, so a character is wrong. Compare it with the page, character by character.',
      { parameter: 'secret', ...origin },
    );
  }
  return bytes.slice(0, yandexSecretBytes);
}

function statedChecksum(bytes: Uint8Array): number {
  return (((bytes.at(-2) ?? 0) & 0xf) << 8) | (bytes.at(-1) ?? 0);
}

/** The remainder of all bits but the checksum's, divided by {@link polynomial}: nothing is appended before, as a CRC would. */
function checksumOf(bytes: Uint8Array): number {
  let rest = 0;
  for (let bit = 0; bit < bytes.length * 8 - checksumBits; bit++) {
    rest = (rest << 1) | (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    if (rest >> checksumBits === 1) {
      rest ^= polynomial;
    }
  }
  return rest;
}

/**
 * The key of the HMAC: SHA-256 over the PIN and the secret, without its first byte if that is zero. (Yandex's own program turns it
 * into a number on the way, and loses one zero.)
 */
export function yandexKey(secret: Uint8Array, pin: Uint8Array): Uint8Array {
  const message = new Uint8Array(pin.length + secret.length);
  message.set(pin);
  message.set(secret, pin.length);
  const words = hashToWords(sha256, message);
  message.fill(0);
  const key = wordsToBytes(words);
  words.fill(0);
  return key[0] === 0 ? key.subarray(1) : key;
}

const letters = 26;
const modulus = letters ** yandexShape.digits;

/**
 * Dynamic truncation as in RFC 4226 section 5.3, but 63 bits instead of 31, written in eight letters, a for zero.
 * `digest` is the HMAC-SHA-256 in words.
 */
export function yandexText(digest: Readonly<Int32Array>): string {
  const bytes = wordsToBytes(digest);
  const offset = (bytes.at(-1) ?? 0) & 0xf;
  // One byte at a time, so that no product leaves the 53 bits that a double holds.
  let rest = (bytes[offset] ?? 0) & 0x7f;
  for (let index = 1; index < 8; index++) {
    rest = (rest * 256 + (bytes[offset + index] ?? 0)) % modulus;
  }
  let text = '';
  for (let index = 0; index < yandexShape.digits; index++) {
    text = String.fromCharCode(0x61 + (rest % letters)) + text;
    rest = Math.floor(rest / letters);
  }
  return text;
}
