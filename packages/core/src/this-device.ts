import type { Unsubscribe } from './platform.ts';
import type { DeviceSettings, DeviceSettingsHost, DeviceSettingsOutcome } from './platform-desk.ts';
import type { RulesInForce } from './policy/rules-in-force.ts';

/** What belongs to this computer, with what the policy says of it. */
export interface ThisDevice {
  /** The same object until something changes; null where the host keeps no such settings. */
  readonly settings: DeviceSettings | null;
  change(changes: Partial<DeviceSettings>): Promise<DeviceSettingsOutcome>;
  watch(changed: () => void): Unsubscribe;
}

export function createThisDevice(host: DeviceSettingsHost | undefined, rules: RulesInForce): ThisDevice {
  let last: { readonly kept: DeviceSettings; readonly effective: DeviceSettings } | null = null;

  function effective(kept: DeviceSettings): DeviceSettings {
    if (last === null || last.kept !== kept) {
      last = { kept, effective: rules.tightenDevice(kept) };
    }
    return last.effective;
  }

  return {
    get settings() {
      return host === undefined ? null : effective(host.get());
    },
    async change(changes) {
      if (host === undefined) {
        return { outcome: 'failed', message: 'This host keeps no settings of the computer.' };
      }
      // The host obeys the policy of its own accord; what the user chose stays as it is, for a day without that policy.
      const { captureProtection, ...others } = changes;
      const allowed = captureProtection === undefined || !rules.screenCapture ? others : changes;
      const outcome = await host.change(allowed);
      return outcome.outcome === 'changed' ? { outcome: 'changed', settings: effective(outcome.settings) } : outcome;
    },
    watch: (changed) => host?.watch(changed) ?? (() => undefined),
  };
}
