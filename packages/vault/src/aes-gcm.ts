/** AES-256-GCM (NIST SP 800-38D) with a 96-bit nonce and a 128-bit tag at the end, by WebCrypto. */

export const KEY_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

interface Sealing {
  readonly key: CryptoKey;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly associatedData: Uint8Array<ArrayBuffer>;
}

/** Takes exactly 32 bytes: WebCrypto would take 16 as well, and quietly be AES-128. */
export async function importAesKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  if (bytes.length !== KEY_BYTES) {
    throw new RangeError(`A key has ${KEY_BYTES} bytes; this one has ${bytes.length}.`);
  }
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** The ciphertext, with its tag at the end. */
export async function seal(how: Sealing, plaintext: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.encrypt(parameters(how), how.key, plaintext));
}

/** The plaintext, or null when key, nonce, associated data and ciphertext do not belong together. */
export async function unseal(
  how: Sealing,
  ciphertext: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters(how), how.key, ciphertext));
  } catch (error) {
    // The one name WebCrypto has for a tag that does not fit. Anything else is a mistake of ours and must be heard.
    if (error instanceof Error && error.name === 'OperationError') {
      return null;
    }
    throw error;
  }
}

function parameters(how: Sealing) {
  return { name: 'AES-GCM', iv: how.nonce, additionalData: how.associatedData, tagLength: 128 } as const;
}
