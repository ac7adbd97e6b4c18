import { chacha20 } from '@noble/ciphers/chacha.js';
import { openCbc } from '../ciphers.ts';
import type { Bytes } from '../ciphers.ts';
import type { Header } from './format.ts';
import { openTwofishCbc } from './twofish.ts';

/** What the database holds, still packed; null where the key is wrong or the bytes are changed, if that can be seen. */
export async function openOuterCipher({ cipher, iv }: Header, key: Bytes, sealed: Bytes): Promise<Bytes | null> {
  switch (cipher) {
    case 'aes':
      return openCbc({ key, iv, sealed });
    case 'twofish':
      return openTwofishCbc(key, iv, sealed);
    case 'chacha20':
      return iv.length === 12 ? Uint8Array.from(chacha20(key, iv, sealed)) : null;
  }
}
