import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { letterTile } from '@halfminute/theme';

/** Files beside the sources, read once at the start. */
const files = new URL('../../public/', import.meta.url);
const { colour } = letterTile('Cases');

export const assets: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
  '/tokens.css': {
    type: 'text/css; charset=utf-8',
    text: readFileSync(createRequire(import.meta.url).resolve('@halfminute/theme/tokens.css'), 'utf8'),
  },
  '/cases.css': { type: 'text/css; charset=utf-8', text: readFileSync(new URL('cases.css', files), 'utf8') },
  '/cases.js': { type: 'text/javascript; charset=utf-8', text: readFileSync(new URL('cases.js', files), 'utf8') },
  '/icon.svg': {
    type: 'image/svg+xml',
    text: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="${colour}"/><path d="M16 8.6a5 5 0 1 0 0 6.8" fill="none" stroke="#fff" stroke-width="2.4"/></svg>`,
  },
};
