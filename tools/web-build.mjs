/** Builds the web app into apps/web/dist, if its sources changed since the last build. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectEnvironment, root } from './setup.mjs';
import { hasStamp, stampOf, writeStamp } from './source-stamp.mjs';

export const webFolder = join(root, 'apps', 'web', 'dist');
const stampFile = join(webFolder, '.built-from');
const rooms = ['otp', 'vault', 'interchange', 'core', 'theme', 'ui', 'browser', 'qr'].map((name) =>
  join('packages', name),
);
const sourceFolders = [
  ...rooms.map((room) => join(room, 'src')),
  join('apps', 'web', 'src'),
  join('apps', 'web', 'public'),
];
const sourceFiles = [
  'package-lock.json',
  ...rooms.map((room) => join(room, 'package.json')),
  ...['index.html', 'package.json', 'vite.config.ts'].map((name) => join('apps', 'web', name)),
];

/** How long a file that no build asks for any more stays, for tabs that are still open. */
const keepOldFilesMs = 7 * 24 * 60 * 60 * 1000;

/** Throws when the build fails; the earlier one is then still there. */
export function buildWebApp() {
  const stamp = stampOf({ folders: sourceFolders, files: sourceFiles });
  if (existsSync(join(webFolder, 'index.html')) && hasStamp(stampFile, stamp)) {
    return;
  }
  console.log('Building the web app ...');
  const startedMs = Date.now();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const result = spawnSync('node', [vite, 'build', join(root, 'apps', 'web'), '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Whatever this shell is set to (tests set it to "test"): another build is slower and names this computer's folders.
    env: { ...projectEnvironment(), NODE_ENV: 'production' },
  });
  if (result.status !== 0) {
    throw new Error('The web app could not be built; see the message above.');
  }
  clearOldFiles(startedMs);
  writeStamp(stampFile, stamp);
}

function clearOldFiles(builtMs) {
  const assets = join(webFolder, 'assets');
  for (const name of existsSync(assets) ? readdirSync(assets) : []) {
    const file = join(assets, name);
    if (statSync(file).mtimeMs < builtMs - keepOldFilesMs) {
      rmSync(file);
    }
  }
}
