/** @jsxImportSource hono/jsx */
import type { QrPicture as Picture } from '../page.ts';

/** Light modules on each side; less of them and readers find no corner (ISO/IEC 18004, section 6.3.8). */
const quietZone = 4;

/** CSS pixels a module; a narrow window may shrink it, down to three. */
const moduleSize = 5;

/**
 * Dark on white in a dark page as well, since most readers know no other way round. One path: a row's neighbours are drawn as one
 * bar, so that no hairline shows between them at odd zooms.
 */
export function QrPicture({ picture, label }: { readonly picture: Picture; readonly label: string }) {
  const side = picture.size + 2 * quietZone;
  return (
    <div class="qr">
      <svg
        role="img"
        aria-label={label}
        width={side * moduleSize}
        height={side * moduleSize}
        viewBox={`0 0 ${side} ${side}`}
        shape-rendering="crispEdges"
      >
        <rect width={side} height={side} fill="#fff" />
        <path fill="#111" d={pathOf(picture)} />
      </svg>
    </div>
  );
}

function pathOf({ size, dark }: Picture): string {
  const bars: string[] = [];
  for (let y = 0; y < size; y += 1) {
    let x = 0;
    while (x < size) {
      const start = x;
      while (x < size && dark[y * size + x] === true) {
        x += 1;
      }
      if (x > start) {
        bars.push(`M${start + quietZone} ${y + quietZone}h${x - start}v1h-${x - start}z`);
      }
      x += 1;
    }
  }
  return bars.join('');
}
