import { useEffect, useEffectEvent } from 'react';
import { useApp, useAppState, useHost } from '../hooks/app-context.tsx';

/** As browsers have them, since eyes are used to those; in percent. */
const zoomSteps = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300];

/** Ctrl with + and - and 0, locked or not, where the host keeps a zoom: a browser has its own. */
export function useZoomKeys(): void {
  const app = useApp();
  const { isMac } = useHost();
  const { device } = useAppState();
  const run = useEffectEvent((event: KeyboardEvent) => {
    const isCommand = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    if (device === null || !isCommand || event.altKey) {
      return;
    }
    const zoomPercent = zoomAfter(event.key, device.zoomPercent);
    if (zoomPercent !== null) {
      event.preventDefault();
      void app.changeDeviceSettings({ zoomPercent });
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => run(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

/** The zoom that a key leads to; null: it is no key of zoom. */
export function zoomAfter(key: string, percent: number): number | null {
  switch (key) {
    // The key beside Backspace, with Shift and without.
    case '+':
    case '=':
      return zoomSteps.find((step) => step > percent) ?? percent;
    case '-':
    case '_':
      return zoomSteps.findLast((step) => step < percent) ?? percent;
    case '0':
      return 100;
    default:
      return null;
  }
}
