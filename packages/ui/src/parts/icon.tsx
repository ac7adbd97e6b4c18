import { icons, type IconName } from '@halfminute/theme';
import type { ReactElement } from 'react';

interface IconProps {
  readonly name: IconName;
  /** Side in CSS pixels; 20 unless told. */
  readonly size?: number;
}

/** A drawing of the theme. Always beside a word or inside a named control, so it says nothing to a screen reader. */
export function Icon({ name, size = 20 }: IconProps): ReactElement {
  const drawing: { readonly strokes: readonly string[]; readonly fills?: readonly string[] } = icons[name];
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {drawing.strokes.map((path) => (
        <path key={path} className="icon-stroke" d={path} />
      ))}
      {drawing.fills?.map((path) => (
        <path key={path} className="icon-fill" d={path} />
      ))}
    </svg>
  );
}
