import { useEffect, useRef, useState } from 'react';
import { useApp } from './app-context.tsx';
import type { HalfDone } from './half-done.tsx';

/** Remembers whether the last lock threw away something half typed, until the session opens again. */
export function useDroppedByLock(): { readonly halfDone: HalfDone; readonly wasDropped: boolean } {
  const app = useApp();
  const dirtyForms = useRef(new Set<string>());
  const [wasDropped, setDropped] = useState(false);
  const [halfDone] = useState<HalfDone>(() => ({
    mark: (formId, isDirty) => {
      if (isDirty) {
        dirtyForms.current.add(formId);
      } else {
        dirtyForms.current.delete(formId);
      }
    },
  }));
  useEffect(() => {
    let last = app.getState().session.phase;
    // The store calls back before the screens of the open session go away, so their marks can still be read here.
    return app.subscribe(() => {
      const { phase } = app.getState().session;
      if (phase !== last) {
        last = phase;
        if (phase === 'locked' && dirtyForms.current.size > 0) {
          setDropped(true);
        } else if (phase === 'open') {
          setDropped(false);
        }
      }
    });
  }, [app]);
  return { halfDone, wasDropped };
}
