import type { DraggedThings, GalleryStep } from '@halfminute/ui/gallery';

type ClickStep = Extract<GalleryStep, { readonly role: unknown }>;
export type ClickRole = ClickStep['role'];

/** Whatever plays the steps of a state with real input: each engine has its own. Names are whole, except for `hover` and `see`. */
export interface GalleryHands {
  click(role: ClickRole, name: string): Promise<void>;
  hover(role: ClickRole, name: string): Promise<void>;
  type(into: string, text: string): Promise<void>;
  /** As `KeyboardEvent.key`, with `+` between keys that are pressed together. */
  press(key: string): Promise<void>;
  /** Waits until the text is in sight. */
  see(text: string): Promise<void>;
  /** Holds something from elsewhere over the window and, where `isDropped`, lets go of it. */
  drag(things: DraggedThings, how: { readonly isDropped: boolean }): Promise<void>;
  advance(milliseconds: number): Promise<void>;
}

/** Plays the way to a state, one step after the other. */
export async function play(hands: GalleryHands, steps: readonly GalleryStep[]): Promise<void> {
  for (const step of steps) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await playStep(hands, step);
  }
}

function playStep(hands: GalleryHands, step: GalleryStep): Promise<void> {
  switch (step.act) {
    case 'click':
      return hands.click(step.role, step.name);
    case 'hover':
      return hands.hover(step.role, step.name);
    case 'type':
      return hands.type(step.into, step.text);
    case 'press':
      return hands.press(step.key);
    case 'see':
      return hands.see(step.text);
    case 'drag':
    case 'drop':
      return hands.drag(step.things, { isDropped: step.act === 'drop' });
    case 'advance':
      return hands.advance(step.milliseconds);
    default:
      throw new Error(`No such step: ${JSON.stringify(step satisfies never)}`);
  }
}
