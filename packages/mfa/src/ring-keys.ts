import { MfaError } from './errors.ts';
import type { KeyRing } from './key-ring.ts';

/** One key of the ring, as WebCrypto holds it for its two uses. */
export interface RingKey {
  /** Seals seeds. */
  readonly sealing: CryptoKey;
  /** Derives the next value of a remembered device's cookie. */
  readonly deriving: CryptoKey;
}

const keyBytes = 32;

/** Imported once for each ring and key: importing costs more than sealing. */
const importedByRing = new WeakMap<KeyRing, Map<string, Promise<RingKey>>>();

/** Throws {@link MfaError} 'key-missing' where the ring has no such key, and 'bad-key' where it has not 32 bytes. */
export async function ringKey(ring: KeyRing, keyId: string): Promise<RingKey> {
  let imported = importedByRing.get(ring);
  if (imported === undefined) {
    imported = new Map();
    importedByRing.set(ring, imported);
  }
  const known = imported.get(keyId);
  if (known !== undefined) {
    return known;
  }
  const importing = importKey(ring, keyId);
  imported.set(keyId, importing);
  try {
    return await importing;
  } catch (error) {
    // A ring that answers later must be asked again then.
    imported.delete(keyId);
    throw error;
  }
}

async function importKey(ring: KeyRing, keyId: string): Promise<RingKey> {
  const bytes = await ring.key(keyId);
  if (bytes === null) {
    throw new MfaError(
      'key-missing',
      `The key "${keyId.slice(0, 64)}" is not in the key ring; nothing can be verified.`,
    );
  }
  if (bytes.length !== keyBytes) {
    // WebCrypto would take 16 as well, and quietly be AES-128.
    throw new MfaError('bad-key', `A key has ${keyBytes} bytes; this one has ${bytes.length}.`);
  }
  const [sealing, deriving] = await Promise.all([
    crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']),
    crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits']),
  ]);
  return { sealing, deriving };
}
