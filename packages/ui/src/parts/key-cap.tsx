import type { ReactElement } from 'react';

interface KeyCapsProps {
  /** As from keyCaps(): one cap a key. */
  readonly keys: readonly string[];
}

export function KeyCaps({ keys }: KeyCapsProps): ReactElement {
  return (
    <span className="key-caps">
      {keys.map((key) => (
        <kbd key={key} className="key-cap">
          {key}
        </kbd>
      ))}
    </span>
  );
}
