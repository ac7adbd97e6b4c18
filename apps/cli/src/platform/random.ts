import { randomFillSync } from 'node:crypto';
import type { Platform } from '@halfminute/core';

/** The operating system's generator, by OpenSSL's. */
export const nodeRandomBytes: Platform['randomBytes'] = (length) => randomFillSync(new Uint8Array(length));
