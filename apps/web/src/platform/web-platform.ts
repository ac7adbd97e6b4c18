import {
  browserCamera,
  browserClipboard,
  browserClock,
  browserFiles,
  browserName,
  browserRandomBytes,
  browserScreen,
  browserStorage,
  createDeriveKey,
  createPictureReader,
} from '@halfminute/browser';
import type { Platform } from '@halfminute/core';
import { createVaultFile } from './vault-file.ts';

/** What a browser tab can do for Halfminute. */
export function createWebPlatform(): Platform {
  const clipboard = browserClipboard();
  const storage = browserStorage();
  const pictures = createPictureReader();
  const screen = browserScreen(pictures);
  const camera = browserCamera(pictures);
  return {
    hostName: `web (${browserName()})`,
    vaultFile: createVaultFile(),
    clock: browserClock,
    randomBytes: browserRandomBytes,
    deriveKey: createDeriveKey(),
    files: browserFiles,
    pictures,
    ...(screen && { screen }),
    ...(camera && { camera }),
    ...(clipboard && { clipboard }),
    ...(storage && { storage }),
  };
}
