import type { FoundEntry, FoundImport } from '@halfminute/core';
import { useRef, useState, type ReactElement } from 'react';
import { useWords } from '../../hooks/words.tsx';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { entryWords } from './entry-words.ts';

interface PinAskProps {
  readonly found: FoundImport;
  readonly waiting: readonly [FoundEntry, ...FoundEntry[]];
  readonly onGiven: (found: FoundImport, key: number) => void;
}

/** Asks for the PINs that the files do not hold, one account after the other. Whoever has none goes on without. */
export function PinAsk({ found, waiting, onGiven }: PinAskProps): ReactElement {
  const words = useWords();
  const [pin, setPin] = useState('');
  const [error, setError] = useState<string | null>(null);
  const fieldRef = useRef<HTMLInputElement>(null);
  const [entry] = waiting;
  const { name, user } = entryWords(entry, { words, isTicked: false });

  const give = (): void => {
    const given = found.givePin(entry.key, pin);
    if (given.outcome === 'given') {
      setPin('');
      onGiven(given.found, entry.key);
    } else {
      setError(pin === '' ? words.import.pinMissing : given.message);
    }
    fieldRef.current?.focus();
  };

  return (
    <div
      role="group"
      aria-label={words.import.pins}
      className="import-pin"
      // The page is a form of its own, which imports.
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          event.stopPropagation();
          give();
        }
      }}
    >
      <TextField
        label={words.import.pinOf(user === '' ? name : `${name}, ${user}`)}
        hint={words.import.pinHint(waiting.length)}
        look="pin"
        value={pin}
        onChange={(value) => {
          setPin(value);
          setError(null);
        }}
        error={error}
        inputRef={fieldRef}
      />
      <Button size="small" onPress={give}>
        {words.import.usePin}
      </Button>
    </div>
  );
}
