import type { Offers } from './app.ts';
import { scanningHost } from './importing/scan-screen.ts';
import { watchingHost } from './importing/watch-camera.ts';
import type { Platform } from './platform.ts';
import type { RulesInForce } from './policy/rules-in-force.ts';

/** What the host can do, less what the policy forbids. */
export function offersOf(
  platform: Platform,
  { rules, thisComputer }: { readonly rules: RulesInForce; readonly thisComputer: boolean },
): Offers {
  return {
    clipboard: platform.clipboard !== undefined,
    clipboardClearing: platform.clipboard?.clearIfHolds !== undefined,
    screenScan: scanningHost(platform) !== null,
    camera: watchingHost(platform) !== null,
    lockWithScreen: platform.systemLock !== undefined,
    thisComputer,
    clock: platform.timeSource !== undefined,
    device: platform.deviceSettings?.abilities ?? null,
    clipboardSecondsAtMost: rules.clipboardSecondsAtMost,
    lockAfterIdleSecondsAtMost: rules.lockAfterIdleSecondsAtMost,
    passwordMinLength: rules.passwordMinLength,
    recoverySheet: rules.allowsSlot('recovery-key'),
    plainExport: rules.plainExport,
    managed: rules.managed,
  };
}
