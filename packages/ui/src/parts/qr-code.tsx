import type { QrPicture } from '@halfminute/core';
import type { ReactElement } from 'react';

/** Light modules on each side (ISO/IEC 18004, section 6.3.8). */
const quietModules = 4;

/** Black on white in every theme: an inverted one is read by few cameras. It grows with the room there is. */
export function QrCode({ picture, label }: { readonly picture: QrPicture; readonly label: string }): ReactElement {
  const whole = picture.size + 2 * quietModules;
  return (
    <svg
      className="qr-code"
      role="img"
      aria-label={label}
      viewBox={`${-quietModules} ${-quietModules} ${whole} ${whole}`}
      shapeRendering="crispEdges"
    >
      <path d={pathOf(picture)} />
    </svg>
  );
}

/** A unit square for each dark module. */
function pathOf({ size, dark }: QrPicture): string {
  return dark.map((isDark, at) => (isDark ? `M${at % size} ${Math.floor(at / size)}h1v1h-1z` : '')).join('');
}
