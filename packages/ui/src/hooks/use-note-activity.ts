import { useEffect } from 'react';
import { useApp } from './app-context.tsx';

/** The idle timer counts in seconds, so that is how often it needs to hear of a moving pointer. */
const noSoonerThanMs = 1000;

/** Tells the session of every key and pointer, so that it locks only when nobody is there. */
export function useNoteActivity(): void {
  const app = useApp();
  useEffect(() => {
    let lastMs = -Infinity;
    const note = (event: Event): void => {
      if (event.timeStamp - lastMs >= noSoonerThanMs) {
        lastMs = event.timeStamp;
        app.noteActivity();
      }
    };
    const kinds = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const kind of kinds) {
      document.addEventListener(kind, note, { passive: true, capture: true });
    }
    return () => {
      for (const kind of kinds) {
        document.removeEventListener(kind, note, { capture: true });
      }
    };
  }, [app]);
}
