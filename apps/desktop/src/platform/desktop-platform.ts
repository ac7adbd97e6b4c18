import { browserClock, browserRandomBytes, createPictureReader } from '@halfminute/browser';
import type { Platform } from '@halfminute/core';
import { commands } from '../bindings.ts';
import type { HostFacts } from '../bindings.ts';
import { answerOf } from './answer.ts';
import { shellClipboard } from './clipboard.ts';
import { shellDeriveKey } from './derive-key.ts';
import { createDeviceSettings } from './device-settings.ts';
import { shellFiles } from './files.ts';
import { shellKeychain } from './keychain.ts';
import { shellLinks } from './links.ts';
import { shellPalette } from './palette.ts';
import { shellScreen } from './screen.ts';
import { shellSystemLock } from './system-lock.ts';
import { shellTimeSource } from './time-source.ts';
import { shellTray } from './tray.ts';
import { createVaultFile } from './vault-file.ts';

/** What the native window can do for Halfminute. */
export async function createDesktopPlatform(facts: HostFacts): Promise<Platform> {
  const [policy, device] = await Promise.all([commands.policyText(), answerOf(commands.deviceSettings())]);
  return {
    hostName: `window (${facts.os})`,
    vaultFile: createVaultFile(facts.vaultName),
    clock: browserClock,
    randomBytes: browserRandomBytes,
    deriveKey: shellDeriveKey,
    files: shellFiles,
    pictures: createPictureReader(),
    clipboard: shellClipboard,
    keychain: shellKeychain,
    screen: shellScreen,
    // Elsewhere nobody tells the shell yet: see docs/release.md.
    ...(facts.os === 'linux' ? { systemLock: shellSystemLock } : {}),
    timeSource: shellTimeSource,
    deviceSettings: createDeviceSettings(device),
    policy,
    tray: shellTray,
    links: shellLinks,
    palette: shellPalette,
  };
}
