type Pressed =
  | { readonly keys: string }
  /** Modifiers alone, or a key that every program needs: more is to come. */
  | 'more'
  | 'none'
  | 'leave';

const modifierKeys = new Set(['Control', 'Alt', 'Shift', 'Meta', 'AltGraph']);

/** Physical keys that a hotkey can have beside its modifiers: by `KeyboardEvent.code`, since the system grabs keys, not letters. */
const namedCodes: Readonly<Record<string, string>> = {
  Space: 'Space',
  Enter: 'Enter',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'ArrowUp',
  ArrowDown: 'ArrowDown',
  ArrowLeft: 'ArrowLeft',
  ArrowRight: 'ArrowRight',
};

/** What a key press means while a hotkey is chosen, such as `{ keys: 'Ctrl+Alt+Space' }`. */
export function hotkeyOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>,
): Pressed {
  const isAlone = !event.ctrlKey && !event.altKey && !event.metaKey;
  if (isAlone && event.key === 'Escape') {
    return 'leave';
  }
  if (isAlone && (event.key === 'Delete' || event.key === 'Backspace')) {
    return 'none';
  }
  const key = keyName(event.code);
  const isFunctionKey = /^F\d+$/u.test(event.code);
  if (modifierKeys.has(event.key) || key === null || (isAlone && !isFunctionKey)) {
    return 'more';
  }
  const modifiers = [
    event.ctrlKey ? 'Ctrl' : null,
    event.altKey ? 'Alt' : null,
    event.shiftKey ? 'Shift' : null,
    event.metaKey ? 'Super' : null,
  ].filter((name) => name !== null);
  return { keys: [...modifiers, key].join('+') };
}

function keyName(code: string): string | null {
  const plain = /^(?:Key([A-Z])|Digit(\d)|(F\d{1,2}))$/u.exec(code);
  return plain?.[1] ?? plain?.[2] ?? plain?.[3] ?? namedCodes[code] ?? null;
}
