import type { PaletteAnswer, PaletteQuestion, Unsubscribe } from '@halfminute/core';

/** What the quick palette needs of its host. It has no session: whoever has one answers. */
export interface PaletteHost {
  ask(question: PaletteQuestion): Promise<PaletteAnswer>;
  /** Types the code into the window that had the focus before. 'copied': it could not be typed there, and was copied instead. */
  typeCode(id: string): Promise<'typed' | 'copied' | 'locked' | 'failed'>;
  /** Whether this system lets a program type into another; where not, the code is copied and nothing else is offered. */
  readonly canType: boolean;
  /** Hides it and gives the focus back. */
  close(): void;
  /** Called at once, and each time that it comes up again. */
  watchOpened(opened: () => void): Unsubscribe;
  /** Called when its user went to another window: it is hidden then, and shows nothing any more. */
  watchLeft(left: () => void): Unsubscribe;
}
