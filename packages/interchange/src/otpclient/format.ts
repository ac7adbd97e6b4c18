import { startsWith } from '../bytes.ts';
import type { Bytes } from '../ciphers.ts';

/** The first bytes of a database of OTPClient, from version 2 on. */
export const mark = 'OTPClient';

const ivBytes = 16;
const saltBytes = 32;
const tagBytes = 16;

/** AES-256-GCM under Argon2id; the header itself is authenticated. */
export interface OtpClientFile {
  readonly header: Bytes;
  readonly iv: Bytes;
  readonly salt: Bytes;
  readonly passes: number;
  readonly memoryKiB: number;
  readonly lanes: number;
  /** With the tag at its end. */
  readonly sealed: Bytes;
}

/**
 * Version 3 lays its fields one behind the other, big-endian. Version 2 is the memory of a C structure: aligned to four
 * bytes, and little-endian on every computer that OTPClient runs on. null where it is neither.
 */
export function asOtpClientFile(bytes: Bytes): OtpClientFile | null {
  if (!startsWith(bytes, mark) || bytes.length < 76 + tagBytes) {
    return null;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isVersion3 = view.getUint32(mark.length) === 3;
  if (!isVersion3 && view.getUint32(12, true) !== 2) {
    return null;
  }
  const ivStart = isVersion3 ? mark.length + 4 : 16;
  const saltStart = ivStart + ivBytes;
  const costs = saltStart + saltBytes;
  const cost = (index: number): number => view.getUint32(costs + 4 * index, !isVersion3);
  return {
    header: bytes.slice(0, costs + 12),
    iv: bytes.slice(ivStart, saltStart),
    salt: bytes.slice(saltStart, costs),
    passes: cost(0),
    memoryKiB: cost(1),
    lanes: cost(2),
    sealed: bytes.slice(costs + 12),
  };
}
