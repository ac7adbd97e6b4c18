export { showGalleryState, type ShownState } from './show.tsx';
export type { GalleryState, GalleryStep } from './state.ts';
export { galleryStates } from './states.ts';
