import { base64UrlOfBytes, bytesOfBase64Url } from './base64url.ts';
import type { KeyRing } from './key-ring.ts';
import { lengthPrefixed } from './length-prefixed.ts';
import { drawBytes, drawId } from './randomness.ts';
import type { RandomBytes } from './randomness.ts';
import type { MfaRecord, RememberedDevice } from './record.ts';
import { ringKey } from './ring-keys.ts';
import type { NextValue, Shown } from './rules/devices.ts';
import { sameBytes } from './same-bytes.ts';

/**
 * The cookie of a remembered device: `id.secret`, both in base64url; stored is the secret's SHA-256 alone.
 *
 * Each secret follows from the one before it and a key of the ring. So a device whose answer was lost gets the same next value again, and a
 * copy that is many uses old is known for what it is, though only two hashes are kept. Without the key nobody can go on
 * from a secret, and nobody can go back with it either.
 */
const secretBytes = 32;

/** How many uses back a copy is still recognised as one. */
const usesBack = 128;

interface DeviceValue {
  readonly deviceId: string;
  readonly secret: Uint8Array<ArrayBuffer>;
}

/** A new device's id, the cookie for it and the hash to store. */
export async function newDeviceValue(
  randomBytes: RandomBytes,
): Promise<{ readonly deviceId: string; readonly cookie: string; readonly hash: Uint8Array<ArrayBuffer> }> {
  const deviceId = drawId(randomBytes);
  const secret = drawBytes(randomBytes, secretBytes);
  return { deviceId, cookie: cookieOf({ deviceId, secret }), hash: await sha256(secret) };
}

/** What the cookie is to the user's devices, and the value that follows. A cookie of another user, or of nobody, is nothing. */
export async function recogniseDevice(
  cookie: unknown,
  record: MfaRecord,
  keyRing: KeyRing,
): Promise<{ readonly shown: Shown; readonly next: NextValue | null }> {
  const value = readCookie(cookie);
  const device = record.devices.find(({ id }) => id === value?.deviceId);
  if (value === null || device === undefined) {
    return { shown: { shown: 'nothing' }, next: null };
  }
  const following = await followingValues(value, record.userId, keyRing);
  const hash = await sha256(value.secret);
  if (sameBytes(hash, device.secretHash)) {
    return { shown: { shown: 'current', device }, next: await following() };
  }
  if (device.previousHash !== null && sameBytes(hash, device.previousHash)) {
    const next = await following();
    return {
      shown: { shown: 'previous', device },
      next: { ...next, isCurrent: sameBytes(next.hash, device.secretHash) },
    };
  }
  return { shown: (await leadsTo(device, following)) ? { shown: 'older', device } : { shown: 'nothing' }, next: null };
}

/** Whether a secret, used on and on, becomes the device's present one. Garbage never does. */
async function leadsTo(device: RememberedDevice, following: () => Promise<NextValue>): Promise<boolean> {
  for (let use = 0; use < usesBack; use++) {
    // Each value follows from the one before it.
    const { hash } = await following();
    if (sameBytes(hash, device.secretHash)) {
      return true;
    }
  }
  return false;
}

/** Answers the value after `value`, and one further at each further call. */
async function followingValues(
  value: DeviceValue,
  userId: string,
  keyRing: KeyRing,
): Promise<() => Promise<NextValue>> {
  const { deriving } = await ringKey(keyRing, keyRing.presentKeyId);
  const { deviceId } = value;
  const info = lengthPrefixed(['halfminute/device/v1', userId, deviceId]);
  let { secret } = value;
  return async () => {
    const parameters = { name: 'HKDF', hash: 'SHA-256', salt: secret, info } as const;
    secret = new Uint8Array(await crypto.subtle.deriveBits(parameters, deriving, secretBytes * 8));
    return { cookie: cookieOf({ deviceId, secret }), hash: await sha256(secret), isCurrent: false };
  };
}

function cookieOf({ deviceId, secret }: DeviceValue): string {
  return `${deviceId}.${base64UrlOfBytes(secret)}`;
}

/** Null for what {@link cookieOf} never writes. */
function readCookie(cookie: unknown): DeviceValue | null {
  const parts = typeof cookie === 'string' && cookie.length <= 256 ? cookie.split('.') : [];
  const [deviceId, text] = parts;
  if (deviceId === undefined || text === undefined || parts.length !== 2) {
    return null;
  }
  const secret = bytesOfBase64Url(text);
  return secret?.length === secretBytes ? { deviceId, secret } : null;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
