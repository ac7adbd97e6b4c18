import { ecb } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import { winZipAes } from './format.ts';

/** AES of WinZip, 128 to 256 bits; null where the password is wrong or the text was changed: the HMAC proves both. */
export async function openWinZipAes(sealed: Bytes, password: Bytes, keyBytes: number): Promise<Bytes | null> {
  const { checkBytes, iterations, macBytes } = winZipAes;
  const saltBytes = keyBytes / 2;
  const start = saltBytes + checkBytes;
  const end = sealed.length - macBytes;
  if (end < start) {
    return null;
  }
  const salt = sealed.slice(0, saltBytes);
  const keys = await pbkdf2({ hash: 'SHA-1', password, salt, iterations, bytes: 2 * keyBytes + checkBytes });
  const check = keys.subarray(2 * keyBytes);
  if (!check.every((byte, at) => sealed[saltBytes + at] === byte)) {
    return null;
  }
  const text = sealed.subarray(start, end);
  const mac = hmac(sha1, keys.subarray(keyBytes, 2 * keyBytes), text).subarray(0, macBytes);
  return mac.every((byte, at) => sealed[end + at] === byte) ? decrypt(text, keys.subarray(0, keyBytes)) : null;
}

const blockBytes = 16;

/** Counter mode, whose counter is little-endian and starts at 1, as no library's is. */
function decrypt(text: Bytes, key: Uint8Array): Bytes {
  const counters = new Uint8Array(Math.ceil(text.length / blockBytes) * blockBytes);
  const view = new DataView(counters.buffer);
  for (let at = 0; at < counters.length; at += blockBytes) {
    view.setUint32(at, at / blockBytes + 1, true);
  }
  const stream = ecb(key, { disablePadding: true }).encrypt(counters);
  return text.map((byte, at) => byte ^ (stream[at] ?? 0));
}
