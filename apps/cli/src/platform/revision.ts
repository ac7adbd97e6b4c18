import { createHash } from 'node:crypto';
import type { Revision } from '@halfminute/core';

/** The Revision of a content: SHA-256 of all its bytes, in hex; docs/vault-format.md, "Beside the file". */
export function revisionOf(bytes: Uint8Array): Revision {
  return createHash('sha256').update(bytes).digest('hex') as Revision; // the brand is given here and nowhere else on this host
}
