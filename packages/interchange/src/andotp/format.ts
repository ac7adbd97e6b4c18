import type { Bytes } from '../ciphers.ts';

/** The newer encryption: rounds as 4 bytes, big-endian, salt, nonce, ciphertext with its tag. PBKDF2-SHA1, AES-256-GCM. */
export interface NewEncryption {
  readonly iterations: number;
  readonly salt: Bytes;
  readonly iv: Bytes;
  readonly sealed: Bytes;
}

const saltBytes = 12;
const ivBytes = 12;
const tagBytes = 16;

/** andOTP chooses its rounds between 140,000 and 160,000; what lies far beside is a file of the older encryption. */
const plausibleIterations = { least: 1_000, most: 1_000_000 };

/** null where the first bytes are no number of rounds. */
export function asNewEncryption(bytes: Bytes): NewEncryption | null {
  const headerBytes = 4 + saltBytes + ivBytes;
  if (bytes.length < headerBytes + tagBytes) {
    return null;
  }
  const iterations = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return iterations < plausibleIterations.least || iterations > plausibleIterations.most
    ? null
    : {
        iterations,
        salt: bytes.subarray(4, 4 + saltBytes),
        iv: bytes.subarray(4 + saltBytes, headerBytes),
        sealed: bytes.subarray(headerBytes),
      };
}

/** The older encryption: nonce, ciphertext with its tag; the key is the SHA-256 of the password. */
export function asOldEncryption(bytes: Bytes): { readonly iv: Bytes; readonly sealed: Bytes } {
  return { iv: bytes.subarray(0, ivBytes), sealed: bytes.subarray(ivBytes) };
}

export const leastEncryptedBytes: number = ivBytes + tagBytes + 2;
