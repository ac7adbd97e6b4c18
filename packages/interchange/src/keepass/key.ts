import { askConsent, requireArgon2Cost, requireArgon2Salt } from '../argon2-cost.ts';
import type { NeedsConsent, Unlocking } from '../backup.ts';
import { concatBytes } from '../bytes.ts';
import { sha256, utf8 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import { InterchangeError } from '../errors.ts';
import { limits, requireCost } from '../limits.ts';
import { kdfNames, kdfsByUuid } from './format.ts';
import type { KdfParameters } from './format.ts';
import { hexOf } from './header.ts';

/** The key that the password makes, 32 bytes. Throws 'unsafe-parameters' for a derivation that no honest database asks for. */
export async function transformKey(kdf: KdfParameters, how: Unlocking): Promise<Bytes | NeedsConsent> {
  // A key of several parts is the hash of their hashes, one after the other; ours has one part.
  const composite = await sha256(await sha256(utf8(how.password)));
  const uuid = kdf.get(kdfNames.uuid);
  const name = kdfsByUuid.get(uuid instanceof Uint8Array ? hexOf(uuid) : '');
  if (name === undefined || kdf.has(kdfNames.secret) || kdf.has(kdfNames.associatedData)) {
    throw new InterchangeError(
      'unsupported-file',
      'This database derives its key in a way that is not known here. In KeePass, choose Argon2 or AES-KDF, save, and import that.',
    );
  }
  if (name === 'aes') {
    return aesKdf(composite, kdf);
  }
  const memory = wholeOf(kdf, kdfNames.memory);
  const version = wholeOf(kdf, kdfNames.version);
  const cost = requireArgon2Cost({
    memoryKiB: memory === undefined ? undefined : Math.floor(memory / 1024),
    passes: wholeOf(kdf, kdfNames.passes),
    lanes: wholeOf(kdf, kdfNames.lanes),
  });
  const salt = requireArgon2Salt(bytesOf(kdf, kdfNames.salt));
  if (version !== 0x13 && version !== 0x10) {
    throw new InterchangeError(
      'unsupported-file',
      'This database uses a version of Argon2 that is not known here. In KeePass, choose Argon2 anew, save, and import that.',
    );
  }
  return (
    askConsent(cost, how) ??
    Uint8Array.from(await how.argon2({ variant: name, version, ...cost, salt, password: composite, length: 32 }))
  );
}

/** Rounds that are made in one go: a megabyte of zeros. */
const roundsAtOnce = 65_536;

/**
 * KeePass's own: both halves of the key encrypted with AES again and again. AES-CBC over zeros does just that, block after
 * block, and WebCrypto has no single block to offer.
 */
async function aesKdf(composite: Bytes, kdf: KdfParameters): Promise<Bytes> {
  const rounds = requireCost(wholeOf(kdf, kdfNames.rounds), { most: limits.aesKdfRounds });
  const seed = bytesOf(kdf, kdfNames.salt);
  if (seed?.length !== 32) {
    throw new InterchangeError('unsafe-parameters', 'The seed of this database is none: it is damaged. Save it again.');
  }
  const key = await crypto.subtle.importKey('raw', seed, 'AES-CBC', false, ['encrypt']);
  const halves = [composite.slice(0, 16), composite.slice(16)].map(async (half) => {
    let block = half;
    for (let left = rounds; left > 0; left -= roundsAtOnce) {
      const zeros = new Uint8Array(Math.min(left, roundsAtOnce) * 16);
      // oxlint-disable-next-line no-await-in-loop -- each stands on the one before
      const encrypted = await crypto.subtle.encrypt({ name: 'AES-CBC', iv: block }, key, zeros);
      // The last block is padding.
      block = new Uint8Array(encrypted.slice(zeros.length - 16, zeros.length));
    }
    return block;
  });
  return sha256(concatBytes(...(await Promise.all(halves))));
}

function wholeOf(kdf: KdfParameters, name: string): number | undefined {
  const value = kdf.get(name);
  return typeof value === 'bigint' ? Number(value) : undefined;
}

function bytesOf(kdf: KdfParameters, name: string): Bytes | null {
  const value = kdf.get(name);
  return value instanceof Uint8Array ? value.slice() : null;
}
