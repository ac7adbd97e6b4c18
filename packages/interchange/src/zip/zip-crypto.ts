import type { Bytes } from '../ciphers.ts';
import { crcTable } from './crc.ts';

const headerBytes = 12;

/**
 * The old encryption of zip (APPNOTE.TXT section 6.1), which is weak and still written; null where the one byte that it
 * has to check a password by differs.
 */
export function openZipCrypto(sealed: Bytes, password: Bytes, checkByte: number): Bytes | null {
  if (sealed.length < headerBytes) {
    return null;
  }
  let key0 = 0x12345678;
  let key1 = 0x23456789;
  let key2 = 0x34567890;
  const update = (byte: number): void => {
    key0 = (crcTable[(key0 ^ byte) & 0xff] ?? 0) ^ (key0 >>> 8);
    key1 = (Math.imul(key1 + (key0 & 0xff), 134_775_813) + 1) | 0;
    key2 = (crcTable[(key2 ^ (key1 >>> 24)) & 0xff] ?? 0) ^ (key2 >>> 8);
  };
  password.forEach(update);
  const plain = sealed.map((byte) => {
    const mixed = (key2 | 2) & 0xffff;
    const open = byte ^ ((Math.imul(mixed, mixed ^ 1) >>> 8) & 0xff);
    update(open);
    return open;
  });
  return plain[headerBytes - 1] === checkByte ? plain.subarray(headerBytes) : null;
}
