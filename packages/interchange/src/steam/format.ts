import { decodeBase64 } from '../bytes.ts';
import type { Bytes } from '../ciphers.ts';
import { field, isArray, textField } from '../json.ts';

/** How Steam Desktop Authenticator encrypts a maFile: PBKDF2-SHA1, AES-256-CBC, base64. */
export const iterations = 50_000;

/** Salt and vector of one maFile. They stand in the manifest, and not with it. */
export interface MaFileSealing {
  readonly salt: Bytes;
  readonly iv: Bytes;
}

/** The manifest.json of Steam Desktop Authenticator; empty where its maFiles are not encrypted. null where it is none. */
export function asManifest(json: unknown): readonly MaFileSealing[] | null {
  const entries = field(json, 'entries');
  if (typeof field(json, 'encrypted') !== 'boolean' || !isArray(entries) || !entries.every(isManifestEntry)) {
    return null;
  }
  return entries.flatMap((entry) => {
    const salt = decodeBase64(textField(entry, 'encryption_salt'));
    const iv = decodeBase64(textField(entry, 'encryption_iv'));
    return salt !== null && iv?.length === 16 ? [{ salt, iv }] : [];
  });
}

function isManifestEntry(entry: unknown): boolean {
  return typeof field(entry, 'filename') === 'string' && field(entry, 'encryption_iv') !== undefined;
}

/** Characters; a maFile has some thousands, and a pattern is not tried on more. */
const longestMaFile = 100_000;

/** The bytes of an encrypted maFile, which is base64 and nothing else; null where the text is not. */
export function asSealedMaFile(text: string | null): Bytes | null {
  if (text === null || text.length > longestMaFile) {
    return null;
  }
  const trimmed = text.trim();
  const bytes = /^[A-Za-z0-9+/\r\n]{64,}={0,2}$/.test(trimmed) ? decodeBase64(trimmed) : null;
  return bytes !== null && bytes.length % 16 === 0 ? bytes : null;
}
