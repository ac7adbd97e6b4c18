import { chacha20 } from '@noble/ciphers/chacha.js';
import { salsa20 } from '@noble/ciphers/salsa.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { joinBytes } from '../bytes.ts';
import { sha256 } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import { InterchangeError } from '../errors.ts';
import { innerStreams } from './format.ts';
import type { InnerKey } from './format.ts';

/** KeePass's fixed nonce for Salsa20; the key is made anew with each save. */
const salsaNonce = Uint8Array.of(0xe8, 0x30, 0x09, 0x4b, 0x97, 0x20, 0x5d, 0x2a);

/**
 * The protected values, as they stand in the document one after the other: one key stream runs through all of them. Throws
 * 'unsupported-file' for a stream that is not known.
 */
export async function revealValues({ stream, key }: InnerKey, values: readonly Bytes[]): Promise<readonly Bytes[]> {
  const revealed = await applyStream(stream, key.slice(), joinBytes(values));
  let at = 0;
  return values.map(({ length }) => revealed.subarray(at, (at += length)));
}

async function applyStream(stream: number, key: Bytes, hidden: Bytes): Promise<Bytes> {
  switch (stream) {
    case innerStreams.none:
      return hidden;
    case innerStreams.salsa20:
      return Uint8Array.from(salsa20(await sha256(key), salsaNonce, hidden));
    case innerStreams.chacha20: {
      const whole = sha512(key);
      return Uint8Array.from(chacha20(whole.subarray(0, 32), whole.subarray(32, 44), hidden));
    }
    default:
      throw new InterchangeError(
        'unsupported-file',
        'This database hides its protected values in a way that is not known here. Save it again with a newer KeePass, and import that.',
      );
  }
}
