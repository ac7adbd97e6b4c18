import { limits, requireCost } from './limits.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

interface Pbkdf2 {
  readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-512';
  readonly password: Bytes;
  readonly salt: Bytes;
  readonly iterations: unknown;
}

/** 32 bytes by PBKDF2 (RFC 8018 section 5.2). Throws 'unsafe-parameters' for a number of rounds that no program asks for. */
export async function pbkdf2({ hash, password, salt, iterations: asked }: Pbkdf2): Promise<Bytes> {
  const iterations = requireCost(asked, { most: limits.pbkdf2Iterations });
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash, salt, iterations }, key, 256));
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
