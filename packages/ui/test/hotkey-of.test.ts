import { describe, expect, it } from 'vitest';
import { hotkeyOf } from '../src/screens/settings/hotkey-of.ts';

const noModifier = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

describe('the keys of the quick palette', () => {
  it.each([
    [{ key: ' ', code: 'Space', ctrlKey: true, altKey: true }, 'Ctrl+Alt+Space'],
    [{ key: 'K', code: 'KeyK', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+K'],
    // By the key, not by what a layout writes with it.
    [{ key: 'ж', code: 'Semicolon', ctrlKey: true }, null],
    [{ key: 'л', code: 'KeyK', ctrlKey: true }, 'Ctrl+K'],
    [{ key: '5', code: 'Digit5', altKey: true }, 'Alt+5'],
    [{ key: 'F9', code: 'F9' }, 'F9'],
    [{ key: 'k', code: 'KeyK', metaKey: true }, 'Super+K'],
    [{ key: 'ArrowUp', code: 'ArrowUp', ctrlKey: true, altKey: true }, 'Ctrl+Alt+ArrowUp'],
  ])('are read from a press: %o', (press, keys) => {
    expect(hotkeyOf({ ...noModifier, ...press })).toEqual(keys === null ? 'more' : { keys });
  });

  it.each([
    [{ key: 'Control', code: 'ControlLeft', ctrlKey: true }],
    [{ key: 'a', code: 'KeyA' }],
    [{ key: 'A', code: 'KeyA', shiftKey: true }],
    [{ key: 'Enter', code: 'Enter' }],
  ])('are not what every program needs: %o', (press) => {
    expect(hotkeyOf({ ...noModifier, ...press })).toBe('more');
  });

  it('are left by Esc and taken away by Delete', () => {
    expect(hotkeyOf({ ...noModifier, key: 'Escape', code: 'Escape' })).toBe('leave');
    expect(hotkeyOf({ ...noModifier, key: 'Delete', code: 'Delete' })).toBe('none');
    expect(hotkeyOf({ ...noModifier, key: 'Backspace', code: 'Backspace' })).toBe('none');
  });
});
