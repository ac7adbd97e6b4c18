import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire, findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

/** A file that pages load, served under `/assets/` for ever, since its name changes with what is in it. */
export interface Asset {
  readonly type: string;
  readonly body: string;
}

// The room's own folder, whether this file is read as source or as what tsc wrote two folders deeper.
const room = dirname(findPackageJSON(import.meta.url) ?? '.');
const themeFile = createRequire(import.meta.url).resolve('@halfminute/theme/tokens.css');

/** In the order in which a later one may say otherwise. */
const stylesheets = ['base', 'frame', 'controls', 'surfaces', 'security', 'print'].map((part) => `css/${part}.css`);

const stylesheet = underHash('pages.css', {
  type: 'text/css; charset=utf-8',
  body: readFileSync(themeFile, 'utf8') + stylesheets.map(read).join(''),
});
const script = underHash('pages.js', { type: 'text/javascript; charset=utf-8', body: read('pages.js') });
const icon = underHash('icon.svg', { type: 'image/svg+xml', body: read('icon.svg') });

/** By the name in `/assets/<name>`. Each may be kept for ever: `Cache-Control: public, max-age=31536000, immutable`. */
export const assets: ReadonlyMap<string, Asset> = new Map([stylesheet, script, icon]);

/** The names that pages load. */
export const pageAssets = { stylesheet: stylesheet[0], script: script[0], icon: icon[0] } as const;

function read(file: string): string {
  return readFileSync(join(room, 'assets', file), 'utf8');
}

function underHash(file: string, asset: Asset): readonly [string, Asset] {
  const hash = createHash('sha256').update(asset.body).digest('hex').slice(0, 16);
  return [file.replace('.', `-${hash}.`), asset];
}
