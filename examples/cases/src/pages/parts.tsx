/** @jsxImportSource hono/jsx */
import { icons, letterTile } from '@halfminute/theme';
import type { IconDrawing, IconName } from '@halfminute/theme';

/** Drawn on the grid of the theme's icons, which have none of a person. */
const person: IconDrawing = {
  strokes: [
    'M6.75 6.75a3.25 3.25 0 1 0 6.5 0a3.25 3.25 0 1 0-6.5 0z',
    'M3.75 16.5c.5-3 3.1-4.75 6.25-4.75s5.75 1.75 6.25 4.75',
  ],
};

/** Decoration: the words beside it say the same. */
export function Icon({ name }: { readonly name: IconName | 'person' }) {
  const { strokes, fills = [] }: IconDrawing = name === 'person' ? person : icons[name];
  return (
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      {strokes.map((path) => (
        <path key={path} class="stroke" d={path} />
      ))}
      {fills.map((path) => (
        <path key={path} class="fill" d={path} />
      ))}
    </svg>
  );
}

/** The letter tile as a picture: its colour comes from the name, and the page's policy allows no style attribute. */
export function Brand() {
  const { letter, colour } = letterTile('Cases');
  return (
    <span class="brand">
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <rect width="24" height="24" rx="6" fill={colour} />
        <text x="12" y="16.5" text-anchor="middle" fill="#ffffff">
          {letter}
        </text>
      </svg>
      Cases
    </span>
  );
}

/** In every form of a session. */
export function Csrf({ token }: { readonly token: string }) {
  return <input type="hidden" name="csrf" value={token} />;
}

/** One sentence under a field that names what is wrong and how to mend it. */
export function FieldError({ id, text }: { readonly id: string; readonly text: string | undefined }) {
  return text === undefined ? null : (
    <p class="error" id={id}>
      <Icon name="warning" />
      {text}
    </p>
  );
}
