import { importAesKey, KEY_BYTES } from './aes-gcm.ts';
import type { Argon2Parameters, DeriveKey } from './argon2.ts';
import { ownBytes, utf8 } from './bytes.ts';

/** From what a person or a keychain holds to the key that wraps the master key. docs/vault-format.md, "The keys of the slots". */

/** Argon2id version 0x13 (RFC 9106). */
const ARGON2_VERSION = 0x13;

export async function passwordSlotKey(
  password: string,
  slot: { readonly salt: Uint8Array; readonly argon2: Argon2Parameters },
  deriveKey: DeriveKey,
): Promise<CryptoKey> {
  // macOS types decomposed letters where Windows and Linux compose them: the same password must open on all three.
  const passwordBytes = utf8(password.normalize('NFC'));
  const bytes = await deriveKey({
    variant: 'id',
    version: ARGON2_VERSION,
    ...slot.argon2,
    salt: slot.salt,
    length: KEY_BYTES,
    password: passwordBytes,
  });
  passwordBytes.fill(0);
  return importAndWipe(ownBytes(bytes));
}

/** @param recoveryKey 32 characters, as `parseRecoveryKey` answers them. */
export async function recoverySlotKey(recoveryKey: string, salt: Uint8Array): Promise<CryptoKey> {
  return hkdf(utf8(recoveryKey), salt, 'halfminute/v1/recovery-key');
}

export async function deviceSlotKey(deviceKey: Uint8Array, salt: Uint8Array): Promise<CryptoKey> {
  return hkdf(ownBytes(deviceKey), salt, 'halfminute/v1/device-key');
}

/** HKDF-SHA-256 (RFC 5869), 32 bytes. */
async function hkdf(inputKey: Uint8Array<ArrayBuffer>, salt: Uint8Array, info: string): Promise<CryptoKey> {
  const key = await crypto.subtle.importKey('raw', inputKey, 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: ownBytes(salt), info: utf8(info) } as const;
  return importAndWipe(new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 8 * KEY_BYTES)));
}

async function importAndWipe(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const key = await importAesKey(bytes);
  bytes.fill(0);
  return key;
}
