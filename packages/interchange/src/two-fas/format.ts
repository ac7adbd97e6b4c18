import { decodeBase64 } from '../bytes.ts';
import type { Bytes } from '../ciphers.ts';

/** What 2FAS derives its key with (PBKDF2-SHA256), in every version of its schema. */
export const iterations = 10_000;

export interface SealedServices {
  readonly sealed: Bytes;
  readonly salt: Bytes;
  readonly iv: Bytes;
}

/** "servicesEncrypted": the ciphertext with its tag, the salt and the nonce, each in base64, parted by colons. */
export function parseSealedServices(text: string): SealedServices | null {
  const [sealed, salt, iv, ...more] = text.split(':').map(decodeBase64);
  return sealed && salt && iv && more.length === 0 ? { sealed, salt, iv } : null;
}
