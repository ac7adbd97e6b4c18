export { showGalleryState, type ShownState } from './show.tsx';
export { playDrag } from './play-drag.ts';
export type { DraggedThings, GalleryState, GalleryStep } from './state.ts';
export { galleryStates } from './states.ts';
