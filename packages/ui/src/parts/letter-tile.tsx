import { letterTile } from '@halfminute/theme';
import type { ReactElement } from 'react';

interface LetterTileProps {
  readonly service: string;
}

/** Decoration: the name stands beside it. */
export function LetterTile({ service }: LetterTileProps): ReactElement {
  const { letter, colour } = letterTile(service);
  return (
    <span className="tile" style={{ backgroundColor: colour }} aria-hidden="true">
      {letter}
    </span>
  );
}
