import type { DeviceSettings, DeviceSettingsHost } from '@halfminute/core';
import { commands, events } from '../bindings.ts';
import type { DeviceState_Serialize } from '../bindings.ts';
import { answerOf } from './answer.ts';
import { heard } from './heard.ts';

/** The settings of this computer, which the shell keeps. `state`: as they were when the page began. */
export function createDeviceSettings(state: DeviceState_Serialize): DeviceSettingsHost {
  let settings: DeviceSettings = state.settings;
  const listeners = new Set<() => void>();

  function arrived(next: DeviceSettings): void {
    settings = next;
    listeners.forEach((listener) => listener());
  }

  return {
    abilities: state.abilities,
    get: () => settings,
    async change(changes) {
      const outcome = await answerOf(commands.changeDeviceSettings(changes)).catch((error: unknown) => ({
        outcome: 'failed' as const,
        message: error instanceof Error ? error.message : String(error),
      }));
      if (outcome.outcome === 'changed') {
        arrived(outcome.settings);
      }
      return outcome;
    },
    watch(changed) {
      listeners.add(changed);
      const stop = heard(events.deviceSettingsChanged, (event) =>
        arrived({ ...event.settings, hotkey: event.settings.hotkey ?? null }),
      );
      return () => {
        listeners.delete(changed);
        stop();
      };
    },
  };
}
