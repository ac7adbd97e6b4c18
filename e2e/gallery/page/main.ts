import {
  galleryStates,
  playDrag,
  showGalleryState,
  type DraggedThings,
  type GalleryState,
  type ShownState,
} from '@halfminute/ui/gallery';

/** What the driver in Chromium asks of this page. */
export interface GalleryWindow {
  readonly states: readonly Omit<GalleryState, 'setup' | 'desk'>[];
  /** Settled once the state asked for by `?state=` stands; rejected when it cannot be made. */
  readonly shown: Promise<void>;
  /** Holds things over the window, and lets go of them where `isDropped`. */
  drag(things: DraggedThings, isDropped: boolean): void;
  /** Moves the hand-moved clock of the shown app. */
  advance(milliseconds: number): void;
}

/** A picture does not change by itself: what a screen would do after a second or later, it never does here. */
const longestDelayMs = 999;
const realSetTimeout = window.setTimeout.bind(window);
Object.assign(window, {
  setInterval: () => 0,
  setTimeout: (task: TimerHandler, delayMs = 0, ...values: unknown[]) =>
    delayMs > longestDelayMs ? 0 : realSetTimeout(task, delayMs, ...values),
});

const wanted = new URL(location.href).searchParams.get('state');
const root = document.querySelector('#root');
const showing = wanted === null || root === null ? Promise.resolve(null) : showGalleryState(root, wanted);

const gallery: GalleryWindow = {
  states: galleryStates.map(({ setup: _setup, desk: _desk, ...description }) => description),
  shown: showing.then(() => undefined),
  drag: playDrag,
  advance(milliseconds) {
    void showing.then((shown: ShownState | null) => shown?.advance(milliseconds));
  },
};
Object.assign(window, { gallery });
