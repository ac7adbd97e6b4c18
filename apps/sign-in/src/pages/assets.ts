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

function read(name: string): string {
  return readFileSync(join(room, 'assets', name), 'utf8');
}

const named = {
  stylesheet: name('pages.css', 'text/css; charset=utf-8', readFileSync(themeFile, 'utf8') + read('pages.css')),
  script: name('pages.js', 'text/javascript; charset=utf-8', read('pages.js')),
  icon: name('icon.svg', 'image/svg+xml', read('icon.svg')),
};

/** By the name in `/assets/<name>`. Each may be kept for ever: `Cache-Control: public, max-age=31536000, immutable`. */
export const assets: ReadonlyMap<string, Asset> = new Map(Object.values(named));

/** The names that pages load. */
export const pageAssets = {
  stylesheet: named.stylesheet[0],
  script: named.script[0],
  icon: named.icon[0],
} as const;

function name(file: string, type: string, body: string): readonly [string, Asset] {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  return [file.replace('.', `-${hash}.`), { type, body }];
}

/**
 * The policy of every page. `form-action` names the clients' origins as well, because Chromium holds the redirects that follow a
 * posted form to it, and a finished sign-in redirects to the client.
 */
export function pagePolicy(options: { readonly nonce: string; readonly clientOrigins: readonly string[] }): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${options.nonce}'`,
    `style-src 'nonce-${options.nonce}'`,
    "img-src 'self'",
    `form-action ${["'self'", ...options.clientOrigins].join(' ')}`,
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
