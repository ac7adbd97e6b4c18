import { browserClock, browserFiles, browserRandomBytes } from '@halfminute/browser';
import type { Platform } from '@halfminute/core';
import type { HostFacts } from '../bindings.ts';
import { shellClipboard } from './clipboard.ts';
import { shellDeriveKey } from './derive-key.ts';
import { createVaultFile } from './vault-file.ts';

/** What the native window can do for Halfminute. */
export function createDesktopPlatform(facts: HostFacts): Platform {
  return {
    hostName: `window (${facts.os})`,
    vaultFile: createVaultFile(facts.vaultName),
    clock: browserClock,
    randomBytes: browserRandomBytes,
    deriveKey: shellDeriveKey,
    files: browserFiles,
    clipboard: shellClipboard,
  };
}
