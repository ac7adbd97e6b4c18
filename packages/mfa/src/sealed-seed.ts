import { Secret } from '@halfminute/otp';
import { MfaError } from './errors.ts';
import type { KeyRing } from './key-ring.ts';
import { lengthPrefixed } from './length-prefixed.ts';
import { drawBytes } from './randomness.ts';
import type { RandomBytes } from './randomness.ts';
import type { SealedSeed } from './record.ts';
import { ringKey } from './ring-keys.ts';

/** AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce in front and a 128-bit tag at the end. */
const nonceBytes = 12;

/** Whose seed it is. All of it is authenticated, so that a row moved to another user or authenticator does not open. */
export interface SeedOwner {
  readonly userId: string;
  readonly authenticatorId: string;
}

export interface SealingHost {
  readonly keyRing: KeyRing;
  readonly randomBytes: RandomBytes;
}

/** Seals with the ring's present key. */
export async function sealSeed(seed: Secret, owner: SeedOwner, host: SealingHost): Promise<SealedSeed> {
  const keyId = host.keyRing.presentKeyId;
  const { sealing } = await ringKey(host.keyRing, keyId);
  const nonce = drawBytes(host.randomBytes, nonceBytes);
  const plaintext = Uint8Array.from(seed.reveal());
  const ciphertext = await crypto.subtle.encrypt(parameters(nonce, keyId, owner), sealing, plaintext);
  plaintext.fill(0);
  const bytes = new Uint8Array(nonceBytes + ciphertext.byteLength);
  bytes.set(nonce);
  bytes.set(new Uint8Array(ciphertext), nonceBytes);
  return { keyId, bytes };
}

/** Opens a seed, for the caller to wipe. Throws {@link MfaError} 'key-missing' or 'seed-damaged': both let nobody in. */
export async function unsealSeed(seed: SealedSeed, owner: SeedOwner, keyRing: KeyRing): Promise<Secret> {
  const { sealing } = await ringKey(keyRing, seed.keyId);
  const nonce = seed.bytes.slice(0, nonceBytes);
  let plaintext: Uint8Array<ArrayBuffer>;
  try {
    plaintext = new Uint8Array(
      await crypto.subtle.decrypt(parameters(nonce, seed.keyId, owner), sealing, seed.bytes.slice(nonceBytes)),
    );
  } catch (error) {
    // The one name WebCrypto has for a tag that does not fit. Anything else is a mistake of ours and must be heard.
    if (error instanceof Error && error.name === 'OperationError') {
      throw damaged();
    }
    throw error;
  }
  const secret = Secret.fromBytes(plaintext);
  plaintext.fill(0);
  return secret;
}

function parameters(nonce: Uint8Array<ArrayBuffer>, keyId: string, owner: SeedOwner) {
  const additionalData = lengthPrefixed(['halfminute/seed/v1', keyId, owner.userId, owner.authenticatorId]);
  return { name: 'AES-GCM', iv: nonce, additionalData, tagLength: 128 } as const;
}

function damaged(): MfaError {
  return new MfaError('seed-damaged', 'A stored seed does not belong to its user and authenticator, or was changed.');
}
