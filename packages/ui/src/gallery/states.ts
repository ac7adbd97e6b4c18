import { addStates } from './add-states.ts';
import { cameraStates } from './camera-states.ts';
import { deskStates } from './desk-states.ts';
import { editStates } from './edit-states.ts';
import { helpStates } from './help-states.ts';
import { importStates } from './import-states.ts';
import { keysStates } from './keys-states.ts';
import { listStates } from './list-states.ts';
import { paletteStates } from './palette-states.ts';
import { scanStates } from './scan-states.ts';
import { settingsStates } from './settings-states.ts';
import { startStates } from './start-states.ts';
import type { GalleryState } from './state.ts';
import { unlockStates } from './unlock-states.ts';

/** Every screen in every state. A screen that is not among them does not exist. */
export const galleryStates: readonly GalleryState[] = [
  ...startStates,
  ...unlockStates,
  ...listStates,
  ...addStates,
  ...editStates,
  ...scanStates,
  ...cameraStates,
  ...importStates,
  ...settingsStates,
  ...deskStates,
  ...paletteStates,
  ...keysStates,
  ...helpStates,
];
