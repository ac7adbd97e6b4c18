import { NONCE_BYTES } from './aes-gcm.ts';
import { plaintextOf } from './document/plaintext.ts';
import { endFrame } from './frame.ts';
import { writeHeader } from './header.ts';
import type { OpenVault } from './open.ts';
import { drawBytes } from './randomness.ts';
import type { RandomBytes } from './randomness.ts';
import { beginV1 } from './versions/v1.ts';

/**
 * The bytes of the vault's file, under a fresh nonce. Throws {@link VaultError} 'too-large' rather than write what no reader accepts.
 */
export async function sealVault(
  vault: OpenVault,
  host: { readonly randomBytes: RandomBytes },
): Promise<Uint8Array<ArrayBuffer>> {
  const nonce = drawBytes(host.randomBytes, NONCE_BYTES);
  const plaintext = plaintextOf(vault.document);
  const { file, ciphertextStart } = beginV1({
    header: writeHeader(vault.header),
    nonce,
    plaintextLength: plaintext.length,
  });
  // The plaintext is written to where its ciphertext replaces it: one large copy less, and none is left behind.
  const content = file.subarray(ciphertextStart, ciphertextStart + plaintext.length);
  plaintext.writeTo(content);
  const associatedData = file.subarray(0, ciphertextStart);
  file.set(await vault.masterKey.seal({ nonce, associatedData }, content), ciphertextStart);
  await endFrame(file);
  return file;
}
