import { limits, requireCost, unsafeSalt } from './limits.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

interface Pbkdf2 {
  readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-512';
  readonly password: Bytes;
  readonly salt: Bytes;
  readonly iterations: unknown;
  /** Length of the answer. */
  readonly bytes?: number;
}

/** 32 bytes, or as many as are asked for, by PBKDF2 (RFC 8018 section 5.2). Throws 'unsafe-parameters' for a number of rounds or a salt that no program asks for. */
export async function pbkdf2({ hash, password, salt, iterations: asked, bytes = 32 }: Pbkdf2): Promise<Bytes> {
  const iterations = requireCost(asked, { most: limits.pbkdf2Iterations });
  if (salt.length > limits.saltBytes) {
    throw unsafeSalt();
  }
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash, salt, iterations }, key, bytes * 8));
}

/** 32 bytes (RFC 2104). */
export async function hmacSha256(key: Bytes, data: Bytes): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data));
}

export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

interface Sealed {
  readonly key: Bytes;
  readonly iv: Bytes;
  /** With the tag at its end. */
  readonly sealed: Bytes;
  readonly additionalData?: Bytes;
}

/** AES-256-GCM (NIST SP 800-38D); null where key and text do not belong together. */
export async function openGcm({ key, iv, sealed, additionalData }: Sealed): Promise<Bytes | null> {
  if (iv.length === 0 || sealed.length < 16) {
    return null;
  }
  return orNull(async () => {
    const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
    const how = { name: 'AES-GCM', iv, ...(additionalData && { additionalData }), tagLength: 128 } as const;
    return crypto.subtle.decrypt(how, imported, sealed);
  });
}

/** The other way: the ciphertext with its tag of 16 bytes at its end. A nonce serves once for a key. */
export async function sealGcm({ key, iv, plain }: { key: Bytes; iv: Bytes; plain: Bytes }): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, tagLength: 128 }, imported, plain));
}

/** AES-256-CBC with PKCS #7 padding; null where the padding shows that the key is wrong. It cannot show that always. */
export async function openCbc({ key, iv, sealed }: Omit<Sealed, 'additionalData'>): Promise<Bytes | null> {
  if (iv.length !== 16 || sealed.length === 0 || sealed.length % 16 !== 0) {
    return null;
  }
  return orNull(async () => {
    const imported = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['decrypt']);
    return crypto.subtle.decrypt({ name: 'AES-CBC', iv }, imported, sealed);
  });
}

/** The other way, with a fresh vector of 16 bytes each time. */
export async function sealCbc({ key, iv, plain }: { key: Bytes; iv: Bytes; plain: Bytes }): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['encrypt']);
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, imported, plain));
}

async function orNull(decrypt: () => Promise<ArrayBuffer>): Promise<Bytes | null> {
  try {
    return new Uint8Array(await decrypt());
  } catch (error) {
    // OperationError: it does not fit. DataError: a key of another length, out of a damaged file.
    if (error instanceof Error && (error.name === 'OperationError' || error.name === 'DataError')) {
      return null;
    }
    throw error;
  }
}
