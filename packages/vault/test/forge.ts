import { createCipheriv, createHash, hkdfSync } from 'node:crypto';

/**
 * Writes vaults by hand, from docs/vault-format.md and node:crypto alone: files that the program would never write, by somebody who
 * has the keys.
 */

export interface Forgery {
  readonly masterKey: Uint8Array;
  readonly plaintext: string | Uint8Array;
  /** The header's lines. */
  readonly header: readonly string[] | Uint8Array;
  readonly version?: number;
  /** Stands where the length of the header stands. */
  readonly statedHeaderLength?: number;
}

const NONCE = Buffer.alloc(12, 9);

export function forgeVault(forgery: Forgery): Uint8Array {
  const header = Buffer.from(
    forgery.header instanceof Uint8Array ? forgery.header : Buffer.from(forgery.header.join('\n')),
  );
  const numbers = Buffer.alloc(6);
  numbers.writeUInt16BE(forgery.version ?? 1, 0);
  numbers.writeUInt32BE(forgery.statedHeaderLength ?? header.length, 2);
  const associatedData = Buffer.concat([Buffer.from('halfminute vault'), numbers, header, NONCE]);
  const ciphertext = gcm(forgery.masterKey, associatedData, Buffer.from(forgery.plaintext));
  return withChecksum(Buffer.concat([associatedData, ciphertext]));
}

/** `bytes` followed by their SHA-256. */
export function withChecksum(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([bytes, createHash('sha256').update(bytes).digest()]));
}

/** The file with its checksum made anew: a change that only the encryption can notice. */
export function rechecksummed(file: Uint8Array): Uint8Array {
  return withChecksum(file.subarray(0, -32));
}

/** A slot of the kind `device-key`, whatever else its description says. */
export function forgeDeviceSlot(slot: {
  readonly masterKey: Uint8Array;
  readonly deviceKey: Uint8Array;
  readonly more?: { readonly [name: string]: unknown };
}): string {
  const salt = Buffer.alloc(32, 3);
  const description = JSON.stringify({
    kind: 'device-key',
    id: '0123456789abcdef0123456789abcdef',
    salt: salt.toString('hex'),
    ...slot.more,
  });
  return forgeSlot(description, hkdf(slot.deviceKey, salt, 'halfminute/v1/device-key'), slot.masterKey);
}

/** A slot with that description, its master key wrapped under `slotKey`. */
export function forgeSlot(description: string, slotKey: Uint8Array, masterKey: Uint8Array): string {
  const wrapped = gcm(slotKey, Buffer.from(`halfminute/v1/slot ${description}`), masterKey);
  return `${description} ${NONCE.toString('hex')}${wrapped.toString('hex')}`;
}

export function hkdf(key: Uint8Array, salt: Uint8Array, info: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, salt, info, 32));
}

function gcm(key: Uint8Array, associatedData: Uint8Array, plaintext: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, NONCE).setAAD(associatedData);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}
