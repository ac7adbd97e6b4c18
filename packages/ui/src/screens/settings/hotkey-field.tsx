import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useWords } from '../../hooks/words.tsx';
import { Button } from '../../parts/button.tsx';
import { hotkeyOf } from './hotkey-of.ts';

interface HotkeyFieldProps {
  /** Such as "Ctrl+Alt+Space"; null: none. */
  readonly hotkey: string | null;
  readonly onChange: (hotkey: string | null) => void;
}

/** Shows the keys; pressed, it takes the next ones. Esc leaves them, Delete takes them away. */
export function HotkeyField({ hotkey, onChange }: HotkeyFieldProps): ReactElement {
  const words = useWords().thisComputer;
  const [isRecording, setRecording] = useState(false);
  const shown = hotkey === null ? words.hotkeyNone : hotkey.replaceAll('+', ' + ');

  const record = (event: KeyboardEvent<HTMLElement>): void => {
    if (!isRecording || event.key === 'Tab') {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const pressed = hotkeyOf(event);
    if (pressed === 'more') {
      return;
    }
    setRecording(false);
    if (pressed !== 'leave') {
      onChange(pressed === 'none' ? null : pressed.keys);
    }
  };
  return (
    // Before the button hears of it: Enter and Space would press it.
    <span className="hotkey-field" onKeyDownCapture={record} onBlur={() => setRecording(false)}>
      <Button
        size="small"
        aria-label={isRecording ? words.hotkeyRecording : words.hotkeySpoken(shown)}
        onPress={() => setRecording(true)}
      >
        {isRecording ? words.hotkeyRecording : shown}
      </Button>
      <span role="status" className="panel-row-hint">
        {isRecording ? words.hotkeyRecordingHint : ''}
      </span>
    </span>
  );
}
