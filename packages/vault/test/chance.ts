import { createHash } from 'node:crypto';
import type { RandomBytes } from '../src/index.ts';

/** Chance that is the same at every run: SHA-256 in counter mode over the seed. */
export function seededBytes(seed: string): RandomBytes {
  let block = 0;
  return (length) => {
    const blocks: Uint8Array[] = [];
    for (let made = 0; made < length; made += 32) {
      blocks.push(createHash('sha256').update(`${seed}/${block++}`).digest());
    }
    return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
  };
}
