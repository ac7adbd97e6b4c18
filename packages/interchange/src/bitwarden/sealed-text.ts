import { concatBytes, decodeBase64, encodeBase64, sameBytes } from '../bytes.ts';
import { hmacSha256, openCbc, sealCbc, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';

/** The two keys that a sealed text wants, stretched out of the one that the password makes. */
export interface StretchedKey {
  readonly encryption: Bytes;
  readonly authentication: Bytes;
}

/** HKDF-Expand (RFC 5869 section 2.3) for one block: WebCrypto's HKDF extracts first, and Bitwarden does not. */
export async function stretchKey(key: Bytes): Promise<StretchedKey> {
  const expand = (info: string): Promise<Bytes> => hmacSha256(key, concatBytes(utf8(info), Uint8Array.of(1)));
  return { encryption: await expand('enc'), authentication: await expand('mac') };
}

/** "2.", then initialization vector, ciphertext and HMAC-SHA-256 of both, each in base64, parted by bars. */
export interface SealedText {
  readonly iv: Bytes;
  readonly ciphertext: Bytes;
  readonly mac: Bytes;
}

/** null where the text is none of this type: the others are without a MAC, or for public keys. */
export function parseSealedText(text: string): SealedText | null {
  const parts = /^2\.([^|]*)\|([^|]*)\|([^|]*)$/.exec(text);
  const [iv, ciphertext, mac] = (parts?.slice(1) ?? []).map(decodeBase64);
  return iv?.length === 16 && ciphertext && mac?.length === 32 ? { iv, ciphertext, mac } : null;
}

/** AES-256-CBC under HMAC-SHA-256, verified first; null where key and text do not belong together. */
export async function openSealedText({ iv, ciphertext, mac }: SealedText, key: StretchedKey): Promise<Bytes | null> {
  const expected = await hmacSha256(key.authentication, concatBytes(iv, ciphertext));
  return sameBytes(expected, mac) ? openCbc({ key: key.encryption, iv, sealed: ciphertext }) : null;
}

/** The other way, as text; `iv` are 16 fresh bytes. */
export async function sealText(text: string, { key, iv }: { key: StretchedKey; iv: Bytes }): Promise<string> {
  const ciphertext = await sealCbc({ key: key.encryption, iv, plain: utf8(text) });
  const mac = await hmacSha256(key.authentication, concatBytes(iv, ciphertext));
  return `2.${[iv, ciphertext, mac].map(encodeBase64).join('|')}`;
}
