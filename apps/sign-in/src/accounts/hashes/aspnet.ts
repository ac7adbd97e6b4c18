import { writeBase64 } from './base64-text.ts';

const digests = ['sha1', 'sha256', 'sha512'] as const;

/**
 * ASP.NET Core Identity keeps PBKDF2 as one piece of base64. Its first byte is 0 (version 2: HMAC-SHA-1, 1000 rounds, 16 bytes of salt, 32 of
 * output) or 1 (version 3: digest, rounds and length of the salt as 32 bits each, big end first; then salt and output). This writes it in the form
 * that others use. Null for what is neither.
 */
export function aspnetToModular(text: string): string | null {
  if (!/^[A-Za-z0-9+/]{40,400}={0,2}$/.test(text) || text.length % 4 !== 0) {
    return null;
  }
  const bytes = Buffer.from(text, 'base64');
  if (bytes[0] === 0 && bytes.length === 49) {
    return modular({ digest: 'sha1', rounds: 1000, salt: bytes.subarray(1, 17), output: bytes.subarray(17) });
  }
  if (bytes[0] !== 1 || bytes.length < 13) {
    return null;
  }
  const digest = digests[bytes.readUInt32BE(1)];
  const rounds = bytes.readUInt32BE(5);
  const end = 13 + bytes.readUInt32BE(9);
  // Fewer than 16 bytes are refused by that program itself.
  if (digest === undefined || end < 13 + 16 || end + 16 > bytes.length) {
    return null;
  }
  return modular({ digest, rounds, salt: bytes.subarray(13, end), output: bytes.subarray(end) });
}

function modular(hash: {
  readonly digest: (typeof digests)[number];
  readonly rounds: number;
  readonly salt: Uint8Array;
  readonly output: Uint8Array;
}): string {
  return `$pbkdf2-${hash.digest}$${hash.rounds}$${writeBase64(hash.salt)}$${writeBase64(hash.output)}`;
}
