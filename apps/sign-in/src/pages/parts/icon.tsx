/** @jsxImportSource hono/jsx */
import { icons, letterTile, type IconDrawing, type IconName } from '@halfminute/theme';

/** One of the theme's drawings; decoration beside words that say the same. */
export function Icon({ name }: { readonly name: IconName }) {
  const drawing: IconDrawing = icons[name];
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      {drawing.strokes.map((path) => (
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      ))}
      {(drawing.fills ?? []).map((path) => (
        <path d={path} fill="currentColor" />
      ))}
    </svg>
  );
}

/** The platform's letter on its colour. Attributes of the drawing, since the page policy takes no style attribute. */
export function Tile({ name }: { readonly name: string }) {
  const { letter, colour } = letterTile(name);
  return (
    <svg class="tile" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill={colour} />
      <text x="12" y="16.5" text-anchor="middle" font-size="13" font-weight="600" fill="#fff">
        {letter}
      </text>
    </svg>
  );
}
