import type { App } from '@halfminute/core';
import type { UiHost } from '../hooks/app-context.tsx';
import type { MemoryPlatform, MemoryPlatformOptions } from '@halfminute/core/testing';

/** One screen in one state, and the way there. */
export interface GalleryState {
  /** Names the picture: lower case, words joined by hyphens. */
  readonly id: string;
  /** The drawing it answers, such as "A4"; null where there is none. */
  readonly sheet: string | null;
  /** What is seen, without a full stop. */
  readonly title: string;
  /** What its host can and cannot do, where that is not everything. */
  readonly host?: Pick<MemoryPlatformOptions, 'clipboard' | 'deriveKey' | 'storage'>;
  /** What a desktop has besides, made anew for each showing. */
  readonly desk?: () => Desk;
  /** Another window than that of the codes; it asks the app of this state. */
  readonly view?: 'palette';
  /** Whose keys and words it has; a browser tab's unless told. */
  readonly keyboard?: UiHost['keyboard'];
  /** Its window was to close with a change that is not saved. */
  readonly closing?: true;
  /** Seconds after 25 November 2026, 08:12:00 UTC; 12 unless told, so that a code has 18 s left. */
  readonly atSecond?: number;
  /** Brings the app into the state its user finds it in. */
  readonly setup: (stage: Stage) => Promise<void>;
  /** What the user then does, played with real input by the driver. */
  readonly steps: readonly GalleryStep[];
  /** A text that must be in sight at the end; without it the picture would be of something else. */
  readonly expects: string;
  /** Part of a message on the console that belongs to the state, such as the error whose screen is shown. */
  readonly expectsComplaint?: string;
  /** Stands between the real app and the screens, to make one of them throw. */
  readonly sabotage?: (app: App) => App;
  readonly medium?: 'print';
}

export type Desk = Pick<
  MemoryPlatformOptions,
  'keychain' | 'systemLock' | 'timeSource' | 'deviceSettings' | 'links' | 'pictures' | 'policy' | 'screen' | 'camera'
>;

/** A real app on a host that lives in memory, with a clock that stands still and chance from a seed. */
export interface Stage {
  readonly app: App;
  readonly platform: MemoryPlatform;
}

type Role = 'button' | 'checkbox' | 'link' | 'menuitem' | 'option' | 'radio' | 'switch';

export type GalleryStep =
  | { readonly act: 'click' | 'hover'; readonly role: Role; readonly name: string }
  | { readonly act: 'type'; readonly into: string; readonly text: string }
  | { readonly act: 'press'; readonly key: string }
  /** Waits until the text is in sight. */
  | { readonly act: 'see'; readonly text: string }
  /** Holds files or a text over the window and, with `drop`, lets go of them. */
  | { readonly act: 'drag' | 'drop'; readonly things: DraggedThings }
  /** Moves the clock of the host by hand. */
  | { readonly act: 'advance'; readonly milliseconds: number };

/** What is dragged from elsewhere: text files, files of other bytes as base64, or a selected text. */
export type DraggedThings =
  | { readonly text: string }
  | { readonly files: readonly { readonly name: string; readonly text?: string; readonly base64?: string }[] };

export function click(role: Role, name: string): GalleryStep {
  return { act: 'click', role, name };
}

/** `name` need not be whole. */
export function hover(role: Role, name: string): GalleryStep {
  return { act: 'hover', role, name };
}

export function typeInto(into: string, text: string): GalleryStep {
  return { act: 'type', into, text };
}

export function press(key: string): GalleryStep {
  return { act: 'press', key };
}

export function see(text: string): GalleryStep {
  return { act: 'see', text };
}

export function drag(things: DraggedThings): GalleryStep {
  return { act: 'drag', things };
}

export function drop(things: DraggedThings): GalleryStep {
  return { act: 'drop', things };
}

export function advance(milliseconds: number): GalleryStep {
  return { act: 'advance', milliseconds };
}
