import type { ReactElement } from 'react';
import { Keyboard } from 'react-aria-components';

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

/** The key of a menu item. What is seen is drawn by the sheet, so that the item's name is its words alone (WCAG 2.5.3). */
export function MenuKeys({ keys }: KeyCapsProps): ReactElement {
  const words = keys.join(' ');
  return (
    <>
      <Keyboard className="visually-hidden">{words}</Keyboard>
      <span className="key-cap key-cap-drawn" data-keys={words} aria-hidden="true" />
    </>
  );
}
