import { describe, expect, it } from 'vitest';
import {
  isOnlyWhileSearchIsEmpty,
  keyCaps,
  shortcutIds,
  shortcutOf,
  shortcuts,
  type ShortcutId,
} from '../src/keyboard/shortcuts.ts';
import { en } from '../src/strings/en.ts';

const window = { keyboard: 'window', isMac: false } as const;
const tab = { keyboard: 'browser-tab', isMac: false } as const;
const mac = { keyboard: 'window', isMac: true } as const;

function press(key: string, held: readonly ('ctrl' | 'meta' | 'shift' | 'alt')[] = []) {
  return {
    key,
    ctrlKey: held.includes('ctrl'),
    metaKey: held.includes('meta'),
    shiftKey: held.includes('shift'),
    altKey: held.includes('alt'),
  };
}

describe('the keys', () => {
  it.each<[ShortcutId, ReturnType<typeof press>]>([
    ['copy-code', press('Enter')],
    ['copy-next-code', press('Enter', ['shift'])],
    ['show-hidden', press(' ')],
    ['next-counter-code', press('g', ['ctrl'])],
    ['add', press('n', ['ctrl'])],
    ['edit', press('F2')],
    ['favourite', press('D', ['ctrl'])],
    ['show-long-code', press('i', ['ctrl'])],
    ['delete', press('Delete')],
    ['undo', press('z', ['ctrl'])],
    ['lock', press('l', ['ctrl'])],
    ['settings', press(',', ['ctrl'])],
    ['all-keys', press('?', ['shift'])],
    ['all-keys', press('?')],
    ['clear-search', press('Escape')],
  ])('%s is pressed', (id, event) => {
    expect(shortcutOf(event, window)).toBe(id);
  });

  it('add an account with Alt N in a browser tab, whose browser keeps Ctrl N', () => {
    expect(shortcutOf(press('n', ['alt']), tab)).toBe('add');
    expect(shortcutOf(press('n', ['ctrl']), tab)).toBeNull();
    expect(keyCaps('add', tab)).toEqual(['Alt', 'N']);
    expect(keyCaps('add', window)).toEqual(['Ctrl', 'N']);
  });

  it('are Command keys on a Mac, and Ctrl there does nothing', () => {
    expect(shortcutOf(press('l', ['meta']), mac)).toBe('lock');
    expect(shortcutOf(press('l', ['ctrl']), mac)).toBeNull();
    expect(shortcutOf(press('l', ['meta']), window)).toBeNull();
    expect(keyCaps('lock', mac)).toEqual(['⌘', 'L']);
  });

  it('leave letters and figures to the search: no single one is a shortcut', () => {
    for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789.,;-/') {
      for (const keyboard of [window, tab, mac]) {
        expect(shortcutOf(press(letter), keyboard), letter).toBeNull();
        expect(shortcutOf(press(letter.toUpperCase(), ['shift']), keyboard), letter).toBeNull();
      }
    }
  });

  it('never stand for two things at once', () => {
    for (const place of ['presses', 'inBrowserTab'] as const) {
      const seen = new Map<string, ShortcutId>();
      for (const id of shortcutIds) {
        const shortcut: { presses: readonly object[]; inBrowserTab?: readonly object[] } = shortcuts[id];
        for (const one of shortcut[place] ?? shortcut.presses) {
          const name = JSON.stringify(one);
          expect(seen.get(name), `${name} of ${id}`).toBeUndefined();
          seen.set(name, id);
        }
      }
    }
  });

  it('that write or mend text leave it alone while something is searched for', () => {
    expect(shortcutIds.filter(isOnlyWhileSearchIsEmpty)).toEqual(['show-hidden', 'delete', 'undo', 'all-keys']);
  });

  it('all have words on the All keys screen, and no words are left over', () => {
    const { areas, typeAnything, ...words } = en.shortcuts;
    expect(Object.keys(words).toSorted()).toEqual([...shortcutIds].toSorted());
    expect(typeAnything).not.toBe('');
    expect(Object.keys(areas).toSorted()).toEqual([...new Set(shortcutIds.map((id) => shortcuts[id].area))].toSorted());
  });

  it('are shown as caps that a keyboard has', () => {
    expect(keyCaps('show-hidden', window)).toEqual(['Space']);
    expect(keyCaps('clear-search', window)).toEqual(['Esc']);
    expect(keyCaps('copy-next-code', window)).toEqual(['Shift', 'Enter']);
    expect(keyCaps('move', window)).toEqual(['↑', '↓']);
    expect(keyCaps('zoom', mac)).toEqual(['⌘', '+', '−']);
    expect(keyCaps('search', window)).toEqual([]);
  });
});
