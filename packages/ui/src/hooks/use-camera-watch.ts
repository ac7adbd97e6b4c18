import type { CameraEnd, CameraFrame, CameraNote, CameraWatch, ImportReading } from '@halfminute/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useApp } from './app-context.tsx';

type CameraProblem = Exclude<CameraEnd['outcome'], ImportReading['outcome']>;

interface CameraWatching {
  /** `waiting`: nothing was seen yet, since the browser may be asking its user. */
  readonly phase: 'waiting' | 'looking' | { readonly problem: CameraProblem };
  readonly note: CameraNote | null;
  readonly takeSeen: () => void;
  readonly tryAgain: () => void;
}

/** Watches by the camera for as long as what asks for it is shown. `onFrame` must be done with the frame when it returns. */
export function useCameraWatch(on: {
  readonly onFrame: (frame: CameraFrame) => void;
  readonly onRead: (reading: ImportReading) => void;
}): CameraWatching {
  const app = useApp();
  const [phase, setPhase] = useState<CameraWatching['phase']>('waiting');
  const [note, setNote] = useState<CameraNote | null>(null);
  const watch = useRef<CameraWatch>(null);

  const frame = useEffectEvent((seen: CameraFrame) => {
    setPhase('looking');
    on.onFrame(seen);
  });
  const ended = useEffectEvent((how: CameraEnd) => {
    switch (how.outcome) {
      case 'no-camera':
      case 'not-permitted':
      case 'ended':
      case 'failed':
        setPhase({ problem: how.outcome });
        return;
      case 'single':
      case 'vault-file':
      case 'needs-password':
      case 'found':
      case 'refused':
        on.onRead(how);
    }
  });
  const isWatching = typeof phase === 'string';
  useEffect(() => {
    if (!isWatching) {
      return;
    }
    const begun = app.imports.watchCamera({
      frame: (seen) => frame(seen),
      noted: setNote,
      ended: (how) => ended(how),
    });
    watch.current = begun;
    return () => begun.stop();
  }, [app, isWatching]);

  return {
    phase,
    note,
    takeSeen: () => watch.current?.takeSeen(),
    tryAgain() {
      setPhase('waiting');
      setNote(null);
    },
  };
}
