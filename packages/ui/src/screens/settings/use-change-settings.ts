import type { DeviceSettings, SaveOutcome, Settings } from '@halfminute/core';
import { useApp } from '../../hooks/app-context.tsx';
import { useToasts } from '../../hooks/toast.tsx';
import { useWords } from '../../hooks/words.tsx';

/** Changes settings, and says so only where they could not be saved: the switch itself shows that they hold. */
export function useChangeSettings(): (changes: Partial<Settings>) => void {
  const app = useApp();
  const words = useWords();
  const toasts = useToasts();
  return (changes) => {
    void app.changeSettings(changes).then((outcome: SaveOutcome) => {
      if (outcome.outcome === 'failed') {
        toasts.show({ sentence: words.settings.saveFailed(words.fileProblems[outcome.problem]) });
      }
    });
  };
}

/** Changes what belongs to this computer, and says where it did not accept it. */
export function useChangeDeviceSettings(): (changes: Partial<DeviceSettings>) => void {
  const app = useApp();
  const words = useWords().thisComputer;
  const toasts = useToasts();
  return (changes) => {
    void app.changeDeviceSettings(changes).then(({ outcome }) => {
      if (outcome !== 'changed') {
        toasts.show({ sentence: outcome === 'hotkey-taken' ? words.hotkeyTaken : words.notChanged });
      }
    });
  };
}
