import { useState } from 'react';
import { useApp } from './app-context.tsx';
import { useIsOnTop } from './layer.tsx';

interface CameraUse {
  /** Whether there is anything to press at all. */
  readonly isOffered: boolean;
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/** Whether the camera is in use by this screen. Whatever lies down on the screen ends that. */
export function useCamera(): CameraUse {
  const app = useApp();
  const isOnTop = useIsOnTop();
  const [isOpen, setOpen] = useState(false);
  if (isOpen && !isOnTop) {
    setOpen(false);
  }
  return {
    isOffered: app.offers.camera,
    isOpen,
    open: () => setOpen(true),
    close: () => setOpen(false),
  };
}
