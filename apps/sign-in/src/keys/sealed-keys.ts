import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { bytesOfKey } from './key-material.ts';
import type { KeyMaterial } from './key-material.ts';
import type { Keys } from './keys.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LABEL = 'halfminute/sealed/v1';

/**
 * The keys at work. A sealed value is: one byte with the length of the key's id, the id, a nonce of 12 bytes, the ciphertext and
 * the tag of AES-256-GCM; the label, the id and `about` are authenticated with it, each with its length before it.
 */
export function createSealedKeys({
  material,
  reread,
}: {
  readonly material: KeyMaterial;
  /** Reads the file again: another process may have added a key. */
  readonly reread: () => Promise<KeyMaterial>;
}): Keys {
  const [present] = material.seal;
  if (present === undefined) {
    throw new RangeError('There is no seal key.');
  }
  const keysById = new Map(material.seal.map(({ id, key }) => [id, bytesOfKey(key)]));
  const macKey = bytesOfKey(material.mac);

  async function keyOf(keyId: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const known = keysById.get(keyId);
    if (known !== undefined) {
      return known;
    }
    // While keys are being rotated, the command seals with a key that came after our start.
    const now = await reread().catch(() => null);
    for (const { id, key } of now?.seal ?? []) {
      keysById.set(id, bytesOfKey(key));
    }
    return keysById.get(keyId) ?? null;
  }

  return {
    ring: { presentKeyId: present.id, key: keyOf },
    signing: { keys: material.signing },
    cookieSecrets: material.cookies,
    pepper: material.pepper.map(({ id, key }) => ({ id, bytes: bytesOfKey(key) })),
    development: material.development,

    async seal(plain, about) {
      const id = Buffer.from(present.id, 'utf8');
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', bytesOfKey(present.key), nonce);
      cipher.setAAD(boundTo(present.id, about));
      return new Uint8Array(
        Buffer.concat([Buffer.of(id.length), id, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
      );
    },

    async open(sealed, about) {
      const idLength = sealed[0] ?? 0;
      const nonceAt = 1 + idLength;
      const textAt = nonceAt + NONCE_BYTES;
      if (idLength === 0 || sealed.length < textAt + TAG_BYTES) {
        return null;
      }
      const id = Buffer.from(sealed.subarray(1, nonceAt)).toString('utf8');
      const bytes = await keyOf(id);
      if (bytes === null) {
        return null;
      }
      const decipher = createDecipheriv('aes-256-gcm', bytes, sealed.subarray(nonceAt, textAt), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(boundTo(id, about));
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      try {
        return new Uint8Array(
          Buffer.concat([decipher.update(sealed.subarray(textAt, sealed.length - TAG_BYTES)), decipher.final()]),
        );
      } catch {
        return null;
      }
    },

    async mac(text) {
      return createHmac('sha256', macKey).update(text, 'utf8').digest('base64url');
    },
  };
}

function boundTo(keyId: string, about: string): Buffer {
  return Buffer.concat(
    [LABEL, keyId, about].flatMap((text) => {
      const bytes = Buffer.from(text, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
