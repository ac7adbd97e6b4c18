import type { UiHost } from '../hooks/app-context.tsx';

/** Ctrl here is Command on a Mac. */
interface KeyPress {
  /** `KeyboardEvent.key`. */
  readonly key: string;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
}

interface Shortcut {
  readonly area: 'find' | 'use' | 'change' | 'window';
  /** Any of these; the first is on show. Empty: not a key of ours, only told on the All keys screen. */
  readonly presses: readonly KeyPress[];
  /** Where a browser keeps the first ones for itself. */
  readonly inBrowserTab?: readonly KeyPress[];
  /** Caps on show, where they are not those of the first press. */
  readonly shown?: readonly string[];
  /** Typing one of these into the search field must not trigger them unless it is empty. */
  readonly onlyWhileSearchIsEmpty?: boolean;
}

/**
 * Every key of the program, in the order of the All keys screen. No single letter is among them, since letters search
 * (and WCAG 2.1.4); "?" and Space count only while the search is empty.
 */
export const shortcuts = {
  search: { area: 'find', presses: [] },
  'clear-search': { area: 'find', presses: [{ key: 'Escape' }] },
  move: { area: 'use', presses: [], shown: ['↑', '↓'] },
  'copy-code': { area: 'use', presses: [{ key: 'Enter' }] },
  'copy-next-code': { area: 'use', presses: [{ key: 'Enter', shift: true }] },
  'show-hidden': { area: 'use', presses: [{ key: ' ' }], onlyWhileSearchIsEmpty: true },
  'next-counter-code': { area: 'use', presses: [{ key: 'g', ctrl: true }] },
  add: { area: 'change', presses: [{ key: 'n', ctrl: true }], inBrowserTab: [{ key: 'n', alt: true }] },
  paste: { area: 'change', presses: [], shown: ['Ctrl', 'V'] },
  edit: { area: 'change', presses: [{ key: 'F2' }] },
  favourite: { area: 'change', presses: [{ key: 'd', ctrl: true }] },
  'show-long-code': { area: 'change', presses: [{ key: 'i', ctrl: true }] },
  delete: { area: 'change', presses: [{ key: 'Delete' }], onlyWhileSearchIsEmpty: true },
  undo: { area: 'change', presses: [{ key: 'z', ctrl: true }], onlyWhileSearchIsEmpty: true },
  lock: { area: 'window', presses: [{ key: 'l', ctrl: true }] },
  settings: { area: 'window', presses: [{ key: ',', ctrl: true }] },
  zoom: { area: 'window', presses: [], shown: ['Ctrl', '+', '−'] },
  // "?" is Shift and another key on some layouts and not on others, so Shift is not looked at.
  'all-keys': { area: 'window', presses: [{ key: '?' }, { key: '?', shift: true }], onlyWhileSearchIsEmpty: true },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof shortcuts;

/** In the order of the All keys screen. */
export const shortcutIds: readonly ShortcutId[] =
  // The keys of a literal object are exactly its type's.
  Object.keys(shortcuts) as ShortcutId[];

type Keyboard = Pick<UiHost, 'keyboard' | 'isMac'>;

function pressesOf(id: ShortcutId, keyboard: Keyboard): readonly KeyPress[] {
  const shortcut: Shortcut = shortcuts[id];
  return keyboard.keyboard === 'browser-tab' ? (shortcut.inBrowserTab ?? shortcut.presses) : shortcut.presses;
}

/** Which shortcut a key press is, or null. The caller looks at {@link isOnlyWhileSearchIsEmpty}. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
  keyboard: Keyboard,
): ShortcutId | null {
  const command = keyboard.isMac ? event.metaKey : event.ctrlKey;
  const otherCommand = keyboard.isMac ? event.ctrlKey : event.metaKey;
  if (otherCommand) {
    return null;
  }
  const found = shortcutIds.find((id) =>
    pressesOf(id, keyboard).some(
      (press) =>
        press.key.toLowerCase() === event.key.toLowerCase() &&
        (press.ctrl ?? false) === command &&
        (press.shift ?? false) === event.shiftKey &&
        (press.alt ?? false) === event.altKey,
    ),
  );
  return found ?? null;
}

export function isOnlyWhileSearchIsEmpty(id: ShortcutId): boolean {
  const shortcut: Shortcut = shortcuts[id];
  return shortcut.onlyWhileSearchIsEmpty ?? false;
}

const capNames: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Escape: 'Esc',
  Delete: 'Del',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** The caps of a shortcut as drawn, such as ["Ctrl", "N"]. Empty for what has no key. */
export function keyCaps(id: ShortcutId, keyboard: Keyboard): readonly string[] {
  const shortcut: Shortcut = shortcuts[id];
  const ctrl = keyboard.isMac ? '⌘' : 'Ctrl';
  if (shortcut.shown !== undefined) {
    return shortcut.shown.map((cap) => (cap === 'Ctrl' ? ctrl : cap));
  }
  const press = pressesOf(id, keyboard)[0];
  if (press === undefined) {
    return [];
  }
  const name = capNames[press.key] ?? (press.key.length === 1 ? press.key.toUpperCase() : press.key);
  return [...(press.ctrl ? [ctrl] : []), ...(press.alt ? ['Alt'] : []), ...(press.shift ? ['Shift'] : []), name];
}
