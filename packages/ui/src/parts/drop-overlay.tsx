import type { ReactElement } from 'react';
import { useWords } from '../hooks/words.tsx';
import { Icon } from './icon.tsx';

/** Lies over the whole window while something is held over it; whatever is below takes the drop. */
export function DropOverlay(): ReactElement {
  const words = useWords().import;
  return (
    <div className="drop-overlay" aria-hidden="true">
      <div className="drop-overlay-card">
        <Icon name="import" size={28} />
        <span className="drop-overlay-title">{words.overlayTitle}</span>
        <span className="drop-overlay-text">{words.overlayText}</span>
      </div>
    </div>
  );
}
