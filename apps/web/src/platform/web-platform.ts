import {
  browserClipboard,
  browserClock,
  browserFiles,
  browserName,
  browserRandomBytes,
  browserStorage,
  createDeriveKey,
} from '@halfminute/browser';
import type { Platform } from '@halfminute/core';
import { createVaultFile } from './vault-file.ts';

/** What a browser tab can do for Halfminute. */
export function createWebPlatform(): Platform {
  const clipboard = browserClipboard();
  const storage = browserStorage();
  return {
    hostName: `web (${browserName()})`,
    vaultFile: createVaultFile(),
    clock: browserClock,
    randomBytes: browserRandomBytes,
    deriveKey: createDeriveKey(),
    files: browserFiles,
    ...(clipboard && { clipboard }),
    ...(storage && { storage }),
  };
}
